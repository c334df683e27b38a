"""What the page of an incident says of other incidents: all of it, so that a page is known to be what it was."""

from collections.abc import Iterator

from generator.library.kinship import SEEN_BEFORE_SHOWN, History, kin
from generator.library.library import Library
from generator.library.post_mortem_duty import Duties, Duty
from generator.library.titles import title_of
from generator.records.incident import Incident


class Surroundings:
    """What surrounds the incidents of one library: whatever else a page names comes from it."""

    def __init__(self, library: Library) -> None:
        """Gather nothing yet."""
        self._library = library
        self._history = library.once(History)
        self._duties = library.once(Duties)

    def of(self, incident: Incident) -> Iterator[str | Incident]:
        """Yield the other incidents that an incident's page names, and in words what it says of them together.

        The same incidents with the same records behind the same words are the same surroundings. The words have no
        control characters.
        """
        for group in kin(self._library, incident):
            yield group.words
            yield from group.incidents
        for seen in self._history.seen_before(incident, SEEN_BEFORE_SHOWN):
            yield "seen before"
            yield seen.incident
            yield from seen.alike
        yield "in common"
        yield from (trait.mark for trait in self._history.shared(incident))
        beside = self._history.neighbours(incident)
        for words, neighbour in (("earlier", beside.earlier), ("later", beside.later)):
            yield words
            if neighbour:
                yield neighbour
        yield from _owed(self._duties.of(incident))


def _owed(duty: Duty) -> Iterator[str | Incident]:
    yield duty.standing
    yield duty.reason
    for one in duty.recurring:
        yield one.ago
        yield one.earlier
        yield from (shared if isinstance(shared, str) else str(title_of(shared)) for shared in one.shared)
