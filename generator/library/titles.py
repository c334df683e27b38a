"""What people call a record."""

from functools import cache

from generator.records.record import Record
from generator.records.rotation import Rotation


def title_of(record: Record) -> str:
    """Return what people call a record: its title or its name, else its id."""
    if isinstance(record, Rotation):
        return "On call"
    for name in _names(type(record)):
        if title := getattr(record, name):
            return str(title)
    return str(record.key.id)


@cache
def _names(model: type[Record]) -> tuple[str, ...]:
    """Return where records of a model may have what people call them: pydantic takes long to say that there is none."""
    return tuple(name for name in ("title", "name") if name in model.model_fields or hasattr(model, name))
