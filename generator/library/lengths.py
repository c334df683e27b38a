"""Lengths of time in words."""

from datetime import timedelta
from functools import lru_cache
from typing import Final

_MINUTE: Final = timedelta(minutes=1)
_NOTHING: Final = timedelta()
_LENGTHS: Final = 2**12
"""How many lengths are remembered: most incidents take a few hours, which have few minutes."""


def whole_minutes(length: timedelta) -> int:
    """Return how many whole minutes a length has: what is left of a minute is cut, as on a clock, never rounded."""
    minutes = abs(length) // _MINUTE
    return -minutes if length < _NOTHING else minutes


@lru_cache(_LENGTHS)
def duration(length: timedelta) -> str:
    """Return a length in the two largest units that matter: `1 h 29 min`, `3 d 4 h`."""
    # Python has days and seconds at hand, so that no other length need be made.
    sign, length = ("-", -length) if length.days < 0 else ("", length)
    days = length.days
    hours, minutes = divmod(length.seconds // 60, 60)
    if days:
        return f"{sign}{days} d {hours} h" if hours else f"{sign}{days} d"
    if hours:
        return f"{sign}{hours} h {minutes} min" if minutes else f"{sign}{hours} h"
    return f"{sign}{minutes} min"
