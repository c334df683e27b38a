"""What the pages of incidents say: headings, periods, orders."""

from pathlib import Path

import pytest

from generator.pages.incident_words import IncidentWords, by_category, open_first, zones_of
from tests.small_library import TODAY, small_library

FORM = """
sections:
  - heading: Facts
    fields: [{key: title}, {key: impact.revenue}]
  - heading: What it did
    fields: [{key: impact.revenue}, {key: impact.data_loss}]
  - {key: timeline, heading: Timeline (all times UTC)}
  - {key: went_wrong, heading: What Could Be Improved (be kind)}
"""


def words(folder: Path, incident: str, more: dict[str, str] | None = None) -> IncidentWords:
    """Return the words for the library of one incident."""
    files = {"2025-02-11-payments": f"title: Payments fail\n{incident}", **(more or {})}
    return IncidentWords(small_library(folder, files), TODAY)


@pytest.mark.parametrize(
    ("zone", "key", "expected"),
    [
        pytest.param("UTC", "timeline", "Timeline (all times UTC)", id="the form's own"),
        pytest.param("Europe/Berlin", "timeline", "Timeline", id="a promise that would be wrong"),
        pytest.param("Europe/Berlin", "went_wrong", "What Could Be Improved (be kind)", id="other brackets stay"),
        pytest.param("UTC", "impact", "What it did", id="a section that gathers only its facts"),
        pytest.param("UTC", "lessons", "Ours", id="not in the form"),
    ],
)
def test_headings_are_those_of_the_form(tmp_path: Path, zone: str, key: str, expected: str) -> None:
    """The handbook's words, where it has some that are true for this incident."""
    made = words(tmp_path, f"status: resolved\ntimezone: {zone}\n", {"content/shop/post-mortem.yaml": FORM})
    assert made.heading_of(made.library.incidents[0], key, "Ours") == expected


def test_zones_of_a_clock_change_are_named_in_order(tmp_path: Path) -> None:
    """Both names, as the timeline has them."""
    made = words(tmp_path, "status: resolved\nstarted: 2025-10-26 02:30+02:00\nresolved: 10:00\n")
    assert zones_of(made.days_of(made.library.incidents[0])) == ("CEST", "CET")


def test_open_incidents_stand_on_top(tmp_path: Path) -> None:
    """Open incidents, then what else is open, then the rest, each newest first."""
    files = {
        "2025-02-13-drill": "title: Drill\ntype: drill\nstatus: investigating\nstarted: 2025-02-13 10:00\n",
        "2025-02-12-open": "title: Open\nstatus: investigating\nstarted: 2025-02-12 10:00\n",
        "2025-02-14-over": "title: Over\nstatus: resolved\nstarted: 2025-02-14 10:00\n",
    }
    library = words(tmp_path, "status: monitoring\nstarted: 2025-02-11 14:02\n", files).library
    assert [one.title for one in open_first(library.incidents)] == ["Open", "Payments fail", "Drill", "Over"]


def test_factors_stand_under_their_category(tmp_path: Path) -> None:
    """In the order in which the categories come first; those without one last."""
    clock = (
        "{category: clock-change, text: two}, {category: process, text: three}, {category: clock-change, text: four}"
    )
    incident = words(tmp_path, f"status: resolved\ncontributing_factors: [one, {clock}]\n").library.incidents[0]
    found = [
        (category, [factor.text for factor in group]) for category, group in by_category(incident.contributing_factors)
    ]
    assert found == [("clock change", ["two", "four"]), ("process", ["three"]), ("", ["one"])]
