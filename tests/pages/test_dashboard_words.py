"""What the home page offers: who is asked, which ways lead in."""

from pathlib import Path

import pytest

from generator.library.library import Edition
from generator.library.reports.ledger import ledger
from generator.pages.dashboard_words import DashboardWords, due_days, owed_rows, view_of_alike
from generator.records.refs import Key
from tests.small_library import TODAY, small_library

FILES = {
    "content/shop/contacts.yaml": "- id: on-call\n  role: On-call\n- id: payments\n  role: Payments\n",
    "content/shop/runbooks/payments.yaml": "title: Payments\nseverity: P1\nresolution: [Roll back]\n",
    "content/shop/runbooks/unknown.yaml": "title: A level is missing\nresolution: [Roll back]\n",
    "content/bank/handbook.yaml": "format: 1\ntitle: Bank\ntimezone: UTC\n",
    "2025-02-11-payments": """
title: Payments fail
severity: P1
status: monitoring
started: 2025-02-11 14:02
tags: [Provider]
action_items:
  - {action: Look, owner: payments, due: 2025-02-28}
  - {action: Think, due: 2025-03-20}
""",
    "2025-02-12-drill": "title: Drill\ntype: drill\nseverity: P2\nstatus: investigating\nstarted: 2025-02-12 10:00\n",
    "2025-02-13-over": "title: Over\nstatus: resolved\nstarted: 2025-02-13 10:00\n",
}


def test_what_is_open_and_what_is_over(tmp_path: Path) -> None:
    """A drill is no burning house; what is over stands among the last ones."""
    made = DashboardWords(small_library(tmp_path, FILES), TODAY)
    assert [one.title for one in made.open_now(burning=True)] == ["Payments fail"]
    assert [one.title for one in made.open_now(burning=False)] == ["Drill"]
    assert [one.title for one in made.last_incidents()] == ["Over"]


@pytest.mark.parametrize(
    ("hidden", "edition", "burning", "others"),
    [
        pytest.param("", "internal", ["Payments fail"], ["Drill", "Copy"], id="beside the incident that it repeats"),
        pytest.param("visibility: internal\n", "public", ["Copy"], ["Drill"], id="all that is known in public"),
    ],
)
def test_a_duplicate_is_no_second_fire(
    tmp_path: Path, hidden: str, edition: Edition, burning: list[str], others: list[str]
) -> None:
    """Unless the incident that it repeats is not shown: something is on fire then all the same."""
    files = {
        **FILES,
        "2025-02-11-payments": f"{FILES['2025-02-11-payments']}{hidden}",
        "2025-02-11-copy": "title: Copy\nstatus: investigating\nduplicate_of: 2025-02-11-payments\n",
    }
    made = DashboardWords(small_library(tmp_path, files, edition), TODAY)
    assert [[one.title for one in made.open_now(burning=is_fire)] for is_fire in (True, False)] == [burning, others]


def test_an_example_burns_only_while_nothing_is_real(tmp_path: Path) -> None:
    """Beside a real incident an open example is no false alarm, and no news."""
    examples = {
        "2025-02-20-made-up": "title: Made up\nstatus: investigating\nstarted: 2025-02-20 10:00\nexample: true\n",
        "2025-02-19-made-up": "title: Made up, over\nstatus: resolved\nstarted: 2025-02-19 10:00\nexample: true\n",
    }
    alone = DashboardWords(small_library(tmp_path / "alone", examples), TODAY)
    assert [one.title for one in alone.open_now(burning=True)] == ["Made up"]
    assert [one.title for one in alone.last_incidents()] == ["Made up, over"]
    beside = DashboardWords(small_library(tmp_path / "beside", {**FILES, **examples}), TODAY)
    assert [one.title for one in beside.open_now(burning=True)] == ["Payments fail"]
    assert [one.title for one in beside.open_now(burning=False)] == ["Made up", "Drill"]
    assert [one.title for one in beside.last_incidents()] == ["Over"]


def test_ways_into_a_handbook(tmp_path: Path) -> None:
    """Lists with something in them, and the incidents always; runbooks most severe first."""
    made = DashboardWords(small_library(tmp_path, FILES), TODAY)
    bank, shop = made.library.handbooks
    assert made.ways_of(bank) == (("Incidents", "bank/incidents/index.md"),)
    assert made.ways_of(shop) == (
        ("All runbooks", "shop/runbooks/index.md"),
        ("Severities", "shop/severities.md"),
        ("Contacts", "shop/contacts.md"),
        ("Incidents", "shop/incidents/index.md"),
    )
    assert [runbook.title for runbook in made.first_runbooks(shop)] == ["Payments", "A level is missing"]


