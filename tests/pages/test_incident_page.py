"""The page of an incident: which sections it has, what it says where little is known, and that it shows every key."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from generator.pages.book import book
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.records.incident import Incident
from generator.records.part import Part
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
IMAGE = "incidents/shop/graph.png"
RUNBOOK = {"content/shop/runbooks/payments.yaml": "title: Payments\nresolution: [Roll back]\n"}


def page(folder: Path, incident: str, more: dict[str, str] | None = None) -> Page:
    """Return the page of an incident."""
    library = small_library(folder, {"2025-02-11-payments": incident, **(more or {})})
    pages = book(Renderer(library, TODAY, files={IMAGE: IMAGE})).pages
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
        "post-mortem",
        "messages",
        "runbooks",
        "links",
        "about",
    ]


def test_empty_sections_are_not_shown(tmp_path: Path) -> None:
    """What nobody wrote takes no room, and what is unknown says why."""
    made = page(tmp_path, "title: Payments fail\nstatus: resolved\n")
    assert [part.id for part in made.sections if part.id] == ["title", "facts", "durations", "post-mortem", "about"]
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


def test_a_duplicate_of_an_internal_incident_says_that_it_is_one(tmp_path: Path) -> None:
    """In the public edition, too, without its name: beside the status and among the links."""
    files = {"2025-02-10-secret": "title: Secret\nstatus: resolved\nvisibility: internal\n"}
    record = "title: Copy\nstatus: resolved\nduplicate_of: 2025-02-10-secret\n"
    library = small_library(tmp_path, {"2025-02-11-payments": record, **files}, "public")
    (made,) = (
        one for one in book(Renderer(library, TODAY)).pages if one.uri == "shop/incidents/2025-02-11-payments.md"
    )
    assert read(section(made, "facts")).startswith("severity not recorded resolved duplicate ")
    assert read(section(made, "links")) == "Duplicate of an incident that is not public"
    assert "secret" not in str(made.html).lower()


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


BESIDE = {
    IMAGE: "",
    "content/shop/runbooks/payments.yaml": "title: Runbook of payments\nresolution: [Roll back]\n",
    "content/shop/templates/update.yaml": "title: Template of updates\nbody: Words\n",
    "content/shop/services.yaml": "- {id: api, name: Service of answers}\n",
    "content/shop/contacts.yaml": "".join(
        f"- {{id: {name}, role: Role of {name}}}\n" for name in ("lead", "scribe", "actor", "author", "owner")
    ),
    **{
        f"2025-01-{day}-{name}": f"title: Incident of {name}\nstatus: resolved\n"
        for day, name in (("10", "relation"), ("11", "duplication"), ("12", "cause"))
    },
}
SENTINELS = """
title: Title of it
aliases: [alias-of-it]
visibility: internal
severity: P1
severity_changes: [{at: 14:31, was: P2, became: P1, why: Reason of the change}]
type: near-miss
example: true
status: resolved
timezone: Asia/Tokyo
started: 2025-02-11 14:02
detected: 14:14
acknowledged: 14:17
mitigated: 15:05
resolved: 15:31
detected_by: customer
commander: lead
responders: [{who: scribe, role: Role in it}]
services: [api]
alerts: [AlertOfIt]
runbooks: [{runbook: payments, helped: no, note: Note on the runbook}]
tags: [tag-of-it]
related: [2025-01-10-relation]
duplicate_of: 2025-01-11-duplication
caused_by: 2025-01-12-cause
summary: |
  Summary of it

  ![Picture of it](graph.png)
impact:
  users_affected: 4711
  revenue: Revenue of it
  data_loss: yes
  data_affected: Data of it
  summary: Summary of the impact
timeline:
  - {at: 14:20, event: Event of it, kind: decision, by: actor, evidence: "https://x.example/evidence", key: true}
root_cause: Cause of it
contributing_factors: [{category: category-of-it, text: Factor of it}]
resolution: Resolution of it
went_well: [Well done]
went_wrong: [Badly done]
lucky: [Luck in it]
lessons: Lesson of it
questions: [Question of it]
messages: [{at: 14:35, template: update, text: Message of it, audience: regulator}]
post_mortem: {status: published, author: author, meeting: 2025-02-13, published: 2025-02-14}
action_items:
  - id: id-of-action
    action: Action of it
    owner: owner
    due: 2025-02-20
    status: done
    done: 2025-02-19
    purpose: detect
    priority: high
    ticket: https://x.example/ticket
  - {action: Not done, status: wont-do, why_not: Reason of not doing}
