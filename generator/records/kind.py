"""What makes a kind of record: its word, its model, and where its files lie."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from pydantic import BaseModel

from generator.records.record import Record


@dataclass(frozen=True)
class Kind:
    """One kind of record: its word, its model and where its files lie."""

    name: str
    """The word for one: `runbook`. Also the schema's name."""
    plural: str
    """The heading over many: `Runbooks`."""
    model: type[Record]
    folder: str = ""
    """For kinds with a file per record: the folder in a handbook, and in its addresses."""
    file: str = ""
    """For tables: the file in a handbook, without its ending."""
    many: bool = False
    """Whether the file holds a list of records."""
    root: Literal["content", "incidents"] = "content"
    internal: bool = False
    """Internal unless said."""

    @property
    def schema(self) -> str:
        """The name of its editor schema."""
        return self.file or self.name

    @property
    def has_pages(self) -> bool:
        """Whether each record has a file and a page of its own."""
        return bool(self.folder)


@lru_cache(maxsize=512)
def model_at(model: type[BaseModel], path: tuple[str, ...]) -> type[BaseModel] | None:
    """Return the model whose keys stand at `path` (keys only, no list indexes); None where there is none."""
    for name in path:
        field = model.model_fields.get(name)
        inner = _model_in(field.annotation) if field else None
        if inner is None:
            return None
        model = inner
    return model


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
