"""One size of the corpus, every tool in turn: cold build, one record changed, `check`, reload, weight."""

import gzip
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import incident, write_corpus
from benchmarks.measuring import CommandFailedError, Cost, cache_of, cost
from benchmarks.peers import OURS, Peer, address
from benchmarks.serving import put, reload_seconds

COLD, CHANGED, CHECK, RELOAD = "cold build", "one record changed", "check", "save to new page"
_GENERATOR = (sys.executable, "-m", "generator")


@dataclass(frozen=True, slots=True)
class Weight:
    """What a built site weighs: bytes and files of the whole, bytes of one incident's page as it is and compressed."""

    site: int
    files: int
    page: int
    compressed: int


@dataclass(slots=True)
class Size:
    """All that was measured at one size: costs by work and tool, what failed and why, each tool's weight."""

    incidents: int
    rounds: int
    bytes_each: float = 0
    costs: dict[tuple[str, str], list[Cost]] = field(default_factory=lambda: defaultdict(list))
    failures: dict[tuple[str, str], str] = field(default_factory=dict)
    weights: dict[str, Weight] = field(default_factory=dict)

    def take(self, work: str, tool: str, measure: Callable[[], Cost]) -> None:
        """Measure once more, unless the tool has failed at this before: a failure at a size is a result."""
        if (work, tool) in self.failures:
            return
        try:
            taken = measure()
        except CommandFailedError as failure:
            self.failures[work, tool] = str(failure)
            print(f"  {work:20} {tool:14} failed: {failure}", flush=True)
            return
        self.costs[work, tool].append(taken)
        print(f"  {work:20} {tool:14} {taken.wall:8.2f} s {taken.memory:8.0f} MB", flush=True)


def measured(scratch: Path, incidents: int, rounds: int, peers: Iterable[Peer], limit: float) -> Size:
    """Measure every tool at one size; the tools take turns in each round, each round begins with another one.

    What they leave stays in `scratch`, for the reason that `_cold` has: it would count for who begins the next size.
    """
    size = Size(incidents, rounds)
    corpus, plain = scratch / f"corpus-{incidents}", scratch / f"plain-{incidents}"
    size.bytes_each = write_corpus(corpus, incidents) / max(incidents, 1)
    cost((*_GENERATOR, "export", "--plain", str(plain)), corpus, limit)
    folders = {peer: scratch / f"{peer.name.replace(' ', '-')}-{incidents}" for peer in peers}
    for peer, folder in folders.items():
        peer.prepare(corpus, plain, folder)
    turns = list(folders.items())
    changed = incident(incidents // 2)[0] if incidents else ""
    for number in range(rounds):
        print(f"{incidents} incidents, round {number + 1} of {rounds}", flush=True)
        for peer, folder in turns:
            size.take(COLD, peer.name, lambda p=peer, f=folder: _cold(p, f, limit))  # type: ignore[misc]
            if incidents:
                size.take(CHANGED, peer.name, lambda p=peer, f=folder: _changed(p, f, changed, limit))  # type: ignore[misc]
            if peer is OURS:
                size.take(CHECK, peer.name, lambda f=folder: cost((*_GENERATOR, "check"), f, limit))  # type: ignore[misc]
        turns.append(turns.pop(0))
    for peer, folder in turns:
        if (COLD, peer.name) not in size.failures:
            size.weights[peer.name] = _weight(folder / peer.site, changed)
        if incidents:
            size.take(RELOAD, peer.name, lambda p=peer, f=folder: _reload(p, f, changed, limit))  # type: ignore[misc]
    return size


def _cold(peer: Peer, folder: Path, limit: float) -> Cost:
    """Build with neither a site nor a cache there."""
    # Out of the way, not removed: for minutes after files were removed ext4 without a journal looks long for the place
    # of each new one, and that would count for whoever writes many.
    aside = _aside(folder)
    aside.mkdir(exist_ok=True)
    for left in (*(folder / name for name in peer.left), cache_of(folder)):
        if left.exists():
            left.rename(aside / str(len(tuple(aside.iterdir()))))
    return cost(peer.build, folder, limit)


def _aside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-aside")


def _changed(peer: Peer, folder: Path, name: str, limit: float) -> Cost:
    """Change one record and build again over what the last build left; the new words must have reached the page."""
    words = "Written before the second build"
    record = peer.record(folder, name)
    before = record.read_bytes()
    put(record, words)
    try:
        taken = cost(peer.build, folder, limit)
    finally:
        record.write_bytes(before)
    if words not in _page(folder / peer.site, name).read_text(encoding="utf-8"):
        raise CommandFailedError("the page has the old words")
    return taken


def _reload(peer: Peer, folder: Path, name: str, limit: float) -> Cost:
    """Measure the wait in the server's preview; memory and processor time are not looked at."""
    change = (peer.record(folder, name), "Written while the server ran")
    return Cost(reload_seconds(peer.serve, folder, address(name), change, limit), 0, 0)


def _page(site: Path, name: str) -> Path:
    """Return the built page of an incident."""
    return site / "corpus" / "incidents" / name / "index.html"


def _weight(site: Path, name: str) -> Weight:
    """Weigh a built site."""
    files = [file for file in site.rglob("*") if file.is_file()]
    page = _page(site, name).read_bytes() if name else b""
    return Weight(sum(file.stat().st_size for file in files), len(files), len(page), len(gzip.compress(page, 9)))
