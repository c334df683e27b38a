"""Every number of the reports on the repository's own incidents, computed a second time from the text of the files."""

from collections import Counter
from datetime import date, timedelta
from statistics import median
from typing import Any

import pytest

from generator.library.library import Library
from generator.library.project import open_project
from generator.library.reports import REPORTS
from generator.library.reports.written import Value, name_of, rows_of
from tests.incidents_by_hand import ROOT, VERBS, ByHand, counted, every, levels, minutes, read

TODAY = date(2026, 11, 22)
Rows = list[dict[str, Value]]


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the repository's library."""
    return open_project(ROOT, TODAY).library


def tables(library: Library, name: str, today: date = TODAY) -> dict[str, Rows]:
    """Return the tables of a report as programs see them, by name."""
    return {table.name: rows_of(table) for table in REPORTS[name](library, today).tables}


def quarter(day: date) -> str:
    """Return the quarter of a day."""
    return f"{day.year} Q{-(-day.month // 3)}"


def test_the_records_are_the_ones_read_by_hand(library: Library) -> None:
    """Both readings find the same incidents, and the same instants: over midnight and clock changes."""
    ours = {name_of(one): {name: moment.at for name, moment in one.milestones.items()} for one in library.incidents}
    assert ours == {one.name: one.times for one in every()}
    assert {name_of(one): one.day for one in library.incidents} == {one.name: one.day for one in every()}


def test_there_is_a_night_with_a_clock_change_and_one_over_midnight() -> None:
    """What is computed twice holds the hard cases."""
    shifts = [
        one.said["resolved"]
        for one in counted()
        if one.said.get("timezone") == "Europe/Berlin" and one.day.month in {3, 10}
    ]
    assert shifts
    assert [one.id for one in counted() if "resolved" in one.times and one.times["resolved"].date() > one.day]


def test_incidents_per_month(library: Library) -> None:
    """Each month from the first to the last, the latest on top: all incidents, each handbook's, each level's."""
    made = tables(library, "incidents-per-month")
    months = sorted({f"{one.day:%Y-%m}" for one in every()})
    numbers = range(_number(months[-1]), _number(months[0]) - 1, -1)
    names = [f"{number // 12}-{number % 12 + 1:02}" for number in numbers]
    books = [book.key.id for book in library.handbooks]
    assert made["incidents-per-month"] == [_month_of_all(month, books) for month in names]
    for book in books:
        assert made[f"incidents-per-month-{book}"] == [_month_of(month, book) for month in names]


