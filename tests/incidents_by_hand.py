"""The repository's incidents read a second time, by none of our code: what reports say is computed anew from this.

Only PyYAML, the calendar and Python's time zones are used; `docs/formats.md` says how a time gets its day.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

ROOT = Path(__file__).parent.parent
MILESTONES = ("started", "detected", "acknowledged", "mitigated", "resolved")
VERBS = {"detect": "detected", "acknowledge": "acknowledged", "mitigate": "mitigated", "resolve": "resolved"}
_TIME = re.compile(r"(?:(\d{4}-\d\d-\d\d)[ T])?(\d\d:\d\d(?::\d\d)?) ?(Z|UTC|[+-]\d\d:\d\d)?")
_UNITS = {"m": 1, "h": 60, "d": 1440, "w": 10080}


@dataclass(frozen=True)
class ByHand:
    """One incident as it was written, with the instants of its milestones."""

    handbook: str
    id: str
    said: dict[str, Any]
    times: dict[str, datetime]
    """By milestone, in UTC."""
    day: date
    """The day it began where it happened."""

    @property
    def name(self) -> str:
        """What names it in a report: `example/2025-02-11-checkout-errors`."""
        return f"{self.handbook}/{self.id}"

    @property
    def sort(self) -> str:
        """What it is in a word."""
        written = str(self.said.get("type", "incident"))
        return "duplicate" if written == "incident" and "duplicate_of" in self.said else written.replace("-", " ")

    @property
    def level(self) -> str:
        """Its severity; nothing where nobody said."""
        return str(self.said.get("severity", ""))

    def length(self, verb: str) -> timedelta | None:
        """Return how long it took from the start."""
        there = self.times.get(VERBS[verb])
        return there - self.times["started"] if there and "started" in self.times else None

    def awaits(self, verb: str) -> bool:
        """Say whether a milestone is still to come."""
        later = MILESTONES[MILESTONES.index(VERBS[verb]) :]
        return self.said["status"] != "resolved" and not any(name in self.times for name in later)


@cache
def read(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return a YAML file, every value a text."""
    # BaseLoader makes texts, lists and mappings only, so nothing in the file is run.
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506


@cache
def every() -> tuple[ByHand, ...]:
    """Return every incident of the repository; the examples only while there are no real ones."""
    found = tuple(_incident(path) for path in sorted((ROOT / "incidents").rglob("*.yaml")))
    return tuple(one for one in found if one.said.get("example", "no") not in {"yes", "true"}) or found


def counted() -> tuple[ByHand, ...]:
    """Return the incidents that numbers count."""
    return tuple(one for one in every() if one.sort == "incident")


def levels(handbook: str) -> list[dict[str, Any]]:
    """Return a handbook's severities as written."""
    found: list[dict[str, Any]] = read(ROOT / "content" / handbook / "severities.yaml")
    return found


def minutes(words: str) -> int | None:
    """Return the minutes of `15m`, `1 hour`, `2d`; None for words."""
    found = re.fullmatch(r"(\d+) ?([a-z])[a-z]*", words)
    return int(found[1]) * _UNITS[found[2]] if found else None


def _incident(path: Path) -> ByHand:
    handbook = path.relative_to(ROOT / "incidents").parts[0]
    said = read(path)
    name = path.parent.name if path.name == "incident.yaml" else path.stem
    book = read(ROOT / "content" / handbook / "handbook.yaml")
    times = _times(said, ZoneInfo(said.get("timezone") or book.get("timezone", "UTC")))
    first = next(iter(times.values()), None)
    day = first.date() if first else date.fromisoformat(name[:10])
    return ByHand(handbook, name, said, {key: at.astimezone(UTC) for key, at in times.items()}, day)


def _times(said: dict[str, str], zone: ZoneInfo) -> dict[str, datetime]:
    """Return each milestone where it happened; a bare time follows the one above, past midnight if it must."""
    placed: dict[str, datetime] = {}
    above: datetime | None = None
    for name in MILESTONES:
        if name not in said:
            continue
        found = _TIME.fullmatch(said[name])
        assert found, said[name]
        day = found[1] or str(above.date() if above else None)
        wall = datetime.fromisoformat(f"{day}T{found[2]}")
        if not found[1] and above and above.replace(tzinfo=None) - wall > timedelta(hours=12):
            wall += timedelta(days=1)
        at = wall.replace(tzinfo=zone)
        if found[3]:
            offset = "+00:00" if found[3] in {"Z", "UTC"} else found[3]
            at = datetime.fromisoformat(f"{wall.isoformat()}{offset}").astimezone(zone)
        placed[name] = above = at
    return placed
