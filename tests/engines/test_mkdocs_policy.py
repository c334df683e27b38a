"""The policy of each page: it stands before any script, and allows the theme's own scripts by their hashes only."""

import re
from pathlib import Path

import pytest

from generator.engines.mkdocs_finish import finished
from generator.engines.mkdocs_policy import NoHead

META = re.compile(r'\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
RULES = (
    "style-src &#39;self&#39; &#39;unsafe-inline&#39;; img-src &#39;self&#39; data:; font-src &#39;self&#39;; "
    "connect-src &#39;self&#39;; worker-src &#39;self&#39;; manifest-src &#39;self&#39;; form-action &#39;none&#39;; "
    "base-uri &#39;none&#39;"
)
FRAME = '<head><meta charset="utf-8"><title>x</title><script>one()</script></head><body>{}</body>'
ONE = "&#39;sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4=&#39;"


@pytest.mark.parametrize(
    ("content", "scripts"),
    [
        pytest.param("<p>calm</p>", f"&#39;self&#39; {ONE}", id="the theme's script"),
        pytest.param("<script>evil()</script>", f"&#39;self&#39; {ONE}", id="a script in the content"),
    ],
)
def test_only_scripts_of_the_frame_are_allowed(content: str, scripts: str) -> None:
    """A script inside the content gets no hash, so it does not run."""
    head, _, rest = FRAME.format(content).partition('<meta charset="utf-8">')
    policy = f"default-src &#39;none&#39;; script-src {scripts}; {RULES}"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    expected = f'{head}<meta charset="utf-8">\n      {meta}{rest}'
    assert finished(FRAME.format(content), content, has_policy=True) == expected


def test_a_page_without_its_place_is_refused() -> None:
    """Another theme is no reason for a page without a policy."""
    with pytest.raises(NoHead, match="no <meta charset"):
        finished("<head><title>x</title></head>", "", has_policy=True)


@pytest.mark.parametrize("edition", ["built_site", "public_site"])
def test_every_page_has_its_policy_first(edition: str, request: pytest.FixtureRequest) -> None:
    """Pages, the 404 page and redirects alike: right behind the charset, before anything is loaded."""
    site: Path = request.getfixturevalue(edition)
    lacking = []
    for page in sorted(site.rglob("*.html")):
        _, charset, rest = page.read_text("utf-8").partition('<meta charset="utf-8">')
        found = META.match(rest)
        if not charset or not found or "default-src &#39;none&#39;" not in found[1] or "http" in found[1]:
            lacking.append(page.relative_to(site).as_posix())
    assert lacking == []


def test_no_page_runs_a_script_from_its_content(built_site: Path) -> None:
    """Inside the article there are no scripts but our copy of Mermaid, and nowhere an event handler."""
    for page in sorted(built_site.rglob("*.html")):
        text = page.read_text("utf-8")
        article = text.partition("<article")[2].partition("</article>")[0]
        sources = re.findall(r"<script([^>]*)>", article)
        assert [source for source in sources if "/vendor/mermaid/mermaid.min.js" not in source] == []
        assert re.findall(r"<[a-z][^>]*\son[a-z]+=", text) == []