links: [{title: Link of it, url: "https://x.example/link"}]
x-own: Fact of their own
"""
SHOWN = {
    "title": ">Title of it<",
    "visibility": "<dt>Visibility</dt><dd>internal",
    "severity": "P1 High</a> <span",
    "severity_changes.at": '<time datetime="2025-02-11T05:31:00Z" data-rb-clock="">14:31</time>',
    "severity_changes.was": "P2 Low</a> →",
    "severity_changes.became": "P1 High</a> Reason",
    "severity_changes.why": " Reason of the change",
    "type": ">near miss<",
    "example": ">example<",
    "status": '"rb-state rb-state--resolved">resolved<',
    "timezone": ">Asia/Tokyo<",
    "started": '<time datetime="2025-02-11T05:02:00Z" data-rb-clock="">14:02</time>',
    "detected": '<time datetime="2025-02-11T05:14:00Z" data-rb-clock="">14:14</time>',
    "acknowledged": '<time datetime="2025-02-11T05:17:00Z" data-rb-clock="">14:17</time>',
    "mitigated": '<time datetime="2025-02-11T06:05:00Z" data-rb-clock="">15:05</time>',
    "resolved": '<time datetime="2025-02-11T06:31:00Z" data-rb-clock="">15:31</time>',
    "detected_by": "detected by a customer",
    "commander": ">Role of lead<",
    "responders.who": ">Role of scribe<",
    "responders.role": ">Role in it<",
    "services": ">Service of answers<",
    "alerts": ">AlertOfIt<",
    "runbooks.runbook": ">Runbook of payments<",
    "runbooks.helped": ">did not help<",
    "runbooks.note": ">Note on the runbook<",
    "tags": ">tag-of-it<",
    "related": ">Incident of relation<",
    "duplicate_of": ">Incident of duplication<",
    "caused_by": ">Incident of cause<",
    "summary": ">Summary of it</p>",
    "impact.users_affected": ">4711<",
    "impact.revenue": ">Revenue of it<",
    "impact.data_loss": "<dt>Data loss</dt><dd>yes<",
    "impact.data_affected": ">Data of it<",
    "impact.summary": ">Summary of the impact<",
    "timeline.at": '<time datetime="2025-02-11T05:20:00Z" data-rb-clock="">14:20</time>',
    "timeline.event": ">Event of it",
    "timeline.kind": ">decision<",
    "timeline.by": ">Role of actor<",
    "timeline.evidence": ">x.example/evidence<",
    "timeline.key": ">key<",
    "root_cause": ">Cause of it<",
    "contributing_factors.category": ">category of it<",
    "contributing_factors.text": ">Factor of it<",
    "resolution": ">Resolution of it<",
    "went_well": ">Well done<",
    "went_wrong": ">Badly done<",
    "lucky": ">Luck in it<",
    "lessons": ">Lesson of it<",
    "questions": ">Question of it<",
    "messages.at": ">14:35</time>",
    "messages.template": ">Template of updates<",
    "messages.text": ">Message of it<",
    "messages.audience": ">to regulator<",
    "post_mortem.status": ">published<",
    "post_mortem.author": ">Role of author<",
    "post_mortem.meeting": '<time datetime="2025-02-13">13 Feb 2025</time>',
    "post_mortem.published": '<time datetime="2025-02-14">14 Feb 2025</time>',
    "action_items.id": 'id="action-id-of-action"',
    "action_items.action": ">Action of it<",
    "action_items.owner": ">Role of owner<",
    "action_items.due": '<time datetime="2025-02-20">20 Feb 2025</time>',
    "action_items.status": ">won&#39;t do<",
    "action_items.done": '<time datetime="2025-02-19">19 Feb 2025</time>',
    "action_items.purpose": ">detect</span>",
    "action_items.priority": ">high priority<",
    "action_items.ticket": 'href="https://x.example/ticket"',
    "action_items.why_not": "Reason of not doing",
    "links.title": ">Link of it<",
    "links.url": 'href="https://x.example/link"',
}
"""For every key of an incident what its page says; aliases are addresses and no words."""


def part_of(annotation: object) -> type[Part] | None:
    """Return the part that a field holds, itself or in a list; None for a scalar."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((part for inner in get_args(annotation) if (part := part_of(inner))), None)


def keys(model: type[Part], above: str = "") -> Iterator[str]:
    """Yield every key of a model and of the parts in it: `impact.revenue`."""
    for name, field in model.model_fields.items():
        part = part_of(field.annotation)
        yield from keys(part, f"{above}{name}.") if part else (f"{above}{name}",)


def values(part: object, way: list[str]) -> Iterator[object]:
    """Yield what a record has at a key, once for each part that has it."""
    for one in part if isinstance(part, tuple) else (part,):
        if way:
            yield from values(getattr(one, way[0]), way[1:])
        elif one is not None:
            yield one


def test_every_key_has_its_sentinel(tmp_path: Path) -> None:
    """A new key of the model fails here until the record below has it and the page shows it."""
    library = small_library(tmp_path, {**BESIDE, "2025-02-11-payments": SENTINELS})
    record = next(one for one in library.incidents if one.title == "Title of it")
    names = list(keys(Incident))
    assert sorted({*SHOWN, "aliases"} ^ set(names)) == []
    assert [name for name in names if not list(values(record, name.split(".")))] == []


