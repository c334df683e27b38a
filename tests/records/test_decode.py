"""A record that is wrong in places: all of them told in one run, what is left checked as well."""

import pytest

from generator.records import KINDS
from generator.records.decode import Seat, decode
from generator.records.incident import Incident
from generator.records.record import Origin, Record
from generator.records.refs import Key
from generator.records.runbook import Runbook
from generator.records.source import parse


def told(kind: str, text: str) -> tuple[Record | None, list[str]]:
    """Return the record of a text, and what is said of it."""
    source = parse(text, "a.yaml")
    assert source.data is not None
    record, problems = decode(KINDS[kind], source.data, Seat(source, Origin(Key(kind, "shop", "a"), "a.yaml")))
    lines = sorted((*source.problems, *problems))
    return record, [f"{one.place.line}:{one.place.column} {one.code}" for one in lines]


@pytest.mark.parametrize(
    ("kind", "text", "problems"),
    [
        pytest.param(
            "incident",
            "title: x\nstatus: resolvd\nstarted: 2025-01-01 10:00\ndetected: 9:5\nresolved: 09:00\n",
            ["2:9 unknown-choice", "4:11 not-a-time"],
            id="a time that depends on a wrong one is not blamed",
        ),
        pytest.param(
            "incident",
            "title: x\nstatus: resolvd\nstarted: 2025-01-01 10:00\nresolved: 09:00\n",
            ["2:9 unknown-choice", "4:11 time-steps-back"],
            id="a time that depends on right ones is",
        ),
        pytest.param(
            "incident",
            "title: x\nstatus: resolved\nstarted: 2025-01-01 10:00\ntimeline:\n"
            "  - {at: 10:10, event: a}\n  - {att: 10:20, event: b}\n  - {at: 10:05, event: c, by: Ann Lee}\n",
            ["6:6 unknown-key", "7:31 not-an-id"],
            id="a list with a hole",
        ),
        pytest.param(
            "runbook",
            "title: x\nresolution:\n  - id: one\n    dox: a\n  - do: b\n    goto: one\n  - do: c\n    goto: onee\n",
            ["4:5 unknown-key", "8:11 unknown-reference"],
            id="a step that is lost in part keeps its name",
        ),
        pytest.param(
            "runbook",
            "title: x\nresolution:\n  - id: One Step\n    do: a\n"
            "  - do: b\n    goto: one-step\n  - do: c\n    goto: two\n",
            ["3:9 not-an-id", "8:11 unknown-reference"],
            id="a step whose name is lost is not missed under that name",
        ),
        pytest.param(
            "runbook",
            "title: x\nresolution:\n  - id: @one\n    do: a\n  - do: b\n    goto: two\n",
            ["3:9 quote-needed"],
            id="a step whose name nobody can read",
        ),
        pytest.param(
            "runbook",
            "title: x\nvariables: [region, zone]\nresolution:\n  - do: [a]\n    run: a {region}\n    risk: none\n"
            "  - do: b\n    run: show {regoin} {zone}\n    tool: [x]\n",
            ["4:9 wrong-shape", "6:11 unknown-choice", "8:15 unknown-variable", "9:11 wrong-shape"],
            id="a command beside a wrong value",
        ),
        pytest.param(
            "runbook",
            "title: [x]\nresolution:\n  - do: b\n    goto: nowhere\n    one_of: [c, d]\n",
            ["1:8 wrong-shape", "4:11 unknown-reference", "5:13 one-or-other"],
            id="the rest of a record without its title",
        ),
        pytest.param(
            "runbook",
            "title: x\nvariables:\n  - Region\nresolution:\n  - do: b\n    run: show {regoin}\n",
            ["3:5 not-an-id"],
            id="a command whose variable was lost",
        ),
        pytest.param(
            "runbook", "titel: x\nresolution: [a]\n", ["1:1 unknown-key"], id="a misspelt key that is missing"
        ),
        pytest.param("runbook", "title:\nresolution: [a]\n", ["1:1 empty-value"], id="an empty key that is missing"),
        pytest.param(
            "runbook", "title: @x\nresolution: [a]\n", ["1:8 quote-needed"], id="a masked key that is missing"
        ),
        pytest.param(
            "runbook", "title: x\nresolution:\n  -\n  - do:\n", ["3:4 empty-value", "4:5 empty-value"], id="empty steps"
        ),
        pytest.param(
            "rotation",
            "shifts: [a, b]\n",
            ["1:10 wrong-shape", "1:13 wrong-shape"],
            id="a list of which nothing is left",
        ),
        pytest.param("rotation", "length: 1w\nshifts: []\n", ["2:9 empty-value"], id="an empty list"),
        pytest.param(
            "runbook",
            "title: x\nx-a: {b: c}\nx-b: [d, [e]]\nresolution: [a]\n",
            ["2:6 wrong-shape", "3:6 wrong-shape"],
            id="facts of one's own",
        ),
        pytest.param("runbook", "- a\n", ["1:1 wrong-shape"], id="no mapping"),
    ],
)
def test_all_that_is_wrong_and_nothing_else(kind: str, text: str, problems: list[str]) -> None:
    """What follows from something that was told is not told again."""
    assert told(kind, text)[1] == problems


def test_what_is_left_is_a_record() -> None:
    """Entries behind a lost one keep their places in the file."""
    text = "title: x\nstatus: resolved\nstarted: 2025-01-01 10:00\ntimeline:\n"
    record, _ = told("incident", f"{text}  - [lost]\n  - {{at: 10:20, event: kept}}\n")
    assert isinstance(record, Incident)
    assert [event.event for event in record.timeline] == ["kept"]
    assert record.place_in_file(("timeline", 0, "at")) == ("timeline", 1, "at")
    assert record.is_lost(("timeline", 0)) is False
    assert record.lost == {("timeline", 0)}


@pytest.mark.parametrize("at", [pytest.param("at: 25:99, ", id="unreadable"), pytest.param("", id="missing")])
def test_an_entry_without_its_time_is_still_read(at: str) -> None:
    """What else it says is checked in the same run; the times around it take their day from each other."""
    text = "title: x\nstatus: resolved\nstarted: 2025-01-01 23:50\ntimeline:\n"
    entries = f"  - {{at: 23:55, event: one}}\n  - {{{at}event: two}}\n  - {{at: 00:10, event: three}}\n"
    record, problems = told("incident", text + entries)
    assert isinstance(record, Incident)
    assert [event.event for event in record.timeline] == ["one", "two", "three"]
    assert [event.at.at and f"{event.at.at:%d %H:%M}" for event in record.timeline] == ["01 23:55", None, "02 00:10"]
    assert len(problems) == 1


def test_an_example_stands_in() -> None:
    """For what no record can be without; it is known that it does."""
    record, _ = told("runbook", "title: [x]\nresolution: [a]\n")
    assert isinstance(record, Runbook)
    assert (record.title, record.is_lost(("title",))) == ("Checkout errors", True)
