"""Incidents that belong together: said from both sides, and seen before."""

from pathlib import Path

from generator.library.kinship import kin, seen_before
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


def test_earlier_ones_with_something_in_common(tmp_path: Path) -> None:
    """A runbook or an alert counts always, a factor only while the severity calls trouble recurring."""
    library = small_library(tmp_path, FILES)
    found = {
        one.id: [(seen.incident.title, seen.alike) for seen in seen_before(library, one)] for one in library.incidents
    }
    assert found == {
        "2025-01-10-first": [],
        "2025-02-05-second": [("First", ("runbook Payments", "factor change"))],
        "2025-03-20-third": [],
        "2025-03-21-copy": [],
    }
