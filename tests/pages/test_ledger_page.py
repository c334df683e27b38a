"""The page of action items where there is little to list."""

import re
from pathlib import Path

import pytest

from generator.pages.book import book
from generator.pages.render import Renderer
from tests.small_library import TODAY, small_library

INCIDENT = "title: Payments fail\nstatus: resolved\nstarted: 2025-02-11 14:02\n"
ITEM = "action_items: [{action: Look, done: 2025-02-12}]\n"


def sections(folder: Path, files: dict[str, str]) -> dict[str, str]:
    """Return the words of each section of the page."""
    pages = book(Renderer(small_library(folder, files), TODAY)).pages
    page = next(one for one in pages if one.uri == "action-items/index.md")
    return {part.id: " ".join(re.sub(r"<[^>]*>", " ", str(part.html)).split()) for part in page.sections}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({}, None, id="no incident"),
        pytest.param({"2025-02-11-a": INCIDENT}, "Payments fail", id="an incident that led to nothing"),
        pytest.param(
            {"2025-02-11-a": f"{INCIDENT}{ITEM}"}, "Each incident led to at least one.", id="one that did not"
        ),
        pytest.param(
            {"2025-02-11-a": f"{INCIDENT}{ITEM}", "2025-02-12-b": INCIDENT.replace("Payments", "Refunds")},
            "Refunds fail",
            id="one of each",
        ),
    ],
)
def test_incidents_without_an_action_item_are_named(tmp_path: Path, files: dict[str, str], said: str | None) -> None:
    """Above all where no incident has any."""
    found = sections(tmp_path, files).get("without")
    assert (found is None) == (said is None)
    assert (found or "").startswith(said or "")


def test_a_ledger_of_nothing_says_where_items_stand(tmp_path: Path) -> None:
    """In words, and with no counts of nothing."""
    made = sections(tmp_path, {"2025-02-11-a": INCIDENT})
    assert made["list"].startswith("No action item is recorded yet.")
    assert made.keys() == {"title", "list", "without"}
