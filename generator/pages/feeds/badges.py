"""Badges: small pictures with one number each, for a README or a wall; each says the day on which it was true."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from xml.etree.ElementTree import Element

from generator.library.reports.census import census, fires
from generator.pages.feeds.markup import child, document
from generator.pages.feeds.site import Site
from generator.pages.values import day_words
from generator.records.handbook import Handbook
from generator.records.incident import Incident

State = Literal["well", "bad", "plain"]

# White text on each has a contrast above 5 to 1; what they mean is said by the words beside.
_COLOURS: dict[State, str] = {"well": "#1b7a3d", "bad": "#b3261e", "plain": "#37474f"}
_DARK = "#3b3f46"
_FONT = "Verdana, DejaVu Sans, Geneva, sans-serif"
_HEIGHT, _BASELINE, _SPACE, _SIZE = 20, 14, 8, 11
# Verdana at 11 px: an average letter, and the wide and narrow ones that are off by more than two.
_LETTER, _WIDE, _NARROW = 6.9, 9.4, 4.2
_WIDE_LETTERS, _NARROW_LETTERS = frozenset("MWmw@%"), frozenset(" .,:;'!|iIjlft()[]")


@dataclass(frozen=True)
class Badge:
    """One number with its words."""

    name: str
    """Of its file: `open-incidents`."""
    label: str
    value: str
    state: State
    day: date
    """The day on which it was counted."""

    @property
    def said(self) -> str:
        """All of it in one sentence, for those who do not see the picture."""
        return f"{self.label}: {self.value} (as of {day_words(self.day)})"


def badges(site: Site, handbook: Handbook | None) -> tuple[Badge, ...]:
    """Return the badges of a handbook, or of the whole site.

    The public edition has none of the days since the worst: the last of that level may well be internal.
    """
    counts = (_open_incidents(site, handbook), _overdue_actions(site, handbook))
    return counts if site.library.edition == "public" else (*counts, _days_since(site, handbook))


def svg(badge: Badge) -> str:
    """Return a badge as an SVG picture that loads nothing from anywhere."""
    parts = ((badge.label, _DARK), (badge.value, _COLOURS[badge.state]), (f"as of {day_words(badge.day)}", _DARK))
    widths = [_width(text) + 2 * _SPACE for text, _ in parts]
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-label": badge.said})
    root.attrib |= {"width": str(sum(widths)), "height": str(_HEIGHT), "viewBox": f"0 0 {sum(widths)} {_HEIGHT}"}
    child(root, "title", badge.said)
    at = 0
    for (_, colour), width in zip(parts, widths, strict=True):
        child(root, "rect", x=str(at), width=str(width), height=str(_HEIGHT), fill=colour)
        at += width
    words = child(root, "g", fill="#fff", font_family=_FONT, font_size=str(_SIZE))
    at = 0
    for (text, _), width in zip(parts, widths, strict=True):
        # The length is said, so that a reader's font of another width fills the same box.
        length = str(width - 2 * _SPACE)
        child(words, "text", text, x=str(at + _SPACE), y=str(_BASELINE), textLength=length)
        at += width
    return document(root)


def _open_incidents(site: Site, handbook: Handbook | None) -> Badge:
    """Return how many fires the home page shows: in the public edition also what repeats one that is not public."""
    count = sum(_is_of(one, handbook) for one in fires(site.library))
    return Badge("open-incidents", _labelled(site, "open incidents", handbook), str(count), _good(count), site.today)


def _overdue_actions(site: Site, handbook: Handbook | None) -> Badge:
    rows = site.ledger.overdue
    count = sum(1 for row in rows if handbook is None or row.incident.key.handbook == handbook.key.id)
    return Badge("overdue-actions", _labelled(site, "overdue actions", handbook), str(count), _good(count), site.today)


def _days_since(site: Site, handbook: Handbook | None) -> Badge:
    """Return how many days ago the last incident of the highest level began; of the site's, that of any handbook."""
    days = [one.day for one in _incidents(site, handbook) if one.day and site.library.rank(one.severity) == 0]
    levels = site.library.severities(handbook.key.id) if handbook else ()
    level = str(levels[0].id) if levels else "highest level"
    value = str(max((site.today - max(days)).days, 0)) if days else "none recorded"
    return Badge("days-since-highest", _labelled(site, f"days since {level}", handbook), value, "plain", site.today)


def _incidents(site: Site, handbook: Handbook | None) -> tuple[Incident, ...]:
    """Return the incidents that reports count; drills, near misses, maintenance and duplicates are none."""
    return tuple(one for one in census(site.library).incidents if _is_of(one, handbook))


def _is_of(incident: Incident, handbook: Handbook | None) -> bool:
    return handbook is None or incident.key.handbook == handbook.key.id


def _labelled(site: Site, label: str, handbook: Handbook | None) -> str:
    whose = f"{handbook.title}: " if handbook else ""
    only = [word for word, holds in _narrower(site) if holds]
    return f"{whose}{label}{' (' + ', '.join(only) + ')' if only else ''}"


def _narrower(site: Site) -> tuple[tuple[str, bool], ...]:
    """Return the words for what a badge counts only, each with whether it does."""
    return (("examples", site.ledger.of_examples), ("published", site.library.edition == "public"))


def _good(count: int) -> State:
    return "bad" if count else "well"


def _width(text: str) -> int:
    widths = (_WIDE if c in _WIDE_LETTERS else _NARROW if c in _NARROW_LETTERS else _LETTER for c in text)
    return round(sum(widths))
