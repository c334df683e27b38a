"""What people write reaches a page escaped exactly once: titles, tags, navigation, meta, search entries."""

from html import escape

import html5lib
import pytest

from generator.engines.mkdocs_pages import safe_front_matter
from tests.engines.conftest import FILES, Project, new_project

HOSTILE = '</title><script>alert(1)</script> "R&D" & C++ <b>'
WRITTEN = escape(HOSTILE)
"""The same in a Markdown page that means every letter of it."""
NAMED = 'shop/"><svg onload=alert(1)>'
RAW = "</title><script>alert(1)</script><svg onload=alert(1)>"
QUOTED = HOSTILE.replace("'", "''")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param({"title": "R&D <b>"}, {"title": "R&amp;D &lt;b&gt;"}, id="title"),
        pytest.param({"title": 2026}, {"title": "2026"}, id="a number as title"),
        pytest.param({"title": ["x"]}, {}, id="a list as title"),
        pytest.param({"description": 'say "x"'}, {"description": "say &#34;x&#34;"}, id="description"),
        pytest.param({"tags": ["<b>", 1, {"x": 1}]}, {"tags": ["&lt;b&gt;", "1"]}, id="tags"),
        pytest.param({"hide": ["toc", "<b>"]}, {"hide": ["toc"]}, id="hide"),
        pytest.param({"hide": "toc"}, {"hide": ["toc"]}, id="hide one"),
        pytest.param({"template": "404.html"}, {}, id="template"),
        pytest.param(
            {"icon": "../../x", "status": "new", "author": "<b>", "subtitle": "<b>"}, {}, id="what the theme reads"
        ),
        pytest.param({"search": {"boost": 2, "x": 1}}, {"search": {"exclude": False, "boost": 2}}, id="search"),
        pytest.param(
            {"search": {"exclude": True, "boost": "9"}}, {"search": {"exclude": True}}, id="search with words"
        ),
        pytest.param({"search": "off"}, {}, id="search as a word"),
    ],
)
def test_front_matter_says_little(given: dict[str, object], kept: dict[str, object]) -> None:
    """Texts are escaped, keys that choose templates and icons are dropped."""
    assert safe_front_matter(given) == kept


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a built project in which everything that has a name has a hostile one."""
    project = new_project(tmp_path_factory.mktemp("hostile") / "project", FILES)
    project.write("content/shop/handbook.yaml", f"format: 1\ntitle: '{QUOTED}'\nsummary: '{QUOTED}'\n")
    project.write(
        "content/shop/runbooks/down.yaml",
        f"title: '{QUOTED}'\nsummary: '{QUOTED}'\nerrors: ['{QUOTED}']\nsymptoms: ['{QUOTED}']\n"
        f"resolution:\n  - do: '{QUOTED}'\n    run: '{QUOTED}'\n",
    )
    project.write("content/shop/tools.yaml", f"- id: till\n  name: '{QUOTED}'\n")
    project.write(
        "content/shop/front.md",
        f"---\ntitle: '{QUOTED}'\ndescription: '{QUOTED}'\ntags: ['{QUOTED}']\nhide: ['{QUOTED}']\n"
        f"template: 404.html\nicon: '{QUOTED}'\nstatus: '{QUOTED}'\n---\n\ntext\n",
    )
    project.write("content/shop/headed.md", f"# {WRITTEN}\n\n## {WRITTEN}\n\n{WRITTEN}\n\n## x {RAW}\n\n{RAW}\n")
    project.write(f"content/{NAMED}.md", "text\n")
    project.built()
    return project


def titles(project: Project, address: str) -> tuple[str, str]:
    """Return a page's title in the browser's tab and its first heading, as a reader sees them."""
    parsed = html5lib.parse(project.page(address), namespaceHTMLElements=False)
    heading = next(parsed.iter("h1"))
    said = "".join(text for part in [heading] for text in part.itertext())
    return str(next(parsed.iter("title")).text), said.removesuffix("¶")


@pytest.mark.parametrize(
    ("address", "title"),
    [
        pytest.param("shop", HOSTILE, id="handbook"),
        pytest.param("shop/runbooks/down", HOSTILE, id="runbook"),
        pytest.param("shop/front", HOSTILE, id="front matter"),
        pytest.param("shop/headed", HOSTILE, id="heading"),
        pytest.param(NAMED, NAMED.removeprefix("shop/"), id="file name"),
    ],
)
def test_a_title_reads_as_written(hostile: Project, address: str, title: str) -> None:
    """In the tab and as heading, not a letter more or less."""
    assert titles(hostile, address) == (f"{title} - Try", title)


def test_no_page_holds_a_live_piece_of_it(hostile: Project) -> None:
    """No script, no bold letters, no doubly escaped ampersand, on any page and in no attribute."""
    found = []
    for page in sorted(hostile.site.rglob("*.html")):
        text = page.read_text("utf-8")
        for piece in ("<script>alert", "<b>", "&amp;amp;", "&amp;lt;", "&amp;#", "<svg onload"):
            found += [(page.relative_to(hostile.site).as_posix(), piece)] if piece in text else []
        parser = html5lib.HTMLParser()
        parser.parse(text)
        found += [(page.relative_to(hostile.site).as_posix(), str(error)) for error in parser.errors]
    assert found == []


def test_the_navigation_reads_as_written(hostile: Project) -> None:
    """Handbook, pages and hand-written pages are called what they are called, in tabs and sidebar."""
    parsed = html5lib.parse(hostile.page("shop"), namespaceHTMLElements=False)
    links = [link for link in parsed.iter("a") if "md-nav__link" in (link.get("class") or "")]
    said = {" ".join("".join(link.itertext()).split()) for link in links}
    assert {HOSTILE, NAMED.removeprefix("shop/"), "Runbooks", "Tools"} <= said


def test_search_entries_are_plain_text(hostile: Project) -> None:
    """Nothing in them is escaped, for no page makes HTML of them; and no file of the search ends a script."""
    entries = hostile.entries()
    assert {HOSTILE, NAMED.removeprefix("shop/")} <= {entry["title"] for entry in entries}
    assert "&amp;" not in str(entries)
    files = [file for file in (hostile.site / "search").rglob("*.js") if set("<>&") & set(file.read_text("utf-8"))]
    assert files == []


def test_a_page_cannot_choose_its_template(hostile: Project) -> None:
    """`template:` in front matter is nothing to us: the page has its text."""
    assert "<p>text</p>" in hostile.page("shop/front")


def test_edit_links_lead_to_the_yaml(project: Project) -> None:
    """Records in the docs folder, incidents beside it, and hand-written pages."""
    project.write("content/note.md", "# Note\n")
    project.write(
        "incidents/shop/2025/2025-02-11-till.yaml",
        "title: Till jammed\nstatus: resolved\nstarted: 2025-02-11 14:02\nresolved: 15:00\nsummary: It jammed.\n",
    )
    project.built()
    expected = {
        "shop": "content/shop/handbook.yaml",
        "shop/runbooks/down": "content/shop/runbooks/down.yaml",
        "shop/incidents/2025-02-11-till": "incidents/shop/2025/2025-02-11-till.yaml",
        "note": "content/note.md",
    }
    assert {address: edit_link(project, address) for address in expected} == {
        address: f"https://example.org/edit/main/{path}" for address, path in expected.items()
    }


def edit_link(project: Project, address: str) -> str | None:
    """Return where a page's pencil leads."""
    parsed = html5lib.parse(project.page(address), namespaceHTMLElements=False)
    return next((link.get("href") for link in parsed.iter("a") if link.get("rel") == "edit"), None)


def test_pages_with_a_diagram_load_our_copy_of_mermaid(project: Project) -> None:
    """In prose and on hand-written pages; no other page loads its megabytes."""
    diagram = "```mermaid\\ngraph LR\\n  a --> b\\n```"
    project.write("content/drawn.md", "# Drawn\n\n" + diagram.replace("\\n", "\n") + "\n")
    project.write(
        "content/shop/runbooks/drawn.yaml",
        f'title: Drawn\nsummary: "{diagram}"\nresolution:\n  - Look\n',
    )
    config = project.root / "mkdocs.yml"
    fences = "{name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }"
    extensions = f"markdown_extensions:\n  - pymdownx.superfences: {{custom_fences: [{fences}]}}\n"
    config.write_text(config.read_text() + extensions)
    project.built()
    loading = {
        page.parent.relative_to(project.site).as_posix()
        for page in project.site.rglob("index.html")
        if "mermaid.min.js" in page.read_text()
    }
    assert loading == {"drawn", "shop/runbooks/drawn"}
    assert (project.site / "assets/runbook-site/vendor/mermaid/mermaid.min.js").is_file()
