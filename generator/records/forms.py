"""Of which form the value of a key is: one of some choices, text with a rule, a part with keys, or several of a form.

For who builds records without asking pydantic: from another process, or from the plain data of a sound file.
"""

from dataclasses import dataclass
from types import NoneType
from typing import Any, Literal, TypeAlias, cast, get_args, get_origin

from generator.records.part import Part
from generator.records.reading import Scalar


@dataclass(frozen=True)
class Choice:
    """One of some texts."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Several:
    """A tuple of values of one form."""

    one: "Form"


Form: TypeAlias = Choice | Several | type[Part] | type[Scalar]


def form_of(annotation: Any) -> Form:  # noqa: ANN401 - any annotation of a field
    """Return the form of what a key says where it says something. Raises `TypeError` for any other."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return Choice(arguments)
    if origin is tuple:
        return Several(form_of(arguments[0]))
    kinds = [kind for kind in arguments or (annotation,) if kind is not NoneType]
    if len(kinds) == 1 and get_origin(kinds[0]) is not None:
        return form_of(kinds[0])
    if len(kinds) == 1 and issubclass(kinds[0], Part | Scalar):
        return cast("type[Part | Scalar]", kinds[0])
    message = f"no way to build {annotation}"
    raise TypeError(message)
