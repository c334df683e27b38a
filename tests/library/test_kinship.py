"""Incidents that belong together: said from both sides, and seen before."""

from pathlib import Path

import pytest

from generator.library.kinship import History, Kin, kin
from generator.library.library import Library
from generator.records.incident import Incident
from tests.small_library import small_library

RUNBOOK = "title: Payments\nresolution: [Roll back]\n"
FILES = {
    "content/shop/runbooks/payments.yaml": RUNBOOK,
    "2025-01-10-first": """
title: First
severity: P1
status: resolved
runbooks: [payments]
alerts: [PaymentErrors]
contributing_factors:
  - {category: change, text: Too fast}
""",
    "2025-02-05-second": """
title: Second
severity: P1
status: resolved
runbooks: [payments]
contributing_factors:
  - {category: change, text: Too fast}
  - {category: change, text: Again}
""",
    "2025-03-20-third": """
title: Third
severity: P1
status: resolved
caused_by: 2025-01-10-first
related: [2025-03-21-copy]
alerts: [PaymentErrors]
contributing_factors:
  - {category: change, text: Too fast}
""",
    "2025-03-21-copy": "title: Copy\nseverity: P2\nstatus: resolved\nduplicate_of: 2025-03-20-third\n",
}


def incident(library: Library, name: str) -> Incident:
    """Return an incident by its id."""
    return next(one for one in library.incidents if one.id == name)


def told(library: Library, name: str) -> list[tuple[str, list[str]]]:
    """Return what belongs to an incident, in words."""
    return [(group.words, [one.title for one in group.incidents]) for group in kin(library, incident(library, name))]


def test_each_side_says_it_in_its_own_words(tmp_path: Path) -> None:
    """What one record says can be read on the page of the other."""
    library = small_library(tmp_path, FILES)
    assert told(library, "2025-03-20-third") == [
        ("reported again as", ["Copy"]),
        ("caused by", ["First"]),
        ("related", ["Copy"]),
    ]
    assert told(library, "2025-01-10-first") == [("led to", ["Third"])]
    assert told(library, "2025-03-21-copy") == [("duplicate of", ["Third"]), ("related", ["Third"])]
    assert told(library, "2025-02-05-second") == []


def test_public_edition_says_that_there_is_one_and_not_which(tmp_path: Path) -> None:
    """A duplicate of an internal incident is one; an incident that is none says nothing of the kind."""
    hidden = {**FILES, "2025-03-20-third": f"{FILES['2025-03-20-third']}visibility: internal\n"}
    library = small_library(tmp_path, hidden, "public")
    groups = {one.id: kin(library, one) for one in library.incidents}
    assert groups == {
        "2025-03-21-copy": (Kin("duplicate of", (), hidden=True),),
        "2025-02-05-second": (),
        "2025-01-10-first": (),
    }


def seen(library: Library, name: str, most: int = 5) -> list[tuple[str, tuple[str, ...]]]:
    """Return the earlier incidents that were like one, and what they had in common."""
    return [(one.incident.title, one.alike) for one in History(library).seen_before(incident(library, name), most)]


def test_earlier_ones_with_something_in_common(tmp_path: Path) -> None:
    """Newest first, each with all that both had; what the record names itself is not said again."""
    library = small_library(tmp_path, FILES)
    assert {one.id: seen(library, one.id) for one in library.incidents} == {
        "2025-01-10-first": [],
        "2025-02-05-second": [("First", ("runbook Payments", "factor change"))],
        "2025-03-20-third": [("Second", ("factor change",))],
        "2025-03-21-copy": [],
    }


