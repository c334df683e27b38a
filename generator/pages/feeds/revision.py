"""How often an event was changed (RFC 5545, 3.8.7.4), made from its record, for calendars that were imported.

Who subscribes reads the whole file each time. Who imports it again keeps, of two events with one uid, the one with
the larger SEQUENCE, and of two with the same the one with the later DTSTAMP (RFC 5546, 2.1.5). We keep no count and
look at no history, because the same records make the same bytes; so the number comes from days in the record that
grow as people work on it: first the latest day that it names, then how far it reaches from there. It grows when a due
day is put off, a review done or asked for later, an override added or made longer, a rotation begun anew, and when
anything more is recorded of an incident. It cannot grow both on the way there and on the way back: a day that is
brought forward, an override that is taken away, and another name in an old override reach those who subscribe, and
those who import once the record has a later day.
"""

from datetime import date

_FIRST_DAY = date(2000, 1, 1)
_REACH = 10_000
"""More than the days of any reach: 27 years."""
_LARGEST = 2**31 - 1
"""Of RFC 5545's whole numbers (3.3.8)."""


def revision(latest: date, reach: int) -> int:
    """Return the number of a revision from the latest day that counts and from days beyond it."""
    return min(max((latest - _FIRST_DAY).days, 0) * _REACH + min(max(reach, 0), _REACH - 1), _LARGEST)
