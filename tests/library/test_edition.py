"""The public edition: what is internal is gone, and every reference to it with it (formats.md, rule 10)."""

from pathlib import Path

from generator.library.library import Library
from generator.records.incident import Incident
from generator.records.procedure import Procedure
from generator.records.refs import Key
from generator.records.runbook import Runbook
from generator.records.severity import Severity
from tests.small_library import SEVERITIES, small_library

FILES = {
    "content/shop/contacts.yaml": """
- id: payments
  role: Payments
- id: security
  role: Security
- id: support
  role: Support
  visibility: public
""",
    "content/shop/severities.yaml": f"{SEVERITIES.rstrip()}\n  contacts: [payments, support, security]\n",
    "content/shop/runbooks/secret.yaml": """
title: Secret
visibility: internal
symptoms: [Something internal]
resolution: [Do it]
""",
    "content/shop/runbooks/open.yaml": """
title: Open
owner: payments
related: [secret]
resolution:
  - do: Follow the other one
    runbook: secret
  - do: Call them
    contact: security
  - do: Call those
    contact: support
""",
    "content/shop/procedures/first.yaml": """
title: First
owner: "@somebody"
steps: [Look]
""",
    "2025-02-01-open": """
title: Open
status: resolved
severity: P2
started: 2025-02-01 10:00
resolved: 11:00
commander: payments
responders:
  - who: security
    role: scribe
  - support
runbooks:
  - runbook: secret
    helped: yes
  - open
related: [2025-02-02-hidden]
caused_by: 2025-02-02-hidden
action_items:
  - action: Mend it
    owner: payments
    due: 2025-03-01
""",
    "2025-02-02-hidden": """
title: Hidden
visibility: internal
status: resolved
started: 2025-02-02 10:00
resolved: 11:00
""",
}


def public(folder: Path) -> Library:
    """Return the public edition of the small project."""
    return small_library(folder, FILES, "public")


def test_internal_records_are_left_out(tmp_path: Path) -> None:
    """Contacts are internal unless they say otherwise; other records when they say so."""
    library = public(tmp_path)
    assert sorted(key.id for key in library.by_key if key.kind in {"contact", "runbook", "incident"}) == [
        "2025-02-01-open",
        "open",
        "support",
    ]


def test_steps_keep_their_words_and_lose_the_reference(tmp_path: Path) -> None:
    """A step still says what to do."""
    runbook = public(tmp_path).by_key[Key("runbook", "shop", "open")]
    assert isinstance(runbook, Runbook)
    said = [(step.do, step.runbook, step.contact) for step in runbook.resolution]
    assert said == [("Follow the other one", None, None), ("Call them", None, None), ("Call those", None, "support")]
    assert (runbook.related, runbook.owner and runbook.owner.hidden) == ((), True)


def test_people_read_not_public(tmp_path: Path) -> None:
    """A contact that is internal and a handle say the same; several are said once."""
    library = public(tmp_path)
    procedure = library.by_key[Key("procedure", "shop", "first")]
    level = library.by_key[Key("severity", "shop", "P2")]
    assert isinstance(procedure, Procedure)
    assert isinstance(level, Severity)
    assert str(procedure.owner) == "not public"
    assert [str(contact) for contact in level.contacts] == ["support", "not public"]


def test_an_incident_stays_without_what_is_hidden(tmp_path: Path) -> None:
    """Its facts, times and action items are there; runbooks, relatives and people that are internal are not."""
    (incident,) = public(tmp_path).incidents
    assert isinstance(incident, Incident)
    assert [str(use.runbook) for use in incident.runbooks] == ["open"]
    assert (incident.related, incident.caused_by, str(incident.commander)) == ((), None, "not public")
    assert [str(responder.who) for responder in incident.responders] == ["not public", "support"]
    assert [(str(item.action), str(item.owner)) for item in incident.action_items] == [("Mend it", "not public")]
    assert str(incident.time_to_resolve) == "1:00:00"


def test_an_internal_handbook_takes_all_its_records_with_it(tmp_path: Path) -> None:
    """Whatever the records say themselves."""
    files = {**FILES, "content/shop/handbook.yaml": "format: 1\ntitle: Shop\nvisibility: internal\n"}
    assert small_library(tmp_path, files, "public").records == ()
