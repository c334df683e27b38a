"""The index: its files say what the entries say, however many processes made them, and nothing that is withheld."""

import json
import pickle
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.engines.search_files import index_of, titles_of
from generator.library.library import Edition
from generator.pages.addresses import Addresses
from generator.pages.book import book
from generator.pages.card import Card
from generator.pages.page import DataFile
from generator.pages.render import Renderer
from generator.pages.search import Entry, Part, SearchIndex
from generator.pages.search.files import order
from generator.pages.search.stop_words import STOP_WORDS
from generator.pages.search.words import terms
from tests.small_library import small_library

BOOKS = {"shop": "Shop"}
WORDS = ("till", "TillJammed", "plug", "10.0.0.1", "the", "数据库", "on-call", "\U00020bb7野", "Köln")
INCIDENTS = st.lists(
    st.builds(
        lambda title, text, book: Entry("a/", title, book, Card("incident"), (Part("summary", "Summary", text, 3),)),
        st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join),
        st.lists(st.sampled_from((*WORDS, "\n")), max_size=60).map(" ".join),
        st.sampled_from(("shop", "till")),
    ),
    max_size=200,
)
PAGE = Entry("p/", "Page", "", Card(), (Part("", "", "words", 1),))


def indexed(entries: list[Entry]) -> SearchIndex:
    """Return the index of some entries."""
    index = SearchIndex()
    for entry in entries:
        index.add(entry)
    return index


def data(file: DataFile) -> dict[str, Any]:
    """Return what a file hands over."""
    assert file.content.startswith("runbookSiteSearch({")
    assert file.content.endswith("});\n")
    found: dict[str, Any] = json.loads(file.content.removeprefix("runbookSiteSearch(").removesuffix(");\n"))
    return found


def numbers(packed: bytes) -> Iterator[int]:
    """Yield the numbers in some bytes."""
    number, shift = 0, 0
    for byte in packed:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number, shift = 0, 0


def read_back(files: list[DataFile]) -> dict[str, dict[int, list[int]]]:
    """Return where each term stands, as the files say: its entries, and its places in each."""
    named = {data(file)["name"]: data(file) for file in files}
    found: dict[str, dict[int, list[int]]] = {}
    for number in range(sum(name.startswith("terms/") for name in named)):
        shard, places = named[f"terms/{number}"], named[f"places/{number}"]
        lists, stands = b64decode(shard["entries"]), b64decode(places["places"])
        for term, size, length in zip(shard["terms"].split(" "), shard["sizes"], places["sizes"], strict=True):
            found[term] = _postings(lists[:size], stands[:length])
            lists, stands = lists[size:], stands[length:]
        assert (lists, stands) == (b"", b"")
    return found


def _postings(entries: bytes, places: bytes) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    entry, stands = -1, numbers(places)
    while entries:
        gap = next(numbers(entries))
        size = next(at for at, byte in enumerate(entries) if byte < 128) + 1
        assert 1 <= entries[size] <= 255
        entries = entries[size + 1 :]
        entry += gap
        place, found[entry] = 0, []
        for _ in range(next(stands)):
            place += next(stands)
            found[entry].append(place)
    assert list(stands) == []
    return found


@settings(max_examples=15)
@given(INCIDENTS)
def test_the_files_say_where_every_term_stands(entries: list[Entry]) -> None:
    """Read back, each term has its entries, and in each as many places as its text says, ascending."""
    found = read_back(list(indexed(entries).files(BOOKS)))
    counted: dict[str, dict[int, int]] = {}
    for number, entry in enumerate(entries):
        for text in (entry.title, entry.parts[0].heading, entry.parts[0].text):
            for term, _ in terms(text):
                if term not in STOP_WORDS:
                    held = counted.setdefault(term, {})
                    held[number] = held.get(number, 0) + 1
    assert {term: {number: len(set(at)) for number, at in held.items()} for term, held in found.items()} == counted
    assert list(found) == sorted(found, key=order)


def test_a_phrase_goes_over_no_line_and_no_heading() -> None:
    """Between what does not stand side by side there is at least one place that nothing has."""
    entry = Entry("a/", "one", "", Card("incident"), (Part("b", "two", "three\nfour five", 1),))
    found = read_back(list(indexed([entry]).files({})))
    stands = sorted((held[0][0], term) for term, held in found.items())
    assert [term for _, term in stands] == ["one", "two", "three", "four", "five"]
    gaps = [later - earlier for (earlier, _), (later, _) in pairwise(stands)]
    assert [gap == 1 for gap in gaps] == [False, False, False, True]


@settings(max_examples=10)
@given(INCIDENTS, st.lists(st.integers(0, 300), max_size=4))
def test_any_number_of_processes_makes_the_same_bytes(entries: list[Entry], cuts: list[int]) -> None:
    """However the pages are shared out, and after a way through a pipe."""
    entries = [PAGE, *entries, PAGE]
    edges = sorted({0, len(entries), *(min(cut, len(entries)) for cut in cuts)})
    merged = SearchIndex()
    for start, end in pairwise(edges):
        merged.merge(pickle.loads(pickle.dumps(indexed(entries[start:end]))))  # noqa: S301 - our own
    assert list(merged.files(BOOKS)) == list(indexed(entries).files(BOOKS))