@pytest.mark.parametrize(
    ("said", "alike"),
    [
        pytest.param("runbooks: [payments]", ("runbook Payments",), id="runbook"),
        pytest.param("runbooks: [{runbook: payments, helped: no}]", ("runbook Payments",), id="runbook, with more"),
        pytest.param("services: [api]", ("service API",), id="service"),
        pytest.param("alerts: [PaymentErrors]", ("alert PaymentErrors",), id="alert"),
        pytest.param(
            "contributing_factors: [{category: clock-change, text: x}]", ("factor clock change",), id="factor"
        ),
        pytest.param("contributing_factors: [No category]", None, id="a factor without a category"),
        pytest.param("tags: [same]\ncommander: '@ann'", None, id="nothing that counts"),
        pytest.param(
            "alerts: [PaymentErrors]\nservices: [api]\nrunbooks: [payments]",
            ("runbook Payments", "service API", "alert PaymentErrors"),
            id="several",
        ),
    ],
)
def test_what_counts_as_alike(tmp_path: Path, said: str, alike: tuple[str, ...] | None) -> None:
    """A runbook, a service, an alert, the category of a factor: each by itself is enough."""
    files = {
        "content/shop/runbooks/payments.yaml": RUNBOOK,
        "content/shop/services.yaml": "- {id: api, name: API}\n",
        "2025-01-10-first": f"title: First\nstatus: resolved\n{said}\n",
        "2025-02-10-second": f"title: Second\nstatus: resolved\n{said}\n",
    }
    assert seen(small_library(tmp_path, files), "2025-02-10-second") == ([("First", alike)] if alike else [])


def test_a_few_are_shown(tmp_path: Path) -> None:
    """The newest ones before it, and none of a day that nobody knows."""
    files = {
        f"2025-01-{day}-one": f"title: Day {day}\nstatus: resolved\nalerts: [PaymentErrors]\n" for day in range(10, 20)
    }
    files["undated"] = "title: Undated\nstatus: resolved\nalerts: [PaymentErrors]\n"
    library = small_library(tmp_path, files)
    assert [title for title, _ in seen(library, "2025-01-18-one", most=3)] == ["Day 17", "Day 16", "Day 15"]
    assert [title for title, _ in seen(library, "2025-01-11-one", most=3)] == ["Day 10"]
    assert seen(library, "undated") == []


def test_named_ones_take_no_place(tmp_path: Path) -> None:
    """An incident that the record names leaves its place in the list to the next one."""
    files = {
        f"2025-01-{day}-one": f"title: Day {day}\nstatus: resolved\nalerts: [PaymentErrors]\n" for day in range(10, 14)
    }
    files["2025-01-14-last"] = (
        "title: Last\nstatus: resolved\nalerts: [PaymentErrors]\nrelated: [2025-01-13-one, 2025-01-12-one]\n"
    )
    assert [title for title, _ in seen(small_library(tmp_path, files), "2025-01-14-last", most=2)] == [
        "Day 11",
        "Day 10",
    ]


def test_another_handbook_shares_services_and_alerts_but_no_words(tmp_path: Path) -> None:
    """A service is the same thing there; the word for a factor may mean something else."""
    files = {
        "content/shop/services.yaml": "- {id: api, name: API}\n",
        "content/harbour/handbook.yaml": "format: 1\ntitle: Harbour\n",
        "incidents/harbour/2025-01-10-crane.yaml": (
            "title: Crane\nstatus: resolved\nservices: [shop/api]\nalerts: [PaymentErrors]\n"
            "contributing_factors: [{category: change, text: x}]\n"
        ),
        "2025-02-10-second": (
            "title: Second\nstatus: resolved\nservices: [api]\nalerts: [PaymentErrors]\n"
            "contributing_factors: [{category: change, text: x}]\n"
        ),
    }
    assert seen(small_library(tmp_path, files), "2025-02-10-second") == [
        ("Crane", ("service API", "alert PaymentErrors"))
    ]


def test_previous_and_next_are_of_the_same_handbook(tmp_path: Path) -> None:
    """By their start; nothing before the first and nothing after the last."""
    files = {
        **FILES,
        "content/harbour/handbook.yaml": "format: 1\ntitle: Harbour\n",
        "incidents/harbour/2025-02-10-crane.yaml": "title: Crane\nstatus: resolved\n",
        "undated": "title: Nobody knows when\nstatus: resolved\n",
    }
    library = small_library(tmp_path, files)
    history = History(library)
    beside = {one.id: history.neighbours(one) for one in library.incidents}
    assert {
        name: [other.id if other else None for other in (found.earlier, found.later)] for name, found in beside.items()
    } == {
        "2025-01-10-first": [None, "2025-02-05-second"],
        "2025-02-05-second": ["2025-01-10-first", "2025-03-20-third"],
        "2025-03-20-third": ["2025-02-05-second", "2025-03-21-copy"],
        "2025-03-21-copy": ["2025-03-20-third", None],
        "2025-02-10-crane": [None, None],
        "undated": [None, None],
    }
