"""Redirects: relative, escaped, also for alerts in lower case."""

from pathlib import Path

from generator.pages.addresses import Addresses
from generator.pages.page import DataFile, Redirect
from generator.pages.redirects import alert_script, redirects_of, stub, with_lower_case
from tests.small_library import small_library

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


WHICH = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;self&#39;; \
style-src &#39;self&#39;; form-action &#39;none&#39;; base-uri &#39;none&#39;">
<title>Which runbook is it? · ShopDown</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="stylesheet" href="../../assets/runbook-site/redirects/which.css">
</head>
<body>
<header><nav aria-label="Site"><a href="../../">Home</a><a href="../../search/">Find what to do</a></nav></header>
<main>
<h1>Which runbook is it?</h1>
<p>3 runbooks are for the alert <b>ShopDown</b>, the most severe first. What do you see?</p>
<ol>
<li><a href="../../shop/runbooks/down/">Shop &lt;down&gt;</a>
<p class="facts"><span class="level level-0"><span aria-hidden="true">■</span> P1 High</span> Shop</p>
<ul>
<li>Nothing &lt;loads&gt;</li>
<li>The log says fatal</li>
<li>Alerts</li>
</ul>
</li>
<li><a href="../../bank/runbooks/line/">Line</a>
<p class="facts"><span class="level level-0"><span aria-hidden="true">■</span> B1 Worst</span> The Bank</p>
</li>
<li><a href="../../shop/runbooks/network/">Network</a>
<p class="facts">Shop</p>
</li>
</ol>
</main>
<script src="../../assets/runbook-site/redirects/carry.js"></script>
</body>
</html>
"""


def test_an_alert_of_two_runbooks_asks_which(tmp_path: Path) -> None:
    """Its address in every spelling leads to a page that offers both, the more severe one first."""
    library = small_library(
        tmp_path,
        {
            "content/shop/runbooks/network.yaml": "title: Network\nalerts: [shopDown, Till]\nresolution: [Wait]\n",
            "content/shop/runbooks/down.yaml": """\
title: Shop <down>
severity: P1
alerts: [ShopDown]
aliases: [gone]
symptoms: [Nothing <loads>, The log says `fatal`, "[Alerts](network.yaml)", A fourth]
resolution: [Wait]
""",
            "content/bank/handbook.yaml": "format: 1\ntitle: The Bank\n",
            "content/bank/severities.yaml": "- {id: B1, name: Worst}\n",
            "content/bank/runbooks/line.yaml": ("title: Line\nseverity: B1\nalerts: [SHOPDOWN]\nresolution: [Wait]\n"),
        },
    )
    down, line, network = (
        f"{path}.md" for path in ("shop/runbooks/down", "bank/runbooks/line", "shop/runbooks/network")
    )
    redirects = tuple(with_lower_case(tuple(redirects_of(library))))
    assert [(redirect.address, redirect.target, len(redirect.choices)) for redirect in redirects] == [
        ("shop/runbooks/gone.md", down, 0),
        ("a/ShopDown.md", down, 3),
        ("a/shopdown.md", down, 3),
        ("a/shopDown.md", down, 3),
        ("a/SHOPDOWN.md", down, 3),
        ("a/Till.md", network, 0),
        ("a/till.md", network, 0),
    ]
    assert [choice.uri for choice in redirects[1].choices] == [down, line, network]
    assert stub(redirects[1], Addresses()) == ("a/ShopDown/index.html", WHICH)
    assert alert_script(library, Addresses()) == DataFile(
        "assets/runbook-site/lost/alerts.js",
        'self.runbookSiteAlerts = {"shopdown":"a/ShopDown/","till":"a/Till/"};\n',
    )
