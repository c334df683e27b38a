"""Redirects: relative, escaped, also for alerts in lower case."""

from generator.pages.addresses import Addresses
from generator.pages.page import Redirect
from generator.pages.redirects import stub, with_lower_case

STUB = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>This page has moved</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<link rel="canonical" href="../shop/runbooks/down.html">
<script src="../assets/runbook-site/redirects/carry.js" data-target="../shop/runbooks/down.html"></script>
<noscript><meta http-equiv="refresh" content="0; url=../shop/runbooks/down.html"></noscript>
</head>
<body>
<main><h1>This page has moved</h1>
<p>It is at <a href="../shop/runbooks/down.html">shop/runbooks/down.html</a>.</p></main>
</body>
</html>
"""


def test_a_stub_for_a_disk_names_files() -> None:
    """Without folders as addresses and without a policy, which a page from a disk cannot have."""
    redirect = Redirect("a/ShopDown.md", "shop/runbooks/down.md")
    assert stub(redirect, Addresses(directory_urls=False), policy=False) == ("a/ShopDown.html", STUB)


def test_alerts_are_found_in_lower_case() -> None:
    """Only alerts, and only where no other one is called so."""
    old = Redirect("shop/runbooks/old.md", "shop/runbooks/new.md")
    camel, lower = Redirect("a/ShopDown.md", "x.md"), Redirect("a/till.md", "y.md")
    assert tuple(with_lower_case((old, camel, lower))) == (old, camel, Redirect("a/shopdown.md", "x.md"), lower)
    taken = Redirect("a/shopdown.md", "y.md")
    assert tuple(with_lower_case((camel, taken))) == (camel, taken)