@pytest.mark.parametrize("after", range(4))
def test_months_that_nothing_happened_in_are_counted(library: Library, after: int) -> None:
    """From the month after the last one with a record to the one before the day of the build."""
    last = max(one.day for one in every())
    month = last.year * 12 + last.month - 1 + after
    today = date(month // 12, month % 12 + 1, 28)
    said = REPORTS["incidents-per-month"](library, today).tables[0].of_today
    begins = f"As of {today.isoformat()} "
    since, now = f"{begins}nothing is recorded since {last:%Y-%m}", f"{today:%Y-%m}"
    assert (
        said
        == {
            0: f"{begins}the month {now} is not over: its numbers can still grow.",
            1: f"{since}; the month {now} is not over.",
            2: f"{since}: 1 whole month without any record, and {now} is not over.",
            3: f"{since}: 2 whole months without any record, and {now} is not over.",
        }[after]
    )


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _apart(month: str, books: list[str]) -> dict[str, int]:
    sorts = Counter(one.sort for one in every() if f"{one.day:%Y-%m}" == month and one.handbook in books)
    return {
        "near_misses": sorts["near miss"],
        "drills": sorts["drill"],
        "maintenance": sorts["maintenance"],
        "duplicates": sorts["duplicate"],
    }


def _month_of_all(month: str, books: list[str]) -> dict[str, Any]:
    began = [one for one in counted() if f"{one.day:%Y-%m}" == month]
    own = {f"handbook_{book}": sum(one.handbook == book for one in began) for book in books}
    return {"month": month, "incidents": len(began), **own, **_apart(month, books)}


def _month_of(month: str, book: str) -> dict[str, Any]:
    own = [one for one in counted() if one.handbook == book]
    began = [one for one in own if f"{one.day:%Y-%m}" == month]
    used = [level["id"] for level in levels(book) if level["id"] in {one.level for one in own}]
    by_level = {level.lower(): sum(one.level == level for one in began) for level in used}
    none = {"no_severity": sum(not one.level for one in began)} if any(not one.level for one in own) else {}
    return {"month": month, **by_level, **none, "incidents": len(began), **_apart(month, [book])}


@pytest.mark.parametrize("verb", VERBS)
def test_response_times(library: Library, verb: str) -> None:
    """Known, unknown, awaited, median and 90th percentile of all, by handbook, its own severities, and quarter."""
    rows = tables(library, "response-times")[f"time-to-{verb}"]
    groups: dict[tuple[Value, ...], list[ByHand]] = {}
    for one in counted():
        for key in _groups_of(one):
            groups.setdefault(key, []).append(one)
    expected = {key: _summary(verb, incidents) for key, incidents in groups.items()}
    names = expected["", "", "All incidents"]
    got = {(row["by"], row["handbook"], row["group"]): {key: row[key] for key in names} for row in rows}
    assert got == expected
    assert len(rows) == len(got)


def _groups_of(one: ByHand) -> tuple[tuple[str, str, str], ...]:
    """Return the rows that an incident is counted in: how they are grouped, whose the level is, and of what."""
    title = str(read(ROOT / "content" / one.handbook / "handbook.yaml")["title"])
    return (
        ("", "", "All incidents"),
        ("handbook", "", title),
        ("severity", title, one.level or "no severity"),
        ("quarter", "", quarter(one.day)),
    )


def _summary(verb: str, incidents: list[ByHand]) -> dict[str, Any]:
    lengths = [length for one in incidents if (length := one.length(verb)) is not None]
    known = [length for length in lengths if length >= timedelta()]
    awaited = sum(one.awaits(verb) for one in incidents)
    summary: dict[str, Any] = {
        "known": len(known),
        "unknown": len(incidents) - len(lengths) - awaited,
        "not_yet": awaited,
        "before_harm": len(lengths) - len(known),
        "median_minutes": None,
        "ninetieth_percentile_minutes": None,
        "note": "too few to summarise" if len(known) < 5 else "",
    }
    if known:
        spans = [length / timedelta(minutes=1) for length in known]
        summary["median_minutes"] = int(median(spans))
        # By the definition: the shortest time that at least nine in ten do not exceed.
        summary["ninetieth_percentile_minutes"] = min(
            span for span in spans if 10 * sum(other <= span for other in spans) >= 9 * len(spans)
        )
    return summary


def test_the_times_of_every_incident(library: Library) -> None:
    """Each incident with its four times in minutes, the unknown ones empty."""
    rows = tables(library, "response-times")["incidents"]
    expected = {
        one.name: {
            f"{verb}_minutes": length // timedelta(minutes=1)
            if (length := one.length(verb)) is not None and length >= timedelta()
            else None
            for verb in VERBS
        }
        for one in counted()
    }
    assert {row["incident"]: {f"{verb}_minutes": row[f"{verb}_minutes"] for verb in VERBS} for row in rows} == expected
    began = [str(row["began"]) for row in rows]
    assert began == sorted(began, reverse=True)


def _outcomes() -> dict[tuple[str, str], str]:
    """Return what became of each target: by incident and name of the target."""
    found = {}
    for one in counted():
        level = next((level for level in levels(one.handbook) if level["id"] == one.level), {})
        for key, name, milestone in (
            ("response_time", "response time", "acknowledged"),
            ("resolution_target", "resolution target", "resolved"),
        ):
            if key in level:
                found[one.name, name] = _outcome(one, minutes(level[key]), milestone)
    return found


def _outcome(one: ByHand, limit: int | None, milestone: str) -> str:
    if limit is None or "detected" not in one.times:
        return "unknown"
    if milestone in one.times:
        took = (one.times[milestone] - one.times["detected"]) / timedelta(minutes=1)
        return "met" if took <= limit else "missed"
    return "running" if one.said["status"] != "resolved" else "unknown"


def test_targets(library: Library) -> None:
    """Met, missed, running and unknown by severity; each list holds exactly its own."""
    made = tables(library, "targets")
    outcomes = _outcomes()
    by_severity: dict[tuple[Value, Value], Counter[str]] = {}
    for (name, target), outcome in outcomes.items():
        one = next(one for one in counted() if one.name == name)
        by_severity.setdefault((f"{one.handbook}/{one.level}", target), Counter())[outcome] += 1
    words = ("met", "missed", "running", "unknown")
    got = {(row["severity"], row["measure"]): {word: row[word] for word in words} for row in made["by-severity"]}
    assert got == {key: {word: counts[word] for word in words} for key, counts in by_severity.items()}
    for word in ("missed", "running", "unknown"):
        listed = sorted((str(row["incident"]), str(row["measure"])) for row in made[word])
        assert listed == sorted(key for key, outcome in outcomes.items() if outcome == word)


@pytest.mark.parametrize(("verb", "target"), [("acknowledge", "response time"), ("resolve", "resolution target")])
def test_response_times_stand_beside_their_targets(library: Library, verb: str, target: str) -> None:
    """In each group how many met and missed theirs; a ring in the drawing for each that missed."""
    outcomes = _outcomes()
    table = next(one for one in REPORTS["response-times"](library, TODAY).tables if one.name == f"time-to-{verb}")
    groups: dict[tuple[Value, ...], Counter[str]] = {}
    for one in counted():
        for key in _groups_of(one):
            groups.setdefault(key, Counter())[outcomes.get((one.name, target), "none")] += 1
    got = {
        (row["by"], row["handbook"], row["group"]): (row["target_met"], row["target_missed"]) for row in rows_of(table)
    }
    assert got == {key: (outcome["met"], outcome["missed"]) for key, outcome in groups.items()}
    missed = {name for (name, what), outcome in outcomes.items() if (what, outcome) == (target, "missed")}
    for chart in table.charts:
        rings = {name_of(dot.incident) for strip in getattr(chart, "strips", ()) for dot in strip.dots if dot.is_missed}
        assert rings == missed


def test_how_long_missed_targets_took(library: Library) -> None:
    """From the detection, and by how much that is too long."""
    for row in tables(library, "targets")["missed"]:
        one = next(one for one in counted() if one.name == row["incident"])
        milestone = "acknowledged" if row["measure"] == "response time" else "resolved"
        took = (one.times[milestone] - one.times["detected"]) // timedelta(minutes=1)
        limit = minutes(str(row["target"]))
        assert limit is not None
        assert (row["took_minutes"], row["over_minutes"]) == (took, took - limit)


def test_factors(library: Library) -> None:
    """Incidents and factors by category, each incident once in each of its categories."""
    factors = [(one, factor) for one in counted() for factor in one.said.get("contributing_factors", ())]
    expected = {}
    for category in {_category(factor) for _, factor in factors}:
        own = {one.name for one, factor in factors if _category(factor) == category}
        number = sum(_category(factor) == category for _, factor in factors)
        expected[category] = (len(own), number, own)
    made = tables(library, "factors-and-lessons")
    got = {
        row["category"]: (row["count"], row["factors"], set(_names(row["incidents"])))
        for row in made["categories"]
        if row["count"]
    }
    assert got == expected
    assert Counter((row["factor"], row["category"]) for row in made["factors"]) == Counter(
        (" ".join(_text(factor).split()), _category(factor)) for _, factor in factors
    )


def _category(factor: str | dict[str, str]) -> str | None:
    return factor.get("category", "").replace("-", " ") or None if isinstance(factor, dict) else None


def _text(factor: str | dict[str, str]) -> str:
    return factor["text"] if isinstance(factor, dict) else factor


def _names(value: Value) -> list[str]:
    assert isinstance(value, list)
    return value


@pytest.mark.parametrize(("table", "key"), [("went-well", "went_well"), ("lucky", "lucky")])
def test_what_went_well_and_where_they_were_lucky(library: Library, table: str, key: str) -> None:
    """Every line of every incident, newest incident first."""
    rows = tables(library, "factors-and-lessons")[table]
    written = Counter((" ".join(line.split()), one.name) for one in counted() for line in one.said.get(key, ()))
    assert Counter((row["what"], row["incident"]) for row in rows) == written
    began = [str(row["began"]) for row in rows]
    assert began == sorted(began, reverse=True)


def test_lessons(library: Library) -> None:
    """The lessons of every incident that has some, newest first; those of drills and others apart."""
    made = tables(library, "factors-and-lessons")
    written = {one.name: one.said["lessons"].strip("\n") for one in counted() if "lessons" in one.said}
    assert {row["incident"]: row["lesson"] for row in made["lessons"]} == written
    apart = {one.name for one in every() if one.sort != "incident" and "lessons" in one.said}
    assert {row["record"] for row in made["apart"] if row["sort"] == "lesson"} == apart


def _uses(one: ByHand) -> list[tuple[str, str]]:
    """Return the runbooks of an incident, and whether each helped."""
    found = []
    for use in one.said.get("runbooks", ()):
        name = use["runbook"] if isinstance(use, dict) else use
        helped = use.get("helped", "") if isinstance(use, dict) else ""
        found.append((name if "/" in name else f"{one.handbook}/{name}", helped))
    return found


def _runbooks() -> dict[str, dict[str, Any]]:
    return {f"{path.parts[-3]}/{path.stem}": read(path) for path in ROOT.glob("content/*/runbooks/*.yaml")}


def test_runbook_coverage(library: Library) -> None:
    """Incidents without a runbook, how often each was used and helped, and those that nobody used."""
    made = tables(library, "runbook-coverage")
    assert [row["incident"] for row in made["without-runbook"]] == [
        one.name for one in _newest_first(counted()) if not _uses(one)
    ]
    used: dict[str, list[tuple[ByHand, str]]] = {}
    for one in _newest_first(counted()):
        for name, helped in _uses(one):
            used.setdefault(name, []).append((one, helped))
    got = {row["runbook"]: tuple(row.values())[1:7] for row in made["used"]}
    assert got == {
        name: (
            len(uses),
            sum(helped in {"yes", "true"} for _, helped in uses),
            sum(helped in {"no", "false"} for _, helped in uses),
            sum(not helped for _, helped in uses),
            uses[0][0].day.isoformat(),
            uses[0][0].name,
        )
        for name, uses in used.items()
    }
    assert {row["runbook"] for row in made["never-used"]} == set(_runbooks()) - set(used)


def _newest_first(incidents: tuple[ByHand, ...]) -> list[ByHand]:
    return sorted(incidents, key=lambda one: next(iter(one.times.values())), reverse=True)


def test_alerts_and_services_that_nothing_covers(library: Library) -> None:
    """Alerts that fired and stand in no runbook of their handbook; services without a runbook or an incident."""
    made = tables(library, "runbook-coverage")
    runbooks = _runbooks()
    named = {(name.partition("/")[0], alert) for name, book in runbooks.items() for alert in book.get("alerts", ())}
    fired = Counter((one.handbook, alert) for one in counted() for alert in one.said.get("alerts", ()))
    titles = {book.key.id: str(book.title) for book in library.handbooks}
    assert {(row["handbook"], row["alert"]): row["times"] for row in made["alerts"]} == {
        (titles[book], alert): number for (book, alert), number in fired.items() if (book, alert) not in named
    }
    bare = set()
    for path in ROOT.glob("content/*/services.yaml"):
        book = path.parent.name
        for service in read(path):
            is_in_runbook = any(
                name.startswith(f"{book}/") and service["id"] in one.get("services", ())
                for name, one in runbooks.items()
            )
            is_in_incident = any(
                one.handbook == book and service["id"] in one.said.get("services", ()) for one in counted()
            )
            if not (is_in_runbook and is_in_incident):
                bare.add(f"{book}/{service['id']}")
    assert {row["service"] for row in made["services"]} == bare


def test_the_calendar_has_every_day(library: Library) -> None:
    """Each record on the day it began, with its weekday and how long it lasted."""
    rows = tables(library, "calendar")["days"]
    weekdays = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    got = {row["incident"]: (row["day"], row["weekday"], row["sort"], row["lasted_minutes"]) for row in rows}
    assert got == {
        one.name: (
            one.day.isoformat(),
            weekdays[one.day.weekday()],
            one.sort,
            round(length / timedelta(minutes=1)) if (length := one.length("resolve")) is not None else None,
        )
        for one in every()
    }


def test_what_happened_a_year_ago_on_any_day(library: Library) -> None:
    """On each of 500 days: what began within a week of it in an earlier year, and no other."""
    for number in range(500):
        today = date(2026, 11, 1) + timedelta(days=number)
        rows = tables(library, "calendar", today)["a-year-ago"]
        assert {row["incident"] for row in rows} == {one.name for one in every() if _is_anniversary(one.day, today)}


def _is_anniversary(day: date, today: date) -> bool:
    near = [today + timedelta(days=shift) for shift in range(-7, 8)]
    return any((other.month, other.day) == (day.month, day.day) and other.year > day.year for other in near)


def test_the_marks_of_the_calendar_are_the_days_of_the_table(library: Library) -> None:
    """The picture says what the table says."""
    report = REPORTS["calendar"](library, TODAY)
    years = next(table for table in report.tables if table.name == "days").charts
    marked = {mark.day for year in years for mark in getattr(year, "marks", ())}
    assert marked == {one.day for one in every()}


def test_the_dots_are_the_known_times(library: Library) -> None:
    """Each known time is a dot in the chart by severity, and once more by quarter."""
    for table in REPORTS["response-times"](library, TODAY).tables[:4]:
        verb = table.name.removeprefix("time-to-")
        known = {one.name: one.length(verb) for one in counted() if one.length(verb) is not None}
        for chart in table.charts:
            dots = [dot for strip in getattr(chart, "strips", ()) for dot in strip.dots]
            assert {name_of(dot.incident): dot.length for dot in dots} == known
            assert len(dots) == len(known)


def test_the_columns_add_up_to_the_incidents(library: Library) -> None:
    """The chart of all handbooks counts what the charts of each count together."""
    report = REPORTS["incidents-per-month"](library, TODAY)
    charts = [chart for table in report.tables for chart in table.charts]
    sums = [[sum(stack) for stack in getattr(chart, "counts", ())] for chart in charts]
    assert sums[0] == [sum(column) for column in zip(*sums[1:], strict=True)]
    assert sum(sums[0]) == len(counted())


def test_only_dated_cells_change_with_the_day(library: Library) -> None:
    """On another day the rows of every report of ours are the same, but for what happened a year ago."""
    for name in ("incidents-per-month", "response-times", "targets", "factors-and-lessons", "runbook-coverage"):
        assert tables(library, name) == tables(library, name, date(2027, 5, 1))
    calendar = tables(library, "calendar", date(2027, 5, 1))
    assert calendar["days"] == tables(library, "calendar")["days"]
