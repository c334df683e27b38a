"""Facts of a team's own: the keys that begin with `x-`."""

from typing import TypeAlias

from pydantic_core import PydanticCustomError

from generator.problems import Fault
from generator.records.reader import Data
from generator.records.scalars import Prose, shape

OwnFacts: TypeAlias = tuple[tuple[str, tuple[Prose, ...]], ...]
"""The `x-…` keys without their `x-`, each with its texts."""


def own_facts_of(data: dict[str, Data]) -> tuple[OwnFacts, tuple[Fault, ...]]:
    """Return the `x-…` keys of a record's data, and what is wrong with them."""
    facts: list[tuple[str, tuple[Prose, ...]]] = []
    wrong: list[Fault] = []
    for key in [key for key in data if key.startswith("x-")]:
        value = data[key]
        listed = value if isinstance(value, list) else [value]
        texts = [text for text in listed if isinstance(text, str)]
        if len(texts) < len(listed):
            strange = next(text for text in listed if not isinstance(text, str))
            sentence = f"a fact of your own is text, or a list of texts; found {shape(strange)}"
            wrong.append(Fault((key,), sentence, "wrong-shape"))
            continue
        try:
            # An entry that said nothing was reported, and kept its seat only.
            facts.append((key[2:], tuple(Prose.read(text) for text in texts if text)))
        except PydanticCustomError as error:
            wrong.append(Fault((key,), error.message(), error.type))
    return tuple(facts), tuple(wrong)
