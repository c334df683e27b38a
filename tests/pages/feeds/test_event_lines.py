"""An event that is written line by line is the one that the library for calendars writes."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from generator.pages.feeds.calendar import Dated, dated, text_of

_TEXTS = st.text(
    st.sampled_from(["a", "é", "東", "🔥", "\\", "^", ";", ",", ":", "N", "n", " ", '"', "\n"]), max_size=200
)
_WORDS = st.text("abc-.1", min_size=1, max_size=120)
_DAYS = st.dates(date(1970, 1, 1), date(2100, 1, 1))


@given(_TEXTS, _TEXTS, _WORDS, _DAYS, st.integers(0, 2**31 - 1), st.none() | _WORDS)
def test_the_library_writes_the_same(  # noqa: PLR0913, PLR0917 - what an event is made of
    title: str, about: str, name: str, day: date, number: int, page: str | None
) -> None:
    """Whatever is in a text and wherever a line has to be folded, no octet differs."""
    changed = datetime(day.year, day.month, day.day, 13, 2, 7, tzinfo=UTC)
    url = f"https://example.org/{page}" if page else None
    event = Event()
    event.add("uid", f"{name}@runbook-site")
    event.add("dtstamp", changed)
    event.add("sequence", number)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", about)
    event.add("transp", "TRANSPARENT")
    if url:
        event.add("url", url)
    assert dated(Dated(name, day, title, (about,), changed, number, url)) == text_of(event)
