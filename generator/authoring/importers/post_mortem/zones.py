"""The zone of an incident's times: one for all where there is one, else each time with its own offset."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.moments import UNCLEAR, ZONES
from generator.records.reader import Data


@dataclass(frozen=True)
class Placed:
    """A time as it was written: its day, its time of day, and its offset or the abbreviation of its zone."""

    day: str
    clock: str
    offset: str
    zone: str
    """As it is written; empty when nothing says it."""
    lines: Lines


Places = Sequence[tuple[dict[str, Data], str, Placed]]
"""Each time with the part and the key that hold it."""


def are_several(zones: Iterable[str]) -> bool:
    """Say whether abbreviations stand for more than one zone; `PST` and `PDT` are one."""
    return len({ZONES.get(zone, zone) for zone in zones if zone}) > 1


def write_offsets(places: Places) -> Iterator[tuple[str, Placed]]:
    """Write its day and offset to every time; yield each whose zone can be several, which is taken out, and its key."""
    for part, key, placed in places:
        offset = placed.offset or offset_of(placed)
        part[key] = " ".join(one for one in (placed.day, placed.clock, offset) if one)
        if placed.zone in UNCLEAR and not offset:
            del part[key]
            yield key, placed


def offset_of(placed: Placed) -> str:
    """Return the offset that the clocks of a time's zone have then, as `+01:00`; empty when the zone is not known."""
    name = ZONES.get(placed.zone)
    if not name or not placed.day:
        return ""
    at = datetime.fromisoformat(f"{placed.day}T{placed.clock}").replace(tzinfo=ZoneInfo(name))
    written = f"{at:%z}"
    return f"{written[:3]}:{written[3:5]}"
