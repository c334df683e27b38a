"""Values write the same whatever they were asked before."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.library.library import Library
from generator.library.reports.table import Deadline
from generator.pages.addresses import Addresses, seat_of
from generator.pages.values import Values
from generator.records.refs import IncidentRef, PersonRef
from generator.records.scalars import Line, Prose, Words
from tests.small_library import small_library

URIS = (
    *("index.md", "incidents/index.md", "shop/index.md", "shop/incidents/index.md", "shop/incidents/a.md"),
    *("shop/incidents/b.md", "shop/incidents/a/graph.png", "shop/incidents/ab.md", "shop/contacts.md", "a/Alert.md"),
    *("other/incidents/a.md", "shop/runbooks/a.md", "assets/graph.png", "shop/incidents/index/x.png"),
)


@pytest.fixture(params=[1_000, 3, 0], ids=["all ways remembered", "a few ways remembered", "none remembered"])
def remembered(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember so many ways from a folder when pages of another one are written."""
    monkeypatch.setattr("generator.pages.values._WAYS", request.param)


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_way_that_is_known_is_the_way(*, directory_urls: bool) -> None:
    """Pages of one folder share their ways; between any two pages it is the one that was never asked before."""
    addresses = Addresses(directory_urls=directory_urls)
    values = Values(Library(()), addresses, {})
    for here in (*URIS, *reversed(URIS)):
        values.here = here
        for there in URIS:
            for anchor in ("", "p-1"):
                assert values.way(there, anchor) == addresses.way(here, there, anchor), (here, there)


@pytest.mark.usefixtures("remembered")
def test_a_link_that_is_known_is_the_link(tmp_path: Path) -> None:
    """From each page, itself among them, a record is linked as if it had never been asked for."""
    incident = "title: Payments fail\nstatus: resolved\nstarted: 2025-02-11 14:00\n"
    contacts = "- id: payments\n  role: Payments team\n"
    files = {"2025-02-11-a": incident, "2025-02-12-b": incident, "content/shop/contacts.yaml": contacts}
    library = small_library(tmp_path, files)
    values = Values(library, Addresses(), {})
    who = [PersonRef.within("shop", name) for name in ("payments", "nobody", "@payments")]
    refs = [IncidentRef.within("shop", "2025-02-11-a"), *who, PersonRef.not_public()]
    pages = [*URIS, "shop/severities.md", *(seat_of(record)[0] for record in library.records)]
    for here in (*pages, *reversed(pages)):
        values.here = here
        fresh = Values(library, Addresses(), {})
        fresh.here = here
        for record in library.records:
            assert values.record(record) == fresh.record(record), (here, record.key)
        for ref in refs:
            assert values.write(ref) == fresh.write(ref), (here, ref)


def test_values_stand_beside_each_other() -> None:
    """Each is written as its type is, and what stands between them is text, too."""
    values = Values(Library(()), Addresses(), {})
    assert values.joined((Words("a<b"), Line("`c`"), 3), " & ") == "a&lt;b &amp; <code>c</code> &amp; 3"
    assert values.joined(("a",)) == "a"
    assert values.joined(()) == ""


@pytest.mark.parametrize(
    ("is_over", "words"),
    [
        pytest.param(False, ("running", "runs", " until"), id="running"),
        pytest.param(True, ("missed", "missed", ", was due"), id="over"),
    ],
)
def test_a_deadline_says_when_it_was_once_it_is_over(*, is_over: bool, words: tuple[str, str, str]) -> None:
    """Nothing is missed until a day: what was missed was due then."""
    look, stands, due = words
    cell = Deadline(datetime(2026, 11, 24, 22, 40, tzinfo=UTC), is_over)
    assert str(Values(Library(()), Addresses(), {}).write(cell)) == (
        f'<strong class="rb-verdict rb-verdict--{look}" data-rb-deadline="2026-11-24T22:40:00Z">{stands}</strong>'
        f'<span class="rb-small" data-rb-local><span data-rb-dated data-rb-was-due="2026-11-24T22:40:00Z">{due}</span> '
        '<time datetime="2026-11-24T22:40:00Z">24 Nov 2026 22:40 UTC</time></span>'
    )


def test_a_type_is_written_as_the_nearest_that_is_known() -> None:
    """A kind of text that has no writer of its own is text, and stays it."""
    values = Values(Library(()), Addresses(), {})
    texts = (Prose("*a*"), Line("*a*"), Words("*a*"), "<a>", True, 1, None, (1, True))
    once = [str(values.write(text)) for text in texts]
    assert once[:6] == ["<p><em>a</em></p>", "<em>a</em>", "*a*", "&lt;a&gt;", "yes", "1"]
    assert [str(values.write(text)) for text in texts] == once
    with pytest.raises(TypeError, match="no writer for object"):
        values.write(object())