def test_who_is_asked_without_a_rotation(tmp_path: Path) -> None:
    """The contact `on-call`, where there is one."""
    made = DashboardWords(small_library(tmp_path, FILES), TODAY)
    contacts = [made.on_call_contact(handbook) for handbook in made.library.handbooks]
    assert [contact.role if contact else None for contact in contacts] == [None, "On-call"]
    assert [made.rotation_of(handbook) for handbook in made.library.handbooks] == [None, None]


def test_public_says_that_it_hides_who_is_on_call(tmp_path: Path) -> None:
    """Contacts are internal unless said: not public is something else than not recorded."""
    made = DashboardWords(small_library(tmp_path, FILES, "public"), TODAY)
    assert [made.on_call_contact(handbook) for handbook in made.library.handbooks] == [None, None]
    assert [made.on_call_is_hidden(handbook) for handbook in made.library.handbooks] == [False, True]


def test_what_the_home_page_names(tmp_path: Path) -> None:
    """What is overdue or due within a week, and of these the first."""
    made = DashboardWords(small_library(tmp_path, FILES), TODAY)
    found = ledger(made.library, TODAY)
    assert [made.is_owed(row, place) for place, row in enumerate(found.rows, start=1)] == [True, False]


def test_words_that_find_an_incident(tmp_path: Path) -> None:
    """Title, level, state, tags and handbook, in lower case."""
    made = DashboardWords(small_library(tmp_path, FILES), TODAY)
    incident = next(one for one in made.library.incidents if one.id == "2025-02-11-payments")
    said = "payments fail 2025-02-11-payments p1 high monitoring open incident provider shop"
    assert made.words_of(incident) == said


def test_what_is_due_when_is_counted_by_zone(tmp_path: Path) -> None:
    """The first day, the days between, and how many: all that a count by another day needs."""
    items = "".join(f"  - {{action: A, due: 2025-02-{day}}}\n" for day in ("28", "03", "03", "04"))
    bank = f"title: Bank fails\nstatus: resolved\nstarted: 2025-02-01 10:00\naction_items:\n{items}"
    library = small_library(tmp_path, {**FILES, "incidents/bank/2025-02-01-bank.yaml": bank})
    assert due_days(ledger(library, TODAY)) == "Europe/Berlin@2025-02-28:0,20 UTC@2025-02-03:0*2,1,24"
    assert due_days(ledger(small_library(tmp_path / "none", {}), TODAY)) == ""


def test_of_many_that_are_owed_the_first_of_each_zone_are_enough(tmp_path: Path) -> None:
    """Whatever the day, the first eight are among them, also where one zone's day is over before another's."""

    def record(first: int) -> str:
        items = "".join(f"  - {{id: a{n}, action: A, due: 2025-04-{n:02}}}\n" for n in range(first, first + 12))
        return f"title: Fails\nstatus: resolved\nstarted: 2025-02-01 10:00\naction_items:\n{items}"

    files = {**FILES, "incidents/bank/2025-02-01-bank.yaml": record(1), "2025-02-11-payments": record(3)}
    rows = owed_rows(ledger(small_library(tmp_path, files), TODAY))
    bank = [row.id for row in rows if row.incident.key.handbook == "bank"]
    shop = [row.id for row in rows if row.incident.key.handbook == "shop"]
    assert bank == [f"a{n}" for n in range(1, 9)]
    assert shop == [f"a{n}" for n in range(3, 11)]


def test_what_was_used_leads_to_all_incidents_that_used_it(tmp_path: Path) -> None:
    """A runbook by the filter of the list, a template by its id, which is among the words of the incident."""
    template = "title: Status update\nbody: We are looking into it.\n"
    sent = "messages:\n  - {at: 2025-02-11 15:00, template: status-update}\n"
    files = {
        **FILES,
        "content/shop/templates/status-update.yaml": template,
        "2025-02-11-payments": f"{FILES['2025-02-11-payments']}{sent}",
    }
    made = DashboardWords(small_library(tmp_path, files), TODAY)
    incident = next(one for one in made.library.incidents if one.id == "2025-02-11-payments")
    assert made.further_words_of(incident) == "Provider status-update"
    runbook = made.library.by_key[Key("runbook", "shop", "payments")]
    message = made.library.by_key[Key("template", "shop", "status-update")]
    assert [view_of_alike(runbook), view_of_alike(message)] == ["?like=runbook:shop/payments", "#find=status-update"]