@pytest.fixture(scope="module")
def full_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the whole page of a record that says everything."""
    return str(page(tmp_path_factory.mktemp("full"), SENTINELS, BESIDE).html)


@pytest.mark.parametrize(("key", "words"), SHOWN.items(), ids=SHOWN)
def test_every_key_is_shown(full_page: str, key: str, words: str) -> None:
    """What the record says there can be read on its page."""
    assert words in full_page, key


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Fact of their own", id="the team's own facts"),
        pytest.param(
            '<figure class="rb-figure"><img src="../../../incidents/shop/graph.png" alt="Picture of it">'
            '<figcaption aria-hidden="true">Picture of it</figcaption></figure>',
            id="a picture beside the record, with its caption",
        ),
    ],
)
def test_more_is_shown(full_page: str, words: str) -> None:
    """What the record has beside its keys."""
    assert words in full_page


def test_an_older_id_leads_to_the_page(tmp_path: Path) -> None:
    """The only key that the page does not say is an address."""
    library = small_library(tmp_path, {**BESIDE, "2025-02-11-payments": SENTINELS})
    ways = [(way.address, way.target) for way in book(Renderer(library, TODAY)).redirects]
    assert ("shop/incidents/alias-of-it.md", "shop/incidents/2025-02-11-payments.md") in ways


@pytest.mark.parametrize("kind", ["near-miss", "drill", "maintenance", "incident"])
@pytest.mark.parametrize("status", ["draft", "in-review", "published", "not-required"])
def test_a_post_mortem_is_shown_whether_owed_or_not(tmp_path: Path, kind: str, status: str) -> None:
    """Its state, its author and its meeting stand on the page of every type of incident."""
    record = (
        f"title: T\nseverity: P1\ntype: {kind}\nstatus: resolved\nstarted: 2025-02-11 14:02\nresolved: 15:31\n"
        f"post_mortem: {{status: {status}, author: '@author-of-it', meeting: 2025-02-13}}\n"
    )
    words = read(str(page(tmp_path, record).html))
    assert [said in words for said in (status.replace("-", " "), "author-of-it", "13 Feb 2025")] == [True] * 3


def test_previous_and_next_lead_on(tmp_path: Path) -> None:
    """By their start, with their days."""
    files = {
        "2025-02-10-before": "title: Before\nstatus: resolved\n",
        "2025-02-12-after": "title: After\nstatus: resolved\nstarted: 2025-02-12 09:00\n",
    }
    made = section(page(tmp_path, FULL, {**RUNBOOK, **files}), "about")
    beside = made[made.index("<nav") : made.index("</nav>")]
    assert re.findall(r'rel="(\w+)" href="([^"]+)"', beside) == [
        ("prev", "../2025-02-10-before/"),
        ("next", "../2025-02-12-after/"),
    ]
    assert read(beside) == "← Previous, 10 Feb 2025 Before Next, 12 Feb 2025 → After"


def test_a_silence_is_pointed_out(tmp_path: Path) -> None:
    """In words, in front of the entry that ended it."""
    made = section(
        page(tmp_path, "title: T\nstatus: resolved\nstarted: 2025-02-11 14:02\nresolved: 15:31\n"), "timeline"
    )
    assert read(made[made.index("<h3") :]) == (
        "11 Feb 2025 14:02 13:02 UTC T+0 Started started 1 h 29 min without an entry "
        "15:31 14:31 UTC T+1:29 Resolved resolved"
    )


def test_seen_before_says_what_is_the_same(tmp_path: Path) -> None:
    """Five at most, and the way to all."""
    files = {
        f"2025-01-{day}-like": f"title: Like {day}\nstatus: resolved\ntype: drill\nalerts: [A]\n"
        for day in range(10, 17)
    }
    incident = "title: T\nstatus: resolved\nstarted: 2025-02-11 14:02\nalerts: [A]\n"
    assert read(section(page(tmp_path, incident, files), "seen-before")) == (
        "Like 16 16 Jan 2025 · drill · same alert A Like 15 15 Jan 2025 · drill · same alert A "
        "Like 14 14 Jan 2025 · drill · same alert A Like 13 13 Jan 2025 · drill · same alert A "
        "Like 12 12 Jan 2025 · drill · same alert A "
        "All incidents with one of these in common , later ones and this one among them"
    )


@pytest.mark.parametrize(
    ("times", "clocks"),
    [
        pytest.param("started: 2025-02-11 14:02\ndetected: 14:14\n", ["14:14"], id="one zone"),
        pytest.param(
            "started: 2025-10-26 01:50\ndetected: 2025-10-26 02:10+02:00\nacknowledged: 2025-10-26 02:10+01:00\n",
            ["02:10 CEST", "02:10 CET"],
            id="the clocks changed: the same hour twice",
        ),
    ],
)
def test_an_hour_says_its_zone_when_there_are_two(tmp_path: Path, times: str, clocks: list[str]) -> None:
    """In the table of durations; in the timeline it stands there always."""
    made = section(page(tmp_path, f"title: T\nstatus: resolved\n{times}"), "durations")
    assert [read(found) for found in re.findall(r'rb-durations__at">(.*?)</th>', made)] == clocks
