"""Anchors: those on pages of records, and those that a hand-written page can have."""

from datetime import date
from pathlib import Path

import pytest

from generator.pages.anchors import anchors_of, ids_in, written_anchors
from tests.small_library import small_library


@pytest.mark.parametrize(
    ("text", "markdown", "expected"),
    [
        pytest.param("# A `b` & c\n\nWords\n", "", {"a-b-c"}, id="heading"),
        pytest.param(
            "Title\n=====\n\n## Title\n\n## Title\n", "", {"title", "title_1", "title_2"}, id="the same again"
        ),
        pytest.param("# Größe\n", "", {"groe"}, id="letters"),
        pytest.param("# Größe\n", "slugify", {"groe", "größe"}, id="letters, in a way of the site's own"),
        pytest.param("# 東京\n", "", {"_1"}, id="no plain letter"),
        pytest.param("# A <b>c</b> `<d>`\n", "", {"a-c-d"}, id="tags, and one in code"),
        pytest.param("# __config\n", "", set(), id="an anchor of the theme"),
        pytest.param("```\n# No heading\n<a id='x'>\n```\n`<a id='y'>` <!-- <a id='z'> -->", "", set(), id="code"),
        pytest.param('<a id="here"></a> and <a name=there></a>\n', "", {"here"}, id="named places"),
        pytest.param("# A {#own}\n", "", {"a-own"}, id="braces are words"),
        pytest.param("# A {#own}\n\n# B\n", "attr_list", {"own", "b"}, id="named heading"),
        pytest.param("Said[^1].\n\n[^1]: There.\n", "", set(), id="notes switched off"),
        pytest.param("Said[^1].\n\n[^1]: There.\n", "footnotes", {"fn:1", "fnref:1"}, id="note"),
        pytest.param("---\ntitle: X\n---\n# A\n", "", {"a"}, id="front matter"),
    ],
)
def test_anchors_of_a_written_page(text: str, markdown: str, expected: set[str]) -> None:
    """What mkdocs makes of a text with these extensions, and nothing that no build makes."""
    assert set(written_anchors(text, markdown.split())) == expected


def test_ids_are_read_as_browsers_read_them() -> None:
    """Only ids count, with their entities resolved."""
    assert ids_in('<h2 id="a&amp;b">x</h2><li class="c" id="d"><i data-id="e">id="f"</i>') == {"a&b", "d"}


def test_only_the_pages_asked_for_are_made(tmp_path: Path) -> None:
    """A record's page, a table's page with its rows, a Markdown page; not the others."""
    library = small_library(
        tmp_path,
        {
            "content/shop/runbooks/down.yaml": "title: Down\nresolution: [x]\n",
            "content/shop/runbooks/up.yaml": "title: Up\nresolution: [x]\n",
            "content/shop/contacts.yaml": "- {id: boss, role: Boss}\n- {id: desk, role: Desk}\n",
            "content/shop/words.md": "# Words\n",
        },
    )
    asked = {"content/shop/runbooks/down.yaml", "content/shop/contacts.yaml", "content/shop/words.md", "content/x.png"}
    found = anchors_of(library, date(2025, 2, 11), asked, {"content/shop/words.md": "# Words\n"})
    assert found.keys() == asked - {"content/x.png"}
    assert found["content/shop/words.md"] == {"words"}
    assert {"boss", "desk"} <= found["content/shop/contacts.yaml"]
    assert "resolution" in found["content/shop/runbooks/down.yaml"]
