"""The way from an incident to a message: what its fields ask for and the record knows, never a secret."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from generator.pages.message_links import filled_in, length_words
from generator.records.incident import Incident
from generator.records.template import MessageTemplate
from tests.small_library import small_library

CONTACTS = "- id: payments\n  role: Payments on-call\n  name: Payments team\n- id: till\n  role: Till\n"
INCIDENT = """
title: Payments & refunds fail
severity: P1
status: resolved
started: 2025-02-11 23:40
detected: 23:52
resolved: 2025-02-12 01:09
commander: payments
services: [checkout, web]
summary: |
  Cards were **refused** for [an hour](https://status.example/).
"""
SERVICES = "- id: checkout\n  name: Checkout\n- id: web\n  name: Web shop\n"


def carried(folder: Path, field: str, *, incident: str = INCIDENT, edition: str = "internal") -> dict[str, str]:
    """Return what the address of a message with this one field carries."""
    template = f"title: Note\nbody: 'See {{Field}}'\nfields:\n  - {{name: Field, {field}}}\n"
    files = {
        "content/shop/contacts.yaml": CONTACTS,
        "content/shop/services.yaml": SERVICES,
        "content/shop/templates/note.yaml": template,
        "2025-02-11-payments": incident,
    }
    library = small_library(folder, files, "public" if edition == "public" else "internal")
    query = filled_in(library.of(MessageTemplate, "shop")[0], library.of(Incident, "shop")[0], library)
    return dict(parse_qsl(query.removeprefix("?")))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("prefill: title", "Payments & refunds fail", id="title"),
        pytest.param("prefill: severity", "P1", id="severity"),
        pytest.param("prefill: severity, options: [p1, p2]", "p1", id="severity as the choice writes it"),
        pytest.param("prefill: severity, options: [High, Low]", "High", id="severity by its name"),
        pytest.param("prefill: severity, options: [P2, P3]", None, id="none of the choices"),
        pytest.param("prefill: status, options: [Investigating, Resolved]", "Resolved", id="status"),
        pytest.param("prefill: commander, type: person", "Payments team", id="a contact's name"),
        pytest.param("prefill: started, type: time", "22:40 UTC", id="a time is always UTC"),
        pytest.param("prefill: started, type: date", "2025-02-11", id="a day"),
        pytest.param("prefill: resolved", "2025-02-12 00:09 UTC", id="a time in a text"),
        pytest.param("prefill: duration, type: duration", "1 hour 29 minutes", id="duration"),
        pytest.param("prefill: services", "Checkout, Web shop", id="services"),
        pytest.param("prefill: date, type: date", "2025-02-11", id="the day of the incident"),
        pytest.param("prefill: summary, type: long", "Cards were refused for an hour.", id="prose as plain text"),
        pytest.param("prefill: mitigated", None, id="not recorded"),
        pytest.param("prefill: root_cause", None, id="prose that is not recorded"),
        pytest.param("prefill: now, type: time", None, id="the time now is the browser's"),
        pytest.param("prefill: title, secret: true", None, id="a secret"),
        pytest.param("hint: any", None, id="nothing asked for"),
    ],
)
def test_a_field_asks_for_a_fact_of_the_incident(tmp_path: Path, field: str, value: str | None) -> None:
    """Only fields with `prefill` carry something, written as the message writes it."""
    assert carried(tmp_path, field) == ({} if value is None else {"Field": value})


def test_an_open_incident_has_no_duration(tmp_path: Path) -> None:
    """How long it takes is known when it is over."""
    still = "title: Down\nstatus: investigating\nstarted: 2025-02-11 10:00\n"
    assert carried(tmp_path, "prefill: duration", incident=still) == {}


def test_long_prose_is_cut_between_words(tmp_path: Path) -> None:
    """An address has an end; the record has the whole text."""
    told = carried(tmp_path, "prefill: summary", incident=f"{INCIDENT}  {'word ' * 300}\n")["Field"]
    assert len(told) <= 600
    assert told.endswith(" word…")


def test_public_carries_nobody_who_is_not_public(tmp_path: Path) -> None:
    """Contacts are internal unless said: their name must not be in an address either."""
    assert carried(tmp_path, "prefill: commander, type: person", edition="public") == {}


@pytest.mark.parametrize(
    ("who", "said"),
    [pytest.param("till", "Till", id="role"), pytest.param('"@night"', "night", id="handle")],
)
def test_a_person_without_a_name_is_called_by_role_or_handle(tmp_path: Path, who: str, said: str) -> None:
    """A handle loses its sign: in some channels it would call somebody."""
    incident = INCIDENT.replace("commander: payments", f"commander: {who}")
    assert carried(tmp_path, "prefill: commander", incident=incident) == {"Field": said}


@pytest.mark.parametrize(
    ("length", "said"),
    [
        pytest.param(timedelta(hours=1, minutes=29), "1 hour 29 minutes", id="hours"),
        pytest.param(timedelta(minutes=1), "1 minute", id="one"),
        pytest.param(timedelta(days=2, hours=3), "2 days 3 hours", id="days"),
        pytest.param(timedelta(seconds=20), "0 minutes", id="less than a minute"),
    ],
)
def test_a_length_in_words(length: timedelta, said: str) -> None:
    """Units are written out: customers read it."""
    assert length_words(length) == said


def test_nothing_known_makes_no_query(tmp_path: Path) -> None:
    """The address is that of the page."""
    files = {
        "content/shop/templates/note.yaml": "title: Note\nbody: 'See {Field}'\n",
        "2025-02-11-payments": "title: Down\nstatus: investigating\n",
    }
    library = small_library(tmp_path, files)
    assert filled_in(library.of(MessageTemplate, "shop")[0], library.of(Incident, "shop")[0], library) == ""
