"""Pages that only lead elsewhere: older ids, and the short addresses of alerts."""

import json
from collections.abc import Iterator

from markupsafe import Markup

from generator.library.alerting.links import ALERTS
from generator.library.library import Library
from generator.pages.addresses import Addresses, seat_of
from generator.pages.page import DataFile, Redirect
from generator.pages.which import choice_of, which
from generator.records.record import Document
from generator.records.runbook import Runbook

SCRIPT = "assets/runbook-site/redirects/carry.js"
"""With JavaScript it takes the address' query along; without it the refresh in `noscript` leads on."""
ALERT_SCRIPT = "assets/runbook-site/lost/alerts.js"
"""It stands beside the script of the page for lost addresses: below `a/` it could have an alert's name."""
POLICY = Markup('<meta http-equiv="Content-Security-Policy" content="{}">')
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
    """Yield the older addresses of records, and the short one of each alert that a runbook names.

    Of an alert that several runbooks name, in whatever case, each spelling leads to a page that offers them all.
    """
    for record in library.records:
        if isinstance(record, Document):
            uri = seat_of(record)[0]
            for alias in record.aliases:
                yield Redirect(f"{uri.rpartition('/')[0]}/{alias}.md", uri)
    for named in _alerts(library).values():
        unique = {runbook.key: runbook for _, runbook in named}.values()
        runbooks = sorted(unique, key=lambda runbook: library.rank(runbook.severity))
        choices = tuple(choice_of(library, runbook) for runbook in runbooks) if len(runbooks) > 1 else ()
        for name in dict.fromkeys(name for name, _ in named):
            yield Redirect(f"{ALERTS}{name}.md", seat_of(runbooks[0])[0], choices)


def alert_script(library: Library, addresses: Addresses) -> DataFile:
    """Return a script that holds the short address of each alert by its name in lower case, and does nothing else."""
    known = {lower: addresses.url(f"{ALERTS}{named[0][0]}.md") for lower, named in _alerts(library).items()}
    return DataFile(ALERT_SCRIPT, f"self.runbookSiteAlerts = {json.dumps(known, separators=(',', ':'))};\n")


def _alerts(library: Library) -> dict[str, list[tuple[str, Runbook]]]:
    """Return who names each alert, by its name in lower case: the name as it is written there, and the runbook."""
    found: dict[str, list[tuple[str, Runbook]]] = {}
    for book in library.handbooks:
        for runbook in library.of(Runbook, book.key.id):
            for alert in runbook.alerts:
                found.setdefault(alert.lower(), []).append((str(alert), runbook))
    return found


def with_lower_case(redirects: tuple[Redirect, ...]) -> Iterator[Redirect]:
    """Yield each redirect, and those of alerts in lower case as well: chat and mail programs change the case."""
    taken = {redirect.address for redirect in redirects}
    for redirect in redirects:
        yield redirect
        lower = redirect.address.lower()
        if redirect.address.startswith(ALERTS) and lower not in taken:
            taken.add(lower)
            yield Redirect(lower, redirect.target, redirect.choices)


def stub(redirect: Redirect, addresses: Addresses, *, policy: bool = True) -> tuple[str, str]:
    """Return `(file, content)` of a redirect: it works without JavaScript and below any path.

    `policy` says that the page forbids every request but the one for its script; opened from a disk it cannot.
    """
    url = addresses.url(redirect.address)
    file = f"{url}index.html" if url.endswith("/") else url
    script = addresses.way(redirect.address, SCRIPT)
    if redirect.choices:
        alert = redirect.address.removeprefix(ALERTS).removesuffix(".md")
        return file, which(redirect, alert, addresses, _rules(" style-src 'self';") if policy else Markup(), script)
    way, name = addresses.way(redirect.address, redirect.target), addresses.url(redirect.target).rstrip("/")
    return file, str(_STUB.format(policy=_rules() if policy else "", script=script, way=way, name=name))


def _rules(more: str = "") -> Markup:
    return POLICY.format(f"default-src 'none'; script-src 'self';{more} form-action 'none'; base-uri 'none'") + "\n"
