"""What a page is made of, as a digest: the same digest, the same page. Only pages of incidents have one.

An incident's page shows its own record, other incidents that surround it, and things that do not change from one
incident to the next: handbooks, runbooks, contacts, settings, the day, our own code. Those are its world, and one
digest tells it from any other. So a saved runbook makes every page anew, a saved incident only those that name it.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from generator.engines.program import program_state
from generator.library.prose_links import linked_files
from generator.library.surroundings import Surroundings
from generator.pages.addresses import seat_of
from generator.pages.github_links import GitHubLinks
from generator.pages.page import Leaf
from generator.pages.render import Renderer
from generator.pages.values import Values
from generator.records.incident import Incident
from generator.records.record import Record

_BETWEEN, _BEHIND = "\0", "\1"
"""What separates texts that have neither."""


class MadeOf:
    """Tells the pages of one build from those of any other."""

    def __init__(self, renderer: Renderer, digests: Mapping[str, bytes], world: bytes) -> None:
        """`digests` tell the text of each record file from any other, by path; `world` is what `world_of` returns."""
        library = renderer.library
        self._values = renderer.values
        self._digests = digests
        self._world = world
        self._incidents = {seat_of(incident)[0]: incident for incident in library.incidents}
        self._surroundings = Surroundings(library)

    def is_known(self, uri: str) -> bool:
        """Say whether it is known what the page at an address is made of."""
        return uri in self._incidents

    def digest(self, leaves: Iterable[Leaf]) -> bytes:
        """Return what tells some pages from others: what they are made of, in their order."""
        found = sha256(self._world)
        for leaf in leaves:
            incident = self._incidents[leaf.uri]
            found.update(self._digests[incident.path])
            around = map(_told, self._surroundings.of(incident))
            said = _BETWEEN.join((incident.path, *around, *_links(incident, self._values), _BEHIND))
            found.update(said.encode("utf-8", "surrogatepass"))
        return found.digest()


def world_of(
    renderer: Renderer,
    digests: Mapping[str, bytes],
    files: Mapping[str, str],
    github: GitHubLinks,
    settings: Iterable[object],
) -> bytes:
    """Return a digest of all that pages of incidents are made of beside incidents.

    `files` are the published files that are no records, as `Renderer` gets them; `settings` are what else a page's own
    part depends on. What the theme puts around that is not part of it: it is made anew in each build.
    """
    library, values = renderer.library, renderer.values
    others = [record for record in library.records if not isinstance(record, Incident)]
    incidents = {record.path for record in library.records if isinstance(record, Incident)}
    found = sha256()
    for said in (
        program_state().hex(),
        repr(values.addresses),
        *map(repr, settings),
        repr((github.repository, sorted(github.forms), sorted(github.incidents.items()))),
        repr(
            (renderer.today.isoformat(), library.edition, library.order, sorted(library.hidden), sorted(library.broken))
        ),
        repr(sorted(files.items())),
        repr(sorted((path, digest) for path, digest in digests.items() if path not in incidents)),
        repr([record.key for record in others]),
        *(link for record in others for link in _links(record, values)),
    ):
        found.update(f"{said}{_BEHIND}".encode("utf-8", "surrogatepass"))
    return found.digest()


def _told(one: str | Incident) -> str:
    """Return all that another incident's page says of an incident, and where it leads for more; words as they are."""
    if isinstance(one, str):
        return one
    return _BETWEEN.join((one.path, one.title, str(one.day), one.type, str(one.is_duplicate)))


def _links(record: Record, values: Values) -> Iterator[str]:
    """Yield where the links in a record's prose lead, which other records decide: whether they are there.

    Which rows of tables are hidden is part of the world.
    """
    if not record.targets:
        return
    for _, link, file, _ in linked_files(record):
        yield link
        yield values.published.get(file, "")
