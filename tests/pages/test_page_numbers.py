"""The numbers on the home page, the lists and pages of incidents and the badges, counted once more from the YAML."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from generator.library.project import open_project
from generator.pages.addresses import Addresses
from generator.pages.book import book, dashboard
from generator.pages.feeds.badges import badges
from generator.pages.render import Renderer
from tests.incidents_by_hand import MILESTONES, ROOT, VERBS, ByHand, counted, every, levels, minutes
from tests.pages.feeds.sites import site_of
from tests.pages.test_incident_numbers import words

DAYS = [pytest.param(day, id=str(day)) for day in (date(2026, 11, 22), date(2026, 12, 1), date(2027, 6, 1))]
KNOWN = [name for name in MILESTONES if name != "started"]


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """Return what renders the repository's records as of one day."""
    today = date(2026, 11, 22)
    return Renderer(open_project(ROOT, today).library, today)


@pytest.fixture(scope="module")
def pages(renderer: Renderer) -> dict[str, str]:
    """Return the HTML of every page by its address."""
    return {page.uri: str(page.html) for page in book(renderer).pages}


def text(html: str) -> str:
    """Return the words of a piece of HTML."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def dues_of(incidents: Iterable[ByHand]) -> list[date]:
    """Return the due days of the open action items of incidents."""
    items = (item for one in incidents for item in one.said.get("action_items", ()))
    still = (item for item in items if "done" not in item and item.get("status") not in {"done", "wont-do"})
    return [date.fromisoformat(item["due"]) for item in still if "due" in item]


@pytest.mark.parametrize("today", DAYS)
def test_the_home_page_counts_what_is_owed(today: date) -> None:
    """How many are overdue, and how many are due within a week."""
    shown = str(dashboard(Renderer(open_project(ROOT, today).library, today)))
    numbers = [int(found) for found in re.findall(r"<strong data-rb-owed-(?:late|soon)>(\d+)<", shown)]
    dues = dues_of(every())
    assert numbers == [sum(due < today for due in dues), sum(today <= due <= today + timedelta(days=7) for due in dues)]


def test_the_home_page_names_what_is_open_and_what_was_last(renderer: Renderer) -> None:
    """What burns, what else is open, and the five that were over last with how long they took."""
    shown = str(dashboard(renderer))
    burning = [one for one in newest() if one.said["status"] != "resolved" and one.sort == "incident"]
    assert re.findall(r'rb-burning__title">.*?<a href="[^"]*/incidents/([^"/]+)/"', shown) == [
        one.id for one in burning
    ]
    others = [one for one in newest() if one.said["status"] != "resolved" and one.sort != "incident"]
    assert re.findall(r'rb-also__one"><a href="[^"]*/incidents/([^"/]+)/"', shown) == [one.id for one in others]
    over = [one for one in newest() if one.said["status"] == "resolved"][:5]
    last = shown[shown.index('<ul class="rb-list rb-last">') :]
    rows = re.findall(r'/incidents/([^"/]+)/">.*?rb-list__more">(.*?)</li>', last, re.DOTALL)
    assert [(name, text(more).split(" · ")[1]) for name, more in rows[:5]] == [(one.id, lasted(one)) for one in over]


def newest() -> list[ByHand]:
    """Return all incidents, the latest start first."""
    return sorted(every(), key=lambda one: next(iter(one.times.values()), datetime(1, 1, 1, tzinfo=UTC)), reverse=True)


def lasted(one: ByHand) -> str:
    """Return how long an incident lasted, as a list says it."""
    length = one.length("resolve")
    if length is not None:
        return words(length)
    return "duration unknown" if one.said["status"] == "resolved" else "still open"


@pytest.mark.parametrize("handbook", ["", "vlossom", "proofi", "example"])
def test_lists_of_incidents(pages: dict[str, str], handbook: str) -> None:
    """Every incident, those that are open on top, with its day, its state and how long it lasted."""
    rows = re.findall(
        r"<tr[^>]* data-rb-words=.*?</tr>", pages[f"{handbook}/incidents/index.md".lstrip("/")], re.DOTALL
    )
    own = [one for one in newest() if handbook in {"", one.handbook}]
    own.sort(
        key=lambda one: (one.said["status"] == "resolved", one.said["status"] != "resolved" and one.sort in OTHERS)
    )
    assert [row(found) for found in rows] == [
        (one.id, one.day.isoformat(), one.said["status"], lasted(one)) for one in own
    ]


OTHERS = {"drill", "near miss", "maintenance"}


def row(html: str) -> tuple[str, str, str, str]:
    """Return what a row of a list says."""
    name = re.findall(r'<th scope="row"><a href="[^"]*?([^"/]+)/"', html)[0]
    day = re.findall(r'data-label="Day"><time datetime="([^"]*)"', html)[0]
    state = re.findall(r"rb-state--([a-z]+)", html)[0]
    return name, day, state, text(re.findall(r'data-label="Duration">(.*?)</td>', html, re.DOTALL)[0])


def steps(one: ByHand) -> Iterator[tuple[str, timedelta]]:
    """Yield the milestones after the first on the clock, each with the time since the one before it."""
    ordered = sorted(one.times, key=lambda name: (one.times[name], MILESTONES.index(name)))
    for before, name in pairwise(ordered):
        yield name, one.times[name] - one.times[before]


def test_each_step_by_itself_and_the_whole(pages: dict[str, str]) -> None:
    """In the table of durations, in the drawing, and in the line below the title."""
    shown = 0
    for one in every():
        page = pages[f"{one.handbook}/incidents/{one.id}.md"]
        assert f"· {lasted(one)} ·" in text(page)
        cells = re.findall(r'data-label="This step"[^>]*>(.*?)</td>', page, re.DOTALL)
        took = {name: length for name, length in steps(one) if name != "started"}
        expected = [words(took[name]) if name in took else "—" for name in KNOWN]
        if any(length for _, length in steps(one)):
            assert [text(cell).partition(" (")[0] for cell in cells] == expected
            shown += 1
        widths = [float(width) for width in re.findall(r"inline-size:([\d.]+)%", page)]
        lengths = [length for _, length in steps(one) if length]
        assert len(widths) == len(lengths) + (bool(lengths) and one.said["status"] != "resolved")
        # Each is rounded to a hundredth of the line.
        over, drawn = sum(lengths, timedelta()), sum(widths[: len(lengths)])
        assert widths[: len(lengths)] == [pytest.approx(drawn * (length / over), abs=0.03) for length in lengths]
    assert shown > 10


def test_how_long_a_target_took(pages: dict[str, str]) -> None:
    """From the detection, wherever both times are known and the level has a target."""
    found = 0
    for one in every():
        level = next((level for level in levels(one.handbook) if level["id"] == one.level), {})
        expected = [
            words(one.times[VERBS[verb]] - one.times["detected"])
            for verb, key in (("acknowledge", "response_time"), ("resolve", "resolution_target"))
            if minutes(level.get(key, "")) is not None and {VERBS[verb], "detected"} <= one.times.keys()
        ]
        page = pages[f"{one.handbook}/incidents/{one.id}.md"]
        assert re.findall(r'rb-small">([^<]*) from the detection<', page) == expected
        found += len(expected)
    assert found > 10


def goals(one: ByHand) -> Iterator[tuple[str, timedelta]]:
    """Yield each target of an incident's level with its end, counted from the first of the incident's times."""
    level = next((level for level in levels(one.handbook) if level["id"] == one.level), {})
    for key in ("response_time", "resolution_target"):
        limit = minutes(level.get(key, ""))
        if limit is not None and "detected" in one.times:
            end = one.times["detected"] + timedelta(minutes=limit) - min(one.times.values())
            yield f"{key.replace('_', ' ')} {level[key]}", end


def test_targets_stand_on_the_line_to_scale(pages: dict[str, str]) -> None:
    """Where they end; the line grows for them up to three times the incident, and what lies beyond is named."""
    drawn, said = 0, 0
    for one in every():
        page = pages[f"{one.handbook}/incidents/{one.id}.md"]
        total = max(one.times.values()) - min(one.times.values()) if one.times else timedelta()
        near = {name: end for name, end in goals(one) if total and end <= 3 * total}
        own = total if one.said["status"] == "resolved" else total * 1.2
        whole = max([own, *near.values()])
        marks = re.findall(r'rb-course__goal--\w+" style="inset-inline-start:([\d.]+)%">(?:▲ )?([^<▲]*)', page)
        assert {name.strip(): float(place) for place, name in marks} == {
            name: pytest.approx(end / whole * 100, abs=0.01) for name, end in near.items()
        }
        beyond = re.findall(r'rb-course__beyond">([^<]*): beyond this line', page)
        assert beyond == [name for name, _ in goals(one) if total and name not in near]
        drawn, said = drawn + len(marks), said + len(beyond)
    assert drawn > 10
    assert said


def test_previous_and_next(pages: dict[str, str]) -> None:
    """By the start, in the same handbook."""
    for handbook in ("vlossom", "proofi", "example"):
        own = [one for one in reversed(newest()) if one.handbook == handbook]
        for place, one in enumerate(own):
            page = pages[f"{handbook}/incidents/{one.id}.md"]
            beside = [own[place - 1]] if place else []
            beside += own[place + 1 : place + 2]
            assert re.findall(r'rel="(?:prev|next)" href="\.\./([^"/]+)/"', page) == [other.id for other in beside]


def traits(one: ByHand) -> set[str]:
    """Return what incidents can have in common."""
    factors = [factor for factor in one.said.get("contributing_factors", ()) if isinstance(factor, dict)]
    uses = [use["runbook"] if isinstance(use, dict) else use for use in one.said.get("runbooks", ())]
    own = [*(f"runbook {use}" for use in uses), *(f"service {name}" for name in one.said.get("services", ()))]
    own += [f"factor {factor['category']}" for factor in factors if "category" in factor]
    return {f"{one.handbook} {name}" for name in own} | {f"alert {name}" for name in one.said.get("alerts", ())}


def named(one: ByHand) -> set[str]:
    """Return the incidents that a record names."""
    return {*one.said.get("related", ()), *(one.said[key] for key in ("duplicate_of", "caused_by") if key in one.said)}


def test_seen_before(pages: dict[str, str]) -> None:
    """The last five that began earlier and share something, but for those that either record names."""
    shown = 0
    for one in every():
        earlier = newest()[newest().index(one) + 1 :]
        alike = [
            other.id
            for other in earlier
            if traits(one) & traits(other) and other.id not in named(one) and one.id not in named(other)
        ]
        page = pages[f"{one.handbook}/incidents/{one.id}.md"]
        listed = re.findall(r'<ul class="rb-before">(.*?)</ul>', page, re.DOTALL)
        found = re.findall(r'<li><a href="[^"]*?([^"/]+)/"', listed[0]) if listed else []
        assert found == alike[:5]
        shown += len(found)
    assert shown > 10


@pytest.mark.parametrize("today", DAYS)
def test_badges(today: date) -> None:
    """Open incidents, overdue action items, days since the worst: of all and of each handbook."""
    site = site_of(open_project(ROOT, today).library, Addresses(), today)
    for handbook in (None, *site.library.handbooks):
        own = [one for one in every() if handbook is None or one.handbook == handbook.key.id]
        worst = [one.day for one in own if one in counted() and one.level == levels(one.handbook)[0]["id"]]
        assert [badge.value for badge in badges(site, handbook)] == [
            str(sum(one.said["status"] != "resolved" for one in own if one in counted())),
            str(sum(due < today for due in dues_of(own))),
            str((today - max(worst)).days) if worst else "none recorded",
        ]
