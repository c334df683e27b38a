"""The linked library: by id, in order, with back-links."""

from datetime import date

import pytest

from generator.library.library import Library, counted
from generator.library.project import open_project
from generator.records.contact import Contact
from generator.records.incident import Incident
from generator.records.procedure import Procedure
from generator.records.refs import Key
from generator.records.runbook import Runbook

FILES = {
    "mkdocs.yml": "docs_dir: content\nplugins:\n  - search\n  - runbook-site: {handbooks: [zoo]}\n",
    "content/shop/handbook.yaml": "format: 1\ntitle: shop\ntimezone: Europe/Berlin\n",
    "content/bakery/handbook.yaml": "format: 1\ntitle: Bakery\nif_nothing_fits: ask\n",
    "content/bakery/procedures/ask.yaml": "title: Ask\nsteps: [Ask]\n",
    "content/zoo/handbook.yaml": "format: 1\ntitle: Zoo\n",
    "content/shop/severities.yaml": "- {id: P0, name: Critical}\n- {id: P1, name: High}\n",
    "content/shop/contacts.yaml": "- {id: b, role: B}\n- {id: a, role: A}\n",
    "content/shop/runbooks/queue.yaml": "title: Queue\nseverity: P1\nresolution: [Restart]\n",
    "content/shop/runbooks/api.yaml": "title: api\nseverity: P0\nowner: b\nresolution: [Restart]\n",
    "content/shop/runbooks/any.yaml": "title: Any\nresolution: [{do: Look, runbook: api}]\n",
    "content/shop/procedures/roll.yaml": "title: Roll\nsteps: [{do: Look, runbook: api}]\n",
    "content/shop/procedures/lead.yaml": "title: Lead\nrole: commander\nsteps: [Lead]\n",
    "incidents/shop/2025-01-01-a.yaml": "title: A\nstatus: resolved\nexample: yes\n"
    "runbooks: [api]\nstarted: 2025-01-01 10:00\n",
    "incidents/shop/2025-01-02-b.yaml": "title: B\nstatus: resolved\nrunbooks: [api]\n",
    "incidents/shop/2025-01-03-c.yaml": "title: C\nstatus: resolved\ntimezone: UTC\nstarted: 2024-12-01 10:00\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the library of a small project."""
    root = tmp_path_factory.mktemp("project")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    project = open_project(root, date(2025, 3, 1))
    assert project.problems == ()
    return project.library


def test_orders(library: Library) -> None:
    """Handbooks as mkdocs.yml says, then by title; runbooks by severity; the commander first; rows as written."""
    assert [book.key.id for book in library.handbooks] == ["zoo", "bakery", "shop"]
    assert [runbook.id for runbook in library.of(Runbook, "shop")] == ["api", "queue", "any"]
    assert [procedure.id for procedure in library.of(Procedure, "shop")] == ["lead", "roll"]
    assert [contact.key.id for contact in library.of(Contact, "shop")] == ["b", "a"]
    assert [level.id for level in library.severities("shop")] == ["P0", "P1"]
    assert [incident.id for incident in library.incidents] == ["2025-01-02-b", "2025-01-01-a", "2025-01-03-c"]


def test_back_links(library: Library) -> None:
    """Who refers to a record, incidents newest first."""
    api = library.by_key[Key("runbook", "shop", "api")]
    assert [user.id for user in library.users_of(api, Incident)] == ["2025-01-02-b", "2025-01-01-a"]
    assert [user.id for user in library.users_of(api, Runbook)] == ["any"]
    assert [user.id for user in library.users_of(api, Procedure)] == ["roll"]


def test_first_aid(library: Library) -> None:
    """What the handbook says, else the commander's checklist, else nothing."""
    found = {book.key.id: library.first_aid(book.key.id) for book in library.handbooks}
    assert {name: record and record.key.id for name, record in found.items()} == {
        "zoo": None,
        "bakery": "ask",
        "shop": "lead",
    }


def test_zones(library: Library) -> None:
    """A record's own, else its handbook's."""
    zones = [str(library.zone(incident)) for incident in library.incidents]
    assert zones == ["Europe/Berlin", "Europe/Berlin", "UTC"]


def test_examples_count_only_while_there_is_nothing_else(library: Library) -> None:
    """Made-up incidents are left out as soon as there are real ones."""
    assert [incident.id for incident in counted(library.incidents)] == ["2025-01-02-b", "2025-01-03-c"]
    examples = [incident for incident in library.incidents if incident.example]
    assert [incident.id for incident in counted(examples)] == ["2025-01-01-a"]


def test_finding_nothing(library: Library) -> None:
    """A handle and nothing lead nowhere, and a level that is not known is the mildest."""
    assert library.find(None) is None
    assert library.find(Key("runbook", "shop", "gone")) is None
    assert library.rank(None) == 99
    with pytest.raises(KeyError):
        library.handbook("gone")