def test_names_carry_the_hash_of_what_is_inside() -> None:
    """A reader's browser may keep all files but the root for ever."""
    files = list(indexed([PAGE, Entry("a/", "One", "shop", Card("incident"), ())]).files(BOOKS))
    assert files[-1].address == "search/root.js"
    for file in files[:-1]:
        assert file.address.endswith(f".{blake2b(file.content.encode(), digest_size=5).hexdigest()}.js")


def test_the_root_names_every_file() -> None:
    """In the order of their numbers, and where each file of terms begins."""
    many = [Entry("a/", f"word{number} x{number}", "shop", Card("incident"), ()) for number in range(4_000)]
    files = list(indexed([PAGE] * 20 + many).files(BOOKS))
    root = data(files[-1])
    far = root["incidents"]
    named = [
        *(f"search/pages/{number}.{one}.js" for number, one in enumerate(root["pages"])),
        *(f"search/incidents/{number}.{one}.js" for number, one in enumerate(far["blocks"].split(" "))),
        *(f"search/terms/{number}.{one}.js" for number, one in enumerate(far["terms"].split(" "))),
        *(f"search/places/{number}.{one}.js" for number, one in enumerate(far["places"].split(" "))),
        *(f"search/words.{one}.js" for one in far["words"]),
    ]
    assert sorted(named) == sorted(file.address for file in files[:-1])
    firsts = [data(file)["terms"].split(" ")[0] for file in files if file.address.startswith("search/terms/")]
    assert far["first"].split(" ") == firsts
    assert len(firsts) > 2
    assert (far["count"], far["handbooks"], root["handbooks"]) == (4_000, [["shop", 4_000]], BOOKS)


def test_a_file_of_terms_is_small() -> None:
    """What is read to learn of one term; a term of most incidents has a file of its own."""
    words = [" ".join(f"w{number % most}x{most}" for most in (1, 3, 40, 500, 5_000)) for number in range(5_000)]
    entries = [Entry("a/", title, "shop", Card("incident"), ()) for title in words]
    sizes = [len(file.content) for file in indexed(entries).files(BOOKS) if file.address.startswith("search/terms/")]
    assert max(sizes) < 26_000


def test_a_script_holds_data_and_nothing_else() -> None:
    """Whatever a title says: it ends no script, opens no comment, and comes back as it was."""
    title = "</script><!-- & \u2028 \u2029 \" \\ '"
    files = list(indexed([replace(PAGE, title=title)]).files({"shop": title}))
    for file in files:
        assert not set(file.content) & set("<>&\u2028\u2029")
    page = next(data(file) for file in files if file.address.startswith("search/pages/"))
    assert (page["entries"][0]["title"], data(files[-1])["handbooks"]) == (title, {"shop": title})


def test_a_site_without_incidents_has_no_files_for_them() -> None:
    """A handbook alone is a site, too."""
    files = list(indexed([PAGE]).files(BOOKS))
    assert [file.address.split(".")[0] for file in files] == ["search/pages/0", "search/root"]
    assert data(files[-1])["incidents"] == {
        "count": 0,
        "handbooks": [],
        "block": 8,
        "blocks": "",
        "first": "",
        "terms": "",
        "places": "",
        "words": [],
    }


HIDDEN = {
    "content/shop/contacts.yaml": "- id: payments\n  role: Zebrafish\n",
    "content/shop/runbooks/secret.yaml": "title: Quokka\nvisibility: internal\nresolution: [Call the wombat]\n",
    "content/shop/runbooks/open.yaml": "title: Open\nowner: payments\nresolution: [Look]\n",
    "2025-02-01-internal": "title: Narwhal\nvisibility: internal\nstatus: resolved\nstarted: 2025-02-01 10:00\n",
    "2025-02-02-open": """
title: Something open
status: resolved
started: 2025-02-02 10:00
commander: payments
responders: ["@axolotl"]
action_items:
  - action: Do it
    owner: payments
""",
}
WITHHELD = ("zebrafish", "quokka", "wombat", "narwhal", "axolotl")


@pytest.mark.parametrize(
    ("edition", "found"), [pytest.param("internal", WITHHELD, id="internal"), pytest.param("public", (), id="public")]
)
def test_the_public_edition_finds_nothing_withheld(tmp_path: Path, edition: Edition, found: tuple[str, ...]) -> None:
    """Internal records, contacts and handles are in no file of its index, be it as a term or as a text."""
    library = small_library(tmp_path, HIDDEN, edition)
    pages = book(Renderer(library, date(2025, 3, 1))).pages
    files = list(index_of(pages, Addresses(), titles_of(library)).files(titles_of(library)))
    everything = "".join(file.content for file in files).lower()
    assert tuple(word for word in WITHHELD if word in everything) == found
    assert "something open" in everything
