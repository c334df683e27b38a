"""`runbook-site export --plain`: Markdown for a repository, with every record, every field and every link.

`RUNBOOK_SITE_UPDATE=1` writes the expected tree anew; the diff is what a reviewer reads.
"""

import os
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote

import pytest
from markdown import Markdown

from generator.engines.markdown_links import place_of
from generator.engines.markdown_plain import HandWritten, plain_tree
from generator.engines.markdown_words import anchor_of
from generator.library.library import Library
from generator.library.project import open_project
from generator.library.titles import title_of
from generator.pages.addresses import Addresses, seat_of
from generator.pages.values import Values
from generator.records import KINDS
from generator.records.part import Part
from generator.records.record import Record
from generator.records.refs import PersonRef, Ref
from generator.records.scalars import Flag, Line, Prose, Words
from generator.records.scalars import Literal as Letter
from generator.records.times import Moment
from generator.records.walking import walk

TODAY = date(2025, 4, 10)
HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden" / "one_of_each" / "input"
EXPECTED = HERE / "expected" / "plain"
TEXTS = (Words, Line, Prose, Letter)
LINK = re.compile(r"(?<!!)\[(?:[^\[\]\\]|\\.)*\]\(<?([^()<>\s]+)>?\)")
FENCED = re.compile(r"^( *)(`{3,})[^\n]*\n.*?^\1\2$|`+[^`\n]+`+", re.MULTILINE | re.DOTALL)


def written(library: Library, *pages: HandWritten) -> dict[str, str]:
    """Return the tree that comes of a library, by path."""
    return dict(plain_tree(library, TODAY, Values(library, Addresses(site_name="Try"), {}), pages))


@pytest.fixture(scope="module")
def repository(root: Path) -> Library:
    """Return the library of the repository's own records, from which every kind of field can be taken."""
    return open_project(root, TODAY, "internal").library


def test_a_small_handbook_is_as_expected() -> None:
    """Every file of the tree, and no other, comes out as its file in `expected/plain/`."""
    made = written(open_project(GOLDEN, TODAY).library)
    if os.environ.get("RUNBOOK_SITE_UPDATE"):
        for file in EXPECTED.rglob("*.md"):
            file.unlink()
        for path, text in made.items():
            (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / path).write_text(text, "utf-8")
    there = {file.relative_to(EXPECTED).as_posix(): file.read_text("utf-8") for file in EXPECTED.rglob("*.md")}
    assert sorted(made) == sorted(there)
    for path, text in made.items():
        assert text == there[path], path


def test_every_field_of_every_record_is_there(repository: Library) -> None:
    """Each text field is given words of its own, also where the record says nothing: all are on the record's page."""
    number = count(1)
    records = tuple(marked(record, number).seated_like(record) for record in repository.records)
    marks = next(number) - 1
    library = Library(records, repository.edition, repository.order)
    tree = written(library)
    assert marks > 2000
    lost = [
        (record.path, loc, value)
        for record in records
        for loc, value in (*walk(record), *((("x", name), one) for name, texts in record.own_facts for one in texts))
        if not isinstance(value, Part) and shown(value, library) not in page_of(record, tree)
    ]
    assert lost == []


def test_the_records_of_that_test_leave_out_no_field(repository: Library) -> None:
    """A field that no record has would go untested: write it into an example first."""
    number = count(1)
    said: set[tuple[str, str]] = set()
    every: set[tuple[str, str]] = set()
    for record in repository.records:
        for _, value in walk(marked(record, number)):
            if isinstance(value, Part):
                named = ((type(value).__name__, name, getattr(value, name)) for name in type(value).model_fields)
                for model, name, inner in named:
                    every.add((model, name))
                    if inner is not None and inner != ():
                        said.add((model, name))
    assert {kind.model.__name__ for kind in KINDS.values()} <= {model for model, _ in every}
    assert sorted(every - said) == []


def test_every_link_leads_to_a_file_and_a_heading(repository: Library) -> None:
    """Links between records, rows, lists and reports; anchors as GitHub makes them."""
    tree = written(repository)
    lost: list[tuple[str, ...]] = []
    links = 0
    for path, text in tree.items():
        for target in LINK.findall(FENCED.sub("", text)):
            if re.match(r"[a-z]+:", target):
                continue
            links += 1
            file, _, anchor = unquote(target).partition("#")
            goal = os.path.normpath(Path(path).parent / file) if file else path
            if goal not in tree:
                lost.append((path, target))
            elif anchor and anchor not in anchors(tree[goal]):
                lost.append((path, target, "no such heading"))
    assert links > 1000
    assert lost == []


