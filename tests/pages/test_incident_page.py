"""The page of an incident: which sections it has, what it says where little is known."""

import re
from pathlib import Path

from generator.pages.book import book
from generator.pages.page import Page
from generator.pages.render import Renderer
from tests.small_library import TODAY, small_library

FULL = """
title: Payments <fail> & more
severity: P1
type: drill
example: true
status: resolved
started: 2025-02-11 14:02
detected: 14:14
acknowledged: 14:17
mitigated: 15:05
resolved: 15:31
detected_by: staff
commander: "@who"
summary: Short.
impact: {users_affected: 5}
timeline: [{at: 14:20, event: Look, evidence: "https://x.example/?a=1&b=2"}]
root_cause: Haste.
contributing_factors: [{category: change, text: Fast}]
resolution: Back.
went_well: [Calm]
went_wrong: [Late]
lucky: [Tuesday]
lessons: Slow down.
questions: [Why?]
messages: [{at: 14:30, text: Sorry}]
action_items: [{action: Wait}]
runbooks: [payments]
links: [{title: Graph, url: "https://x.example/?a=1&b=2"}]
x-orders: 64
"""
RUNBOOK = {"content/shop/runbooks/payments.yaml": "title: Payments\nresolution: [Roll back]\n"}


def page(folder: Path, incident: str, more: dict[str, str] | None = None) -> Page:
    """Return the page of an incident."""
    library = small_library(folder, {"2025-02-11-payments": incident, **(more or {})})
    pages = book(Renderer(library, TODAY)).pages
    return next(one for one in pages if one.uri == "shop/incidents/2025-02-11-payments.md")


def section(made: Page, name: str) -> str:
    """Return a section's HTML."""
    return str(next(part.html for part in made.sections if part.id == name))


def read(html: str) -> str:
    """Return the words of a piece of HTML."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_sections_stand_in_their_order(tmp_path: Path) -> None:
    """Each that says something, under its anchor."""
    ids = [part.id for part in page(tmp_path, FULL, RUNBOOK).sections if part.id]
    assert ids == [
        "title",
        "facts",
        "durations",
        "summary",
        "impact",
        "timeline",
        "root-cause",
        "contributing-factors",
        "resolution",
        "went-well",
        "went-wrong",
        "lucky",
        "lessons",
        "questions",
        "action-items",
        "messages",
        "runbooks",
        "links",
        "about",
    ]


def test_empty_sections_are_not_shown(tmp_path: Path) -> None:
    """What nobody wrote takes no room, and what is unknown says why."""
    made = page(tmp_path, "title: Payments fail\nstatus: resolved\n")
    assert [part.id for part in made.sections if part.id] == ["title", "facts", "durations", "about"]
    assert read(section(made, "facts")) == (
        "severity not recorded resolved start not recorded , 11 Feb 2025 · duration unknown · "
        "detected by — not recorded · commander — no commander recorded"
    )
    assert read(section(made, "durations")).startswith(
        "The four durations of this incident and its targets Time to From the start Target "
        "detect unknown (no detection time recorded) "
        "acknowledge unknown (no acknowledgement time recorded) — severity not recorded "
        "mitigate unknown (no mitigation time recorded) "
        "resolve unknown (no resolution time recorded) — severity not recorded "
    )


def test_a_drill_and_an_example_say_so(tmp_path: Path) -> None:
    """The marks stand beside the severity."""
    marks = section(page(tmp_path, FULL, RUNBOOK), "facts").partition("</p>")[0]
    assert re.findall(r'class="(rb-(?:state|mark)[^"]*)">([^<]*)<', marks) == [
        ("rb-state rb-state--resolved", "resolved"),
        ("rb-mark", "drill"),
        ("rb-mark rb-mark--example", "example"),
    ]


def test_addresses_are_escaped_once(tmp_path: Path) -> None:
    """An ampersand in a link is one ampersand for the browser."""
    made = page(tmp_path, FULL, RUNBOOK)
    hrefs = re.findall(r'href="(https:[^"]*)"', section(made, "timeline") + section(made, "links"))
    assert hrefs == ["https://x.example/?a=1&amp;b=2"] * 2


def test_action_items_can_be_led_to(tmp_path: Path) -> None:
    """The ledger and the home page lead to the item, not to the top of the page."""
    assert re.findall(r'<tr id="([^"]+)"', section(page(tmp_path, FULL, RUNBOOK), "action-items")) == ["action-wait"]


def test_own_facts_stand_on_the_page(tmp_path: Path) -> None:
    """What a team adds with `x-` is shown."""
    assert read(section(page(tmp_path, FULL, RUNBOOK), "about")).endswith("Handbook Shop orders 64")
