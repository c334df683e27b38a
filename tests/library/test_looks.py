"""What is passed over at the first look holds nothing: looks find what each exact pattern finds in each text."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.library.project import open_project
from generator.library.rules import LOOKS, NOTHING_FOUND, look_at
from generator.library.rules.blaming_words import blame_in
from generator.library.rules.personal_data import personal_in
from generator.library.rules.placeholders import _EXEMPT, _PLACEHOLDER
from generator.library.unfit_text import unfit
from generator.records.code_spans import without_code
from generator.records.incident import Incident
from generator.records.notes import Loc
from generator.records.own_facts import own_facts_of
from generator.records.record import Origin, Record, texts
from generator.records.refs import Key
from generator.records.scalars import Line, Prose, Words
from generator.records.template import MessageTemplate
from generator.records.times import Target
from tests.cases.conftest import copy_file, copy_tree, single_files, trees

TODAY = date(2026, 11, 22)
PIECES = (
    *("TBD", "XX:XX", "[Name]", "[your phone number]", "[the page](https://shop.example)", "{X}", "{region}", "$X"),
    *(
        "call +49 30 901820 33",
        "(030) 901820",
        "030/901 8200",
        "01 23 45 67 89",
        "(212) 555-0123",
        "555-123-4567",
        "٠٣٠ ٩٠١ ٨٢٠٠",
        "ops@shop.test",
        "ops@example.com",
    ),
    *("Human error", "the engineer should have\nchecked", "if only", "errors of judgement", "somebody forgot to"),
    *("CafÃ© down", "ðŸ”¥", "\ufffd", "Köln", "数人", "Привет", "ÃÃ", "2025-02-11 14:02", "10.0.4.17:5432", "…", "+"),
    *(
        "AKIA" + "IOSFODNN7SAMPLE0",
        "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
        "https://shop:hunter33" + "@db/shop",
    ),
    *("xoxb-" + "123456789012-1234567890123-aBcDeFgHiJkLmNoPqRsTuVwX", "-----BEGIN RSA " + "PRIVATE KEY-----"),
    *("`should have been`", "```\nTBD\n```", '"human error"', "> if only\n", "the default", "bought", "lazy"),
    *("\n", "\n\n", " ", "x"),
)
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join).filter(lambda text: text.strip() != "")


def exact(record: Record) -> Iterator[tuple[Loc, str]]:
    """Yield what the exact patterns find, text by text, with its place."""
    yield from ((loc, "…") for loc, text in texts(record, str) if text.strip() == "…")
    if not isinstance(record, MessageTemplate):
        variables = {str(variable.name) for variable in getattr(record, "variables", ())}
        for loc, text in texts(record, Words, Line, Prose, Target):
            found = _PLACEHOLDER.findall(without_code(text)) if _EXEMPT.isdisjoint(loc) else ()
            yield from ((loc, word) for word in found if word[1:-1] not in variables and f"{word}:" not in text)
    yield from ((loc, one.word) for loc, text in texts(record, str) for one in unfit(text))
    for loc, text in texts(record, Words, Line, Prose):
        yield from ((loc, word) for _, word in personal_in(text))
    if isinstance(record, Incident):
        for loc, text in ((("title",), record.title), *record.prose):
            yield from ((loc, word) for _, word, _ in blame_in(text) if loc[0] != "messages")


def assert_found(record: Record) -> None:
    """Hold that the looks find just that, and that a record with nothing keeps what all of them keep."""
    record.__dict__.pop("found", None)
    found = look_at(record)
    assert sorted(map(repr, exact(record))) == sorted(repr((one.loc, one.word)) for one in found)
    assert (record.found is NOTHING_FOUND) == (not found)
    assert found == tuple(one for look in LOOKS.values() for one in look(record))


@settings(max_examples=400)
@given(summary=TEXT, event=TEXT, title=TEXT, own=TEXT, message=TEXT)
def test_random_incidents(summary: str, event: str, title: str, own: str, message: str) -> None:
    """Whatever stands beside each other."""
    data = {
        "title": " ".join(title.split()),
        "status": "resolved",
        "summary": summary,
        "timeline": [{"at": "2025-02-11 14:02", "event": " ".join(event.split())}],
        "messages": [{"at": "2025-02-11 14:02", "text": message}],
    }
    facts, wrong = own_facts_of({"x-note": own})
    record = Incident.model_validate(data, context={"handbook": "shop"})
    origin = Origin(Key("incident", "shop", "2025-02-11-x"), "incidents/shop/2025-02-11-x.yaml")
    assert wrong == ()
    assert_found(record.seated(origin, facts))


def test_every_case(tmp_path: Path) -> None:
    """The records of all small projects, and of all files that show one key, of every kind."""
    roots = [copy_tree(case, tmp_path / case.name) for case in (*trees("bad"), *trees("ok_trees"))]
    roots += [copy_file(case, tmp_path / f"{case.parent.name}-{case.stem}") for case in single_files()]
    for record in [one for root in roots for one in open_project(root, TODAY, "internal").library.records]:
        assert_found(record)
    assert len(roots) > 150


def test_this_repository(root: Path) -> None:
    """And what people wrote."""
    for record in open_project(root, TODAY, "internal").library.records:
        assert_found(record)