def test_nothing_is_html(repository: Library) -> None:
    """A reader without an engine sees no tags: outside code every `<` begins an address."""
    tags = {
        (path, found)
        for path, text in written(repository).items()
        for found in re.findall(r"<(?!https?://|mailto:)\S*", FENCED.sub("", text))
    }
    assert tags == set()


def test_checklists_are_checklists(repository: Library) -> None:
    """Each step of a runbook is a box to tick, its command stands in a fence below it."""
    page = written(repository)["example/runbooks/order-queue-growing.md"]
    html = Markdown(extensions=["pymdownx.tasklist", "pymdownx.superfences"]).convert(page)
    assert html.count('type="checkbox"') == page.count("- [ ] ") > 3
    assert html.count('class="highlight"') == len(re.findall("^ *```[a-z]+$", page, re.MULTILINE)) > 0


def test_a_page_that_people_wrote_stays_as_they_wrote_it() -> None:
    """Its links lead to the Markdown of the records; without a heading it is called as its front matter says."""
    library = open_project(GOLDEN, TODAY).library
    page = HandWritten(
        "harbour/first-night.md",
        "content/harbour/first-night.md",
        '---\ntitle: "First night"\n---\n'
        "See [the crane](runbooks/crane-stuck.yaml), [nothing](gone.md) and <b>this</b>.\n",
    )
    tree = written(library, page)
    assert tree["harbour/first-night.md"] == (
        "# First night\n\nSee [the crane](runbooks/crane-stuck.md), nothing and &lt;b>this&lt;/b>.\n"
    )
    assert "- [first-night](first-night.md)" in tree["harbour/README.md"].splitlines()


def marked(part: Any, number: Iterator[int]) -> Any:  # noqa: ANN401 - any model comes out as it went in
    """Return a part in which every text is one that stands nowhere else, also where there was none."""
    update: dict[str, object] = {"visibility": "internal"} if isinstance(part, Record) else {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        text = next((one for one in TEXTS if one in (field.annotation, *get_args(field.annotation))), None)
        if text and name != "pattern":
            update[name] = text(f"mark{next(number)}")
        elif isinstance(value, Part):
            update[name] = marked(value, number)
        elif isinstance(value, tuple):
            update[name] = tuple(marked_item(item, number) for item in value)
    return part.model_copy(update=update)


def marked_item(item: object, number: Iterator[int]) -> object:
    """Return an entry of a list with a text of its own."""
    if isinstance(item, Part):
        return marked(item, number)
    text = next((one for one in TEXTS if type(item) is one), None)
    return text(f"mark{next(number)}") if text else item


def shown(value: object, library: Library) -> str:
    """Return how a value of a record reads on its page, without the signs that are there for Markdown's sake."""
    if isinstance(value, Ref):
        found = None if isinstance(value, PersonRef) and value.is_handle else library.find(value)
        return plain(title_of(found) if found else str(value))
    if isinstance(value, Moment) and value.at:
        return plain(f"{value.at:%Y-%m-%d %H:%M %Z}")
    return plain(str(value) if not isinstance(value, Flag) else "yes" if value else "no")


def page_of(record: Record, tree: dict[str, str]) -> str:
    """Return the text of the page on which a record stands."""
    return plain(tree[place_of(seat_of(record)[0])])


def plain(text: str) -> str:
    """Return a text without white space, escapes and quotation signs: only its letters, digits and the like."""
    return re.sub(r"[\s\\>*`#|]+", "", unescape(text))


def anchors(text: str) -> set[str]:
    """Return the anchors of a file's headings, numbered where words are said again."""
    found: list[str] = []
    for heading in re.findall(r"^#+ (.+)$", FENCED.sub("", text), re.MULTILINE):
        slug = anchor_of(unescape(re.sub(r"\\(.)", r"\1", heading)))
        number = sum(1 for one in found if re.fullmatch(rf"{re.escape(slug)}(?:-\d+)?", one))
        found.append(f"{slug}-{number}" if number else slug)
    return set(found)
