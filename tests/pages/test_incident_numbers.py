"""The numbers on the pages of incidents, computed once more from their YAML with nothing but zoneinfo."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from generator.library.project import open_project
from generator.pages.book import page_of
from generator.pages.render import Renderer
from generator.records.incident import Incident
from tests.small_library import BASIS, TODAY, small_library

ROOT = Path(__file__).parents[2]
NAMES = ("started", "detected", "acknowledged", "mitigated", "resolved")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LETTERS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
FILES = sorted(path for path in (ROOT / "incidents").rglob("*.yaml"))
TIMES = {
    "midnight": "started: 2025-02-11 23:50\ndetected: 23:58\nacknowledged: 00:10\nmitigated: 01:00\nresolved: 01:30\n"
    "timeline: [{at: 23:40, event: x}, {at: 00:20, event: x}]",
    "three days": "started: 2025-02-11 10:00\ndetected: 2025-02-13 09:00\nresolved: 2025-02-14 02:00\n"
    "timeline: [{at: 10:30, event: x}, {at: 2025-02-12 23:00, event: x}, {at: 01:00, event: x}]",
    "the repeated hour": "started: 2025-10-26 02:40+02:00\ndetected: 2025-10-26 02:50+02:00\n"
    "acknowledged: 2025-10-26 02:05+01:00\nmitigated: 2025-10-26 02:40+01:00\nresolved: 03:00\n"
    "timeline: [{at: 2025-10-26 02:59+02:00, event: x}, {at: 2025-10-26 02:00+01:00, event: x}]",
    "from before the repeated hour to after it": "started: 2025-10-26 01:30\ndetected: 01:45\nresolved: 03:30\n"
    "timeline: [{at: 01:59, event: x}, {at: 03:00, event: x}]",
    "over the skipped hour": "started: 2025-03-30 01:50\ndetected: 01:59\nacknowledged: 03:00\nresolved: 03:10\n"
    "timeline: [{at: 01:55, event: x}, {at: 03:05, event: x}]",
    "the skipped hour in New York": "timezone: America/New_York\nstarted: 2025-03-09 01:30\ndetected: 03:15\n"
    "resolved: 04:00",
    "the repeated hour in New York": "timezone: America/New_York\nstarted: 2025-11-02 00:30\n"
    "detected: 2025-11-02 01:30-04:00\nacknowledged: 2025-11-02 01:30-05:00\nresolved: 02:30",
    "half an hour in Lord Howe": "timezone: Australia/Lord_Howe\nstarted: 2025-04-06 01:00\nresolved: 02:30",
    "offsets of elsewhere": "started: 2025-02-11 23:30-06:00\ndetected: 2025-02-12T05:40Z\n"
    "resolved: 2025-02-12 08:00+01:00\ntimeline: [{at: 2025-02-12 11:15+05:30, event: x}]",
    "quarters of an hour": "timezone: Asia/Kathmandu\nstarted: 2025-02-11 02:10\ndetected: 05:00\nresolved: 07:40",
    "no start": "detected: 2025-02-11 14:14\nacknowledged: 14:20\nresolved: 15:00",
    "an alert before it": "started: 2025-02-11 14:30\ndetected: 2025-02-11 14:00\nacknowledged: 14:10\nresolved: 17:00",
    "over before it was seen": "started: 2025-02-11 02:50\ndetected: 08:30\nacknowledged: 08:35\n"
    "mitigated: 2025-02-11 03:12\nresolved: 09:00",
    "seconds": "started: 2025-02-11 14:02:40\ndetected: 14:03:10\nresolved: 15:02:30",
}


@dataclass(frozen=True)
class Numbers:
    """What a page says of an incident's times."""

    lines: list[tuple[str, str, str, str]]
    """Of each entry of the timeline: the day above it, its instant, what the clock shows, T+."""
    lengths: list[str]
    """From the start to the four milestones."""
    silences: list[str]
    verdicts: list[str]


def read(text: str, zone: ZoneInfo, above: datetime | None) -> datetime:
    """Return the instant of a time as written, below another one."""
    day, clock, offset = re.fullmatch(r"(?:(\S{10})[ T])?([\d:]+)(?: ?(Z|[+-][\d:]+))?", text).groups()  # type: ignore[union-attr]
    local = datetime.fromisoformat(f"{day or f'{above:%Y-%m-%d}'}T{clock}")
    if offset:
        return datetime.fromisoformat(f"{local.isoformat()}{'+00:00' if offset == 'Z' else offset}").astimezone(UTC)
    if above and not day and above.replace(tzinfo=None) - local > timedelta(hours=12):
        local += timedelta(days=1)
    return local.replace(tzinfo=zone).astimezone(UTC)


def chain(texts: list[str], zone: ZoneInfo, above: datetime | None, *, first_on_its_day: bool) -> list[datetime]:
    """Return the instants of times that stand below each other."""
    found = []
    for place, text in enumerate(texts):
        if above and not place and first_on_its_day:
            above = above.replace(hour=0, minute=0, second=0)
        found.append(read(text, zone, above))
        above = found[-1].astimezone(zone)
    return found


