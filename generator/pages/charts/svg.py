"""The pieces of every drawing: places as fixed text, shapes for looks, a legend, links that lie over the marks.

A drawing is as wide as its column: places across are percentages, places down are pixels, so letters keep their size on
any screen. Nothing in it is random and no number depends on the machine: the same chart gives the same bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generator.library.reports.series import Look, Part
from generator.pages.safe import escaped, safe

_PATHS: dict[Look, str] = {
    "level-0": "M-4-4H4V4H-4Z",
    "level-1": "M0-5.5L5.5 0L0 5.5L-5.5 0Z",
    "level-2": "M0-5L5.5 4.5H-5.5Z",
    "level-3": "M-4.5 0A4.5 4.5 0 1 0 4.5 0A4.5 4.5 0 1 0-4.5 0Z",
    "level-4": "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0-4 0Z",
    "no-level": "M-4.5-1.5H4.5V1.5H-4.5Z",
    "apart": "M-1.5-5H1.5V-1.5H5V1.5H1.5V5H-1.5V1.5H-5V-1.5H-1.5Z",
    "plain": "M-4-4H4V4H-4Z",
    "met": "M-5 0L-2 4L5-4",
    "missed": "M-4-4L4 4M-4 4L4-4",
    "running": "M-4-5L5 0L-4 5Z",
    "unknown": "M-4.5 0H4.5",
}


@dataclass(frozen=True)
class Hit:
    """A place of a drawing that leads to what it shows, and says what that is when a pointer rests on it."""

    x: float
    """In hundredths of the width."""
    y: float
    address: str
    words: str


def number(value: float) -> str:
    """Return a number as text: at most two digits behind the point, `0.5`, `12`."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def percent(value: float) -> str:
    """Return hundredths of the width as text: `12.5%`."""
    return f"{number(value)}%"


def shape(look: Look, x: str, y: float) -> Markup:
    """Return the shape of a look with its middle at a place; `x` is a percentage or pixels."""
    return safe(f'<svg class="rb-shape rb-look--{look}" x="{x}" y="{number(y)}"><path d="{_PATHS[look]}"/></svg>')


def text(words: str, x: str, y: float, look: str) -> Markup:
    """Return words on a line at `y`; `look` is the class that says how they stand."""
    return safe(f'<text class="rb-chart__{look}" x="{x}" y="{number(y)}">{escaped(words)}</text>')


def line(x: str, top: float, bottom: float, look: str) -> Markup:
    """Return an upright line."""
    return safe(f'<line class="rb-chart__{look}" x1="{x}" x2="{x}" y1="{number(top)}" y2="{number(bottom)}"/>')


def bar(x: float, y: float, width: float, height: float, look: Look) -> Markup:
    """Return a filled box; across in hundredths of the width."""
    return Markup('<rect class="rb-fill-look rb-look--{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        look, percent(x), number(y), percent(width), number(height)
    )


def picture(name: str, title: str, description: str, height: float, pieces: Iterable[Markup]) -> Markup:
    """Return a drawing of its column's width with what it says for those who do not see it."""
    return Markup(
        '<svg class="rb-picture" role="img" aria-labelledby="{0}-title {0}-said" width="100%" height="{1}">'
        '<title id="{0}-title">{2}</title><desc id="{0}-said">{3}</desc>\n{4}\n</svg>'
    ).format(name, number(height), title, description, safe("\n".join(pieces)))


def hits(found: Iterable[Hit], height: float, size: float = 9) -> Markup:
    """Return links over the marks of a drawing: for a pointer only, because the table under it has the same links."""
    links = "\n".join(_hit(hit, size) for hit in found)
    if not links:
        return Markup("")
    return safe(f'<svg class="rb-hits" aria-hidden="true" width="100%" height="{number(height)}">\n{links}\n</svg>')


def _hit(hit: Hit, size: float) -> str:
    circle = f'<circle class="rb-hit" cx="{percent(hit.x)}" cy="{number(hit.y)}" r="{number(size)}"/>'
    return f'<a href="{escaped(hit.address)}" tabindex="-1"><title>{escaped(hit.words)}</title>{circle}</a>'


def entry(drawn: Markup, words: str) -> Markup:
    """Return one line of a legend: a drawing of 14 by 14 pixels, and what it stands for."""
    return Markup(
        '<li><svg class="rb-legend__shape" aria-hidden="true" width="14" height="14">{}</svg> {}</li>'
    ).format(drawn, words)


def legend(parts: Iterable[Part], more: Iterable[Markup] = ()) -> Markup:
    """Return what the shapes stand for."""
    entries = (entry(shape(part.look, "7", 7), part.name) for part in parts)
    return Markup('<ul class="rb-legend">{}</ul>').format(Markup("").join([*entries, *more]))


def boxed(title: str, drawn: Markup, *, is_wide: bool = False, least: float = 0) -> Markup:
    """Return a drawing that scrolls within its box where the screen is narrower than `least` pixels."""
    if not is_wide:
        return Markup('<div class="rb-chart__box">{}</div>').format(drawn)
    return Markup(
        '<div class="rb-chart__scroll" role="group" tabindex="0" aria-label="{}">'
        '<div class="rb-chart__box" style="min-inline-size:{}px">{}</div></div>'
    ).format(f"{title}, scrolls sideways", number(least), drawn)


def figure(title: str, *pieces: Markup) -> Markup:
    """Return a chart under its title."""
    return Markup('<figure class="rb-chart"><figcaption>{}</figcaption>\n{}\n</figure>').format(
        title, Markup("\n").join(pieces)
    )
