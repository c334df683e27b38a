"""`runbook-site alerts --write`: the links stand where they belong, and every other byte as it was."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import cli

LINK = "https://runbooks.shop.example/a/ShopDown/"
HEAD = "groups:\n- name: shop\n  rules:\n"
FILES = {
    "mkdocs.yml": (
        "site_name: Shop\nsite_url: https://runbooks.shop.example/\ndocs_dir: content\nplugins: [runbook-site]\n"
    ),
    "content/shop/handbook.yaml": "format: 1\ntitle: Shop\ntimezone: UTC\n",
    "content/shop/runbooks/shop-down.yaml": "title: Shop down\nalerts: [ShopDown]\nresolution: [Restart]\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with one runbook."""
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def write(project: Path, before: bytes, name: str = "rules.yaml") -> Result:
    """Run the command on a file with these bytes."""
    (project / name).write_bytes(before)
    words = ["alerts", str(project / name), "--root", str(project), "--write"]
    return CliRunner().invoke(cli, words, catch_exceptions=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "  - alert: ShopDown  # the shop\n    expr: up == 0\n\n  - alert: Other\n    expr: up\n",
            f"  - alert: ShopDown  # the shop\n    expr: up == 0\n    annotations:\n      runbook_url: {LINK}\n"
            "\n  - alert: Other\n    expr: up\n",
            id="no annotations",
        ),
        pytest.param(
            "  -   annotations:\n        summary: 'up: {{ $value }}'   # said in chat\n      alert: ShopDown\n",
            "  -   annotations:\n        summary: 'up: {{ $value }}'   # said in chat\n"
            f"        runbook_url: {LINK}\n      alert: ShopDown\n",
            id="behind the other annotations",
        ),
        pytest.param(
            "  - alert: ShopDown\n    annotations:\n      description: |\n        Two lines,\n\n        and one.\n"
            "\n\n  # next\n",
            "  - alert: ShopDown\n    annotations:\n      description: |\n        Two lines,\n\n        and one.\n"
            f"      runbook_url: {LINK}\n\n\n  # next\n",
            id="behind a block",
        ),
        pytest.param(
            "  - alert: ShopDown\n    expr: >-\n      up\n      == 0",
            f"  - alert: ShopDown\n    expr: >-\n      up\n      == 0\n    annotations:\n      runbook_url: {LINK}",
            id="no line end at the end",
        ),
        pytest.param(
            "  - {alert: ShopDown, expr: up == 0}\n",
            f'  - {{alert: ShopDown, expr: up == 0, annotations: {{runbook_url: "{LINK}"}}}}\n',
            id="in braces",
        ),
        pytest.param(
            '  - {alert: ShopDown, annotations: {summary: "down"}}\n',
            f'  - {{alert: ShopDown, annotations: {{summary: "down", runbook_url: "{LINK}"}}}}\n',
            id="annotations in braces",
        ),
        pytest.param(
            "  - alert: ShopDown\n    annotations: {}  # none\n    expr: up\n",
            f'  - alert: ShopDown\n    annotations: {{runbook_url: "{LINK}"}}  # none\n    expr: up\n',
            id="empty braces",
        ),
        pytest.param(
            "  - alert: ShopDown\n    annotations:  # none yet\n    expr: up\n",
            f"  - alert: ShopDown\n    annotations:  # none yet\n      runbook_url: {LINK}\n    expr: up\n",
            id="nothing under the key",
        ),
        pytest.param(
            "  - alert: ShopDown\n    annotations:\n      runbook_url: ''\n      summary: ''\n",
            f"  - alert: ShopDown\n    annotations:\n      runbook_url: '{LINK}'\n      summary: ''\n",
            id="an empty link in its quotes",
        ),
        pytest.param(
            "  - alert: ShopDown\n    annotations:\n      summary: ''\n",
            f"  - alert: ShopDown\n    annotations:\n      summary: ''\n      runbook_url: {LINK}\n",
            id="beside an empty one",
        ),
        pytest.param(
            "  - alert: ShopDown\n  - alert: ShopDown\n    annotations: {runbook: https://wiki.shop.example/}\n",
            f"  - alert: ShopDown\n    annotations:\n      runbook: {LINK}\n"
            "  - alert: ShopDown\n    annotations: {runbook: https://wiki.shop.example/}\n",
            id="under the key that the file has",
        ),
        pytest.param(
            "  - alert: ShopDown\n---\nkind: PrometheusRule\nspec:\n  groups:\n  - rules:\n"
            "    - alert: ShopDown\n...\n",
            f"  - alert: ShopDown\n    annotations:\n      runbook_url: {LINK}\n---\nkind: PrometheusRule\nspec:\n"
            f"  groups:\n  - rules:\n    - alert: ShopDown\n      annotations:\n        runbook_url: {LINK}\n...\n",
            id="several documents",
        ),
    ],
)
@pytest.mark.parametrize("form", ["plain", "crlf", "bom"])
def test_link_is_added(project: Path, before: str, after: str, form: str) -> None:
    """In the file's own form; a second run has nothing to do."""
    raw, expected = (_as(HEAD + text, form) for text in (before, after))
    first = write(project, raw)
    assert (project / "rules.yaml").read_bytes() == expected
    assert (first.exit_code, first.stderr) == (0, "")
    second = write(project, expected)
    assert (project / "rules.yaml").read_bytes() == expected
    assert (second.exit_code, second.output) == (0, "")


def _as(text: str, form: str) -> bytes:
    if form == "crlf":
        return text.replace("\n", "\r\n").encode()
    return (b"\xef\xbb\xbf" if form == "bom" else b"") + text.encode()


def test_places_of_the_new_links_are_told(project: Path) -> None:
    """As they are in the file now."""
    result = write(project, (HEAD + "  - alert: ShopDown\n  - alert: shopDown\n").encode())
    assert result.stdout == (f"rules.yaml:6:20: {LINK}\nrules.yaml:9:20: https://runbooks.shop.example/a/shopDown/\n")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        pytest.param(
            "rules.json",
            '{"groups": [{"rules": [{"alert": "ShopDown"}]}]}',
            "rules.json:1:34: ShopDown: it is written as JSON; add the link by hand",
            id="JSON",
        ),
        pytest.param(
            "rules.yaml",
            HEAD + "  - &shop\n    alert: ShopDown\n  - *shop\n",
            "rules.yaml:5:12: ShopDown: its document has anchors or aliases, which may stand for several rules; "
            "change it by hand",
            id="anchors",
        ),
        pytest.param(
            "rules.yaml",
            "other: document\n---\n" + HEAD + "  - alert: ShopDown\n    annotations: none\n",
            "rules.yaml:6:12: ShopDown: `annotations:` of rules.yaml:6:5 is no mapping; change it by hand",
            id="annotations that are none",
        ),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(project: Path, name: str, text: str, why: str) -> None:
    """The file stays as it is, and the reason is told."""
    result = write(project, text.encode(), name)
    assert (result.exit_code, result.stderr) == (1, f"runbook-site: {why}\n")
    assert (project / name).read_text("utf-8") == text


def test_nothing_is_written_without_a_site(project: Path) -> None:
    """Nobody knows which address to write."""
    (project / "mkdocs.yml").write_text("site_name: Shop\ndocs_dir: content\nplugins: [runbook-site]\n", "utf-8")
    result = write(project, (HEAD + "  - alert: ShopDown\n").encode())
    assert result.exit_code == 2
    assert result.stderr.endswith("Error: nobody has said where the site is published; write --base-url https://…\n")
