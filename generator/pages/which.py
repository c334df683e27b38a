"""The page that asks which of several runbooks an alert means: it stands alone, so that it is there at once."""

from collections.abc import Iterator

from markupsafe import Markup

from generator.library.library import Library
from generator.library.titles import title_of
from generator.pages.addresses import HOME, SEARCH, Addresses, seat_of
from generator.pages.page import Choice, Redirect
from generator.pages.prose import to_text
from generator.pages.values import SHAPES
from generator.records.runbook import Runbook

STYLE = "assets/runbook-site/redirects/which.css"
_SHOWN = 3
"""As many symptoms as are read at a glance."""
_PAGE = Markup(
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{policy}'
    "<title>Which runbook is it? · {alert}</title>\n"
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n'
    '<meta name="robots" content="noindex">\n'
    '<link rel="stylesheet" href="{style}">\n'
    "</head>\n<body>\n"
    '<header><nav aria-label="Site"><a href="{home}">Home</a><a href="{search}">Find what to do</a></nav></header>\n'
    "<main>\n<h1>Which runbook is it?</h1>\n"
    "<p>{count} are for the alert <b>{alert}</b>, the most severe first. What do you see?</p>\n"
    "<ol>\n{ways}</ol>\n</main>\n"
    '<script src="{script}"></script>\n</body>\n</html>\n',
)
_WAY = Markup('<li><a href="{way}">{title}</a>\n<p class="facts">{level}{handbook}</p>\n{seen}</li>\n')
_LEVEL = Markup('<span class="level level-{rank}"><span aria-hidden="true">{shape}</span> {words}</span> ')
_SEEN = Markup("<ul>\n{}</ul>\n")
_SYMPTOM = Markup("<li>{}</li>\n")


def choice_of(library: Library, runbook: Runbook) -> Choice:
    """Return what tells a runbook from the others: its level, whose it is, what is seen when it is the right one."""
    level = library.find(runbook.severity)
    rank = min(library.rank(runbook.severity), len(SHAPES) - 1) if level else -1
    words = f"{level.key.id} {title_of(level)}" if level else ""
    seen = tuple(to_text(line) for line in runbook.symptoms[:_SHOWN])
    book = title_of(library.handbook(runbook.key.handbook))
    return Choice(seat_of(runbook)[0], title_of(runbook), book, rank, words, seen)


def which(redirect: Redirect, alert: str, addresses: Addresses, policy: Markup, script: str) -> str:
    """Return the page; its links take along what stands behind the address, where there is JavaScript."""
    at = redirect.address
    home, search, style = (addresses.way(at, uri) for uri in (HOME, SEARCH, STYLE))
    ways = Markup().join(_way(choice, addresses.way(at, choice.uri)) for choice in redirect.choices)
    known = {"policy": policy, "style": style, "home": home, "search": search, "script": script}
    return str(_PAGE.format(alert=alert, count=f"{len(redirect.choices)} runbooks", ways=ways, **known))


def _way(choice: Choice, way: str) -> Markup:
    level = Markup()
    if choice.rank >= 0:
        level = _LEVEL.format(rank=choice.rank, shape=SHAPES[choice.rank], words=choice.level)
    seen = _SEEN.format(Markup().join(_symptoms(choice))) if choice.symptoms else Markup()
    return _WAY.format(way=way, title=choice.title, level=level, handbook=choice.handbook, seen=seen)


def _symptoms(choice: Choice) -> Iterator[Markup]:
    for symptom in choice.symptoms:
        yield _SYMPTOM.format(symptom)
