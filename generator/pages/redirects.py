"""Pages that only lead elsewhere: older ids, and the short addresses of alerts."""

from collections.abc import Iterator

from markupsafe import Markup

from generator.library.library import Library
from generator.pages.addresses import Addresses, seat_of
from generator.pages.page import Redirect
from generator.records.kind import Document
from generator.records.runbook import Runbook

SCRIPT = "assets/runbook-site/redirects/carry.js"
"""With JavaScript it takes the address' query along; without it the refresh in `noscript` leads on."""
POLICY = Markup('<meta http-equiv="Content-Security-Policy" content="{}">')
_ALERTS = "a/"
_STUB = Markup(
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{policy}'
    "<title>This page has moved</title>\n"
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    '<meta name="robots" content="noindex">\n'
    '<link rel="canonical" href="{way}">\n'
    '<script src="{script}" data-target="{way}"></script>\n'
    '<noscript><meta http-equiv="refresh" content="0; url={way}"></noscript>\n'
    "</head>\n<body>\n<main><h1>This page has moved</h1>\n"
    '<p>It is at <a href="{way}">{name}</a>.</p></main>\n</body>\n</html>\n',
)


def redirects_of(library: Library) -> Iterator[Redirect]:
    """Yield the older addresses of records, and the short one of each alert that a runbook names."""
    for record in library.records:
        if isinstance(record, Document):
            uri = seat_of(record)[0]
            for alias in record.aliases:
                yield Redirect(f"{uri.rpartition('/')[0]}/{alias}.md", uri)
        if isinstance(record, Runbook):
            for alert in record.alerts:
                yield Redirect(f"{_ALERTS}{alert}.md", seat_of(record)[0])


def with_lower_case(redirects: tuple[Redirect, ...]) -> Iterator[Redirect]:
    """Yield each redirect, and those of alerts in lower case as well: chat and mail programs change the case."""
    taken = {redirect.address for redirect in redirects}
    for redirect in redirects:
        yield redirect
        lower = redirect.address.lower()
        if redirect.address.startswith(_ALERTS) and lower not in taken:
            taken.add(lower)
            yield Redirect(lower, redirect.target)


def stub(redirect: Redirect, addresses: Addresses, *, policy: bool = True) -> tuple[str, str]:
    """Return `(file, content)` of a redirect: it works without JavaScript and below any path.

    `policy` says that the page forbids every request but the one for its script; opened from a disk it cannot.
    """
    url = addresses.url(redirect.address)
    file = f"{url}index.html" if url.endswith("/") else url
    rules = POLICY.format("default-src 'none'; script-src 'self'; form-action 'none'; base-uri 'none'")
    content = _STUB.format(
        policy=rules + "\n" if policy else "",
        way=addresses.way(redirect.address, redirect.target),
        name=addresses.url(redirect.target).rstrip("/"),
        script=addresses.way(redirect.address, SCRIPT),
    )
    return file, str(content)
