"""What incidents have in common, as the list of incidents filters by it and says it in its address: `?like=alert:A`."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from generator.library.kinship import History, Shared, Trait, called, traits
from generator.library.library import Library
from generator.records.incident import Incident

_HEADINGS: dict[Shared, str] = {"runbook": "Runbook", "service": "Service", "alert": "Alert", "factor": "Factor"}

LikeGroup = tuple[str, tuple[tuple[str, str, int], ...]]
"""A kind of what incidents have in common; of each of that kind its mark, its words and how many incidents have it."""


class LikeWords:
    """What templates ask about what incidents have in common."""

    def __init__(self, library: Library) -> None:
        """Compute nothing yet."""
        self.library = library
        self._history = library.once(History)

    def like_groups(self, incidents: Iterable[Incident]) -> tuple[LikeGroup, ...]:
        """Return what the incidents of a list have, by kind and title: the choices of its filter."""
        listed = tuple(incidents)
        number = Counter(trait for incident in listed for trait in traits(incident))
        books = {incident.key.handbook for incident in listed} | {trait.of for trait in number if trait.of}
        said = {trait: self._said(trait, is_alone=len(books) < 2) for trait in number}  # noqa: PLR2004 - two books
        ordered = sorted(number, key=lambda trait: (said[trait].lower(), trait.mark))
        every = (
            (heading, tuple((trait.mark, said[trait], number[trait]) for trait in ordered if trait.kind == kind))
            for kind, heading in _HEADINGS.items()
        )
        return tuple(group for group in every if group[1])

    def like_address_of(self, incident: Incident) -> str:
        """Return what stands behind the address of the list of incidents to show those that have something in common.

        Empty when none has. Marks have no sign that an address would escape.
        """
        marks = [f"like={trait.mark}" for trait in self._history.shared(incident)]
        return f"?{'&'.join(marks)}" if marks else ""

    def _said(self, trait: Trait, *, is_alone: bool) -> str:
        # Plain text: a choice has no markup, not even that of an alert's name.
        words = str(called(self.library, trait))
        return words if is_alone or not trait.of else f"{words} · {self.library.handbook(trait.of).title}"

    def words(self) -> dict[str, Callable[..., Any]]:
        """Return what templates call, by name."""
        return {"like_groups": self.like_groups, "like_address_of": self.like_address_of, "like_marks": like_marks}


def like_marks(incident: Incident) -> str:
    """Return the marks of what an incident has, with spaces between: its row in a list is found by them."""
    return " ".join(trait.mark for trait in traits(incident))
