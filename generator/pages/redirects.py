"""Pages that only lead elsewhere: older ids, and the short addresses of alerts."""

from markupsafe import Markup

from generator.pages.addresses import Addresses
from generator.pages.page import Redirect

_STUB = Markup(
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Moved</title>\n'
    '<meta http-equiv="refresh" content="0; url={0}">\n<meta name="robots" content="noindex">\n'
    '<link rel="canonical" href="{0}">\n</head>\n<body>\n<p>This page is at <a href="{0}">{0}</a>.</p>\n</body>\n</html>\n',
)


def stub(redirect: Redirect, addresses: Addresses) -> tuple[str, str]:
    """Return `(file, content)` of a redirect: it works without JavaScript and below any path."""
    url = addresses.url(redirect.address)
    file = f"{url}index.html" if url.endswith("/") else url
    return file, str(_STUB.format(addresses.way(redirect.address, redirect.target)))