def words(length: timedelta) -> str:
    """Return a length in its two largest units."""
    minutes = int(abs(length).total_seconds() // 60)
    units = [(minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min")]
    first = next((place for place, (number, _) in enumerate(units) if number), 2)
    shown = [f"{number} {unit}" for number, unit in units[first : first + 2] if number] or ["0 min"]
    return f"{'-' if length < timedelta() else ''}{' '.join(shown)}"


def t_plus(length: timedelta) -> str:
    """Return hours and minutes from the start."""
    minutes = round(length.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"T{'-' if minutes < 0 else '+'}{f'{hours}:{rest:02}' if hours else rest}"


def computed(said: dict[str, Any], handbook: dict[str, Any], levels: list[dict[str, Any]]) -> Numbers:
    """Return the numbers of a record, from its text alone."""
    zone = ZoneInfo(said.get("timezone") or handbook.get("timezone", "UTC"))
    names = [name for name in NAMES if name in said]
    known = dict(zip(names, chain([said[name] for name in names], zone, None, first_on_its_day=False), strict=True))
    first = next(iter(known.values()), None)
    above = first.astimezone(zone) if first else None
    lists = [[part["at"] for part in said.get(name, ())] for name in ("timeline", "severity_changes")]
    events = [at for texts in lists for at in chain(texts, zone, above, first_on_its_day=True)]
    instants = sorted([*known.values(), *events])
    start, is_open = known.get("started"), said["status"] != "resolved"
    lines = [
        (
            f"{(here := at.astimezone(zone)).day} {MONTHS[here.month - 1]} {here.year}",
            f"{at:%Y-%m-%dT%H:%M:%SZ}",
            f"{here:%H:%M}",
            t_plus(at - start) if start else "",
        )
        for at in instants
    ]
    lengths = [
        from_start(known[name] - start) if start and name in known else awaited(is_open, known, name)
        for name in NAMES[1:]
    ]
    return Numbers(lines, lengths, silences(known, instants, is_open=is_open), list(verdicts(said, known, levels)))


def from_start(length: timedelta) -> str:
    """Return how long a stage took; what came before the start took no time."""
    return f"{words(-length)} before the first harm to users" if length < timedelta() else words(length)


def awaited(is_open: bool, known: dict[str, datetime], name: str) -> str:  # noqa: FBT001 - a word of the page
    """Return what stands for a missing length."""
    later = NAMES[NAMES.index(name) :]
    return "not yet" if is_open and not any(one in known for one in later) else "unknown"


def silences(known: dict[str, datetime], instants: list[datetime], *, is_open: bool) -> list[str]:
    """Return the gaps that are longer than a quarter of the incident."""
    if not known:
        return []
    begin, end = min(known.values()), instants[-1] if is_open else max(known.values())
    inside = [at for at in instants if begin <= at <= end]
    gaps = [other - one for one, other in pairwise(inside)]
    return [f"{words(gap)} without an entry" for gap in gaps if gap * 4 > end - begin]


def verdicts(said: dict[str, Any], known: dict[str, datetime], levels: list[dict[str, Any]]) -> Iterator[str]:
    """Yield whether the two targets were met, where that can be counted."""
    level = next((level for level in levels if level["id"] == said.get("severity")), {})
    for key, name in (("response_time", "acknowledged"), ("resolution_target", "resolved")):
        parts = re.fullmatch(r"(\d+)\s*([mhdw])\w*", level.get(key, ""))
        if parts and "detected" in known and name in known:
            target = timedelta(**{LETTERS[parts[2]]: int(parts[1])})
            yield "met" if known[name] - known["detected"] <= target else "missed"


def shown(renderer: Renderer, incident: Incident) -> Numbers:
    """Return the numbers on an incident's page."""
    page = page_of(renderer, incident)
    sections = {part.id: str(part.html) for part in page.sections}
    lines, day = [], ""
    for found in re.finditer(
        r'<h3 class="rb-day"><time[^>]*>([^<]*)<'
        r'|rb-event__clock"><time datetime="([^"]*)" data-rb-clock="">([^<]*)<.*?rb-event__since">([^<]*)<',
        sections.get("timeline", ""),
        re.DOTALL,
    ):
        day = found[1] or day
        if found[2]:
            lines.append((day, found[2], found[3], found[4]))
    cells = re.findall(r'data-label="From the start">(?:<span[^>]*>)?([^<]*)<', sections["durations"])
    quiet = re.findall(r'<li class="rb-silence">([^<]*)<', sections.get("timeline", ""))
    verdict = re.findall(r'rb-verdict--(?:met|missed)">(\w+)<', sections["durations"])
    return Numbers(lines, [cell.strip() for cell in cells], quiet, verdict)


def load(text: str) -> Any:  # noqa: ANN401 - what a YAML file holds
    """Read YAML as text only, as our own reader does."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes nothing but text


@pytest.fixture(scope="module")
def site() -> Renderer:
    """Return what renders the repository's own records."""
    return Renderer(open_project(ROOT, TODAY, "internal").library, TODAY)


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT / "incidents").as_posix() for path in FILES])
def test_numbers_of_the_repositorys_incidents(site: Renderer, path: Path) -> None:
    """Each page says what its YAML says, through midnight, clock changes and missing times."""
    found = next(one for one in site.library.incidents if one.path == path.relative_to(ROOT).as_posix())
    book = ROOT / "content" / found.key.handbook
    files = (path, book / "handbook.yaml", book / "severities.yaml")
    assert shown(site, found) == computed(*(load(file.read_text("utf-8")) for file in files))


@pytest.mark.parametrize("times", TIMES.values(), ids=TIMES)
def test_numbers_of_every_kind_of_time(tmp_path: Path, times: str) -> None:
    """The same for records of one kind of trouble with time each."""
    record = f"title: T\nseverity: P1\nstatus: resolved\n{times}\n"
    library = small_library(tmp_path, {"some-trouble": record})
    files = (BASIS[f"content/shop/{name}.yaml"] for name in ("handbook", "severities"))
    assert shown(Renderer(library, TODAY), library.incidents[0]) == computed(*(load(text) for text in (record, *files)))
