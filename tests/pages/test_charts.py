"""Charts as HTML: whole drawings as files, and what must hold of any of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from generator.library.reports.series import Bar, Bars, Chart, Columns, Dot, Dots, Mark, Part, Strip, Year
from generator.pages.charts import draw
from generator.records.incident import Incident
from tests.expected import assert_as_in
from tests.small_library import small_library

HERE = Path(__file__).parent / "charts"
LEVELS = (Part("P1", "level-0"), Part("P2", "level-1"), Part("no severity", "no-level"))
HOSTILE = 'A & B <script>alert("1")</script>'


@pytest.fixture
def incidents(tmp_path: Path) -> tuple[Incident, ...]:
    """Return four incidents, latest first."""
    files = {
        f"2025-02-0{day}-a": f"title: Day {day}\nstatus: resolved\nstarted: 2025-02-0{day} 10:00\n" for day in "1234"
    }
    return small_library(tmp_path, files).incidents


def address(incident: Incident) -> str:
    """Return where an incident stands."""
    return f"../../shop/incidents/{incident.id}/"


def minutes(*lengths: int) -> tuple[timedelta, ...]:
    """Return lengths of time."""
    return tuple(timedelta(minutes=length) for length in lengths)


def columns(counts: tuple[tuple[int, ...], ...], first: int = 11, top: int = 0) -> Columns:
    """Return columns from a month of 2024 on."""
    numbers = range(2024 * 12 + first - 1, 2024 * 12 + first - 1 + len(counts))
    months = tuple(f"{number // 12}-{number % 12 + 1:02}" for number in numbers)
    return Columns("c", "Incidents per month", "Few.", LEVELS, months, counts, top or max(map(sum, counts)))


def dots(incidents: tuple[Incident, ...], *lengths: int, missed: int = -1) -> Dots:
    """Return one strip with a dot for each length."""
    drawn = tuple(
        Dot(incident, length, "level-0", place == missed, f"{incident.title}: {length}")
        for place, (incident, length) in enumerate(zip(incidents, minutes(*lengths), strict=False))
    )
    strip = Strip("P1", "4 known", drawn, *minutes(15, 90))
    return Dots("d", "Time to detect", "P1: 4 known.", LEVELS[:1], (strip,))


def every(incidents: tuple[Incident, ...]) -> dict[str, Chart]:
    """Return one chart of each sort, by the name of its file."""
    bars = (
        Bar("P1 High: response time 15m", (2, 1, 0)),
        Bar("P2 Low: response time 4h", (0, 0, 1)),
        Bar("P3", (0, 0, 0)),
    )
    parts = (Part("met", "met"), Part("missed", "missed"), Part("unknown", "unknown"))
    marks = (
        Mark(date(2025, 2, 1), "level-1", incidents[3], "P2: Day 1"),
        Mark(date(2025, 2, 4), "apart", incidents[0], "drill: Day 4"),
    )
    return {
        "columns": columns(((1, 0, 0), (0, 0, 0), (2, 1, 1))),
        "bars": Bars("b", "What became of each target", "All: 2 met.", parts, bars, 4),
        "dots": dots(incidents, 4, 16, 15, 180, missed=3),
        "year": Year("y", "2025", "2 incidents in 2025.", (*LEVELS[:2], Part("drill", "apart")), 2025, marks),
    }


@pytest.mark.parametrize("name", ["columns", "bars", "dots", "year"])
def test_a_chart_is_drawn_to_the_byte(incidents: tuple[Incident, ...], name: str) -> None:
    """One of each sort, whole, as its file; drawn twice it is the same."""
    chart = every(incidents)[name]
    html = str(draw(chart, address))
    assert html == str(draw(chart, address))
    assert_as_in(HERE / f"{name}.html", f"{html}\n")


@pytest.mark.parametrize("name", ["columns", "bars", "dots", "year"])
def test_a_chart_is_whole_html_with_its_words(incidents: tuple[Incident, ...], name: str) -> None:
    """It parses without an error; a drawing has a title and a description, and what is hidden cannot be reached."""
    root = parsed(str(draw(every(incidents)[name], address)))
    pictures = [one for one in root.iter("svg") if one.get("role") == "img"]
    assert pictures
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for picture in pictures:
        title, description = picture.find("title"), picture.find("desc")
        assert title is not None
        assert description is not None
        assert title.text
        assert description.text
        assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    unnamed = [one for one in outermost(root) if one.get("role") != "img" and one.get("aria-hidden") != "true"]
    assert unnamed == []
    assert [link.get("tabindex") for link in root.iter("a") if link.get("tabindex") != "-1"] == []


def parsed(html: str) -> Element:
    """Return HTML as a tree; fails when the standard's parser has anything to mend."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(f"<!doctype html><title>x</title>{html}")
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return tree


def outermost(element: Element) -> Iterator[Element]:
    """Yield the drawings that stand in no other drawing."""
    for child in element:
        if child.tag == "svg":
            yield child
        else:
            yield from outermost(child)


def test_words_of_records_stay_words(incidents: tuple[Incident, ...]) -> None:
    """Whatever a title says, it is neither a tag nor an attribute."""
    dot = Dot(incidents[0], timedelta(minutes=9), "level-0", is_missed=False, words=HOSTILE)
    strips = (Strip(HOSTILE, HOSTILE, (dot,), None, None),)
    charts = (
        Dots("d", HOSTILE, HOSTILE, (Part(HOSTILE, "level-0"),), strips),
        Bars("b", HOSTILE, HOSTILE, (Part(HOSTILE, "met"), Part("x", "missed")), (Bar(HOSTILE, (1, 0)),), 1),
        Columns("c", HOSTILE, HOSTILE, (Part(HOSTILE, "level-0"), LEVELS[1]), ("2025-01",), ((1, 0),), 1),
        Year("y", HOSTILE, HOSTILE, (), 2025, (Mark(date(2025, 2, 1), "level-0", incidents[0], HOSTILE),)),
    )
    for chart in charts:
        root = parsed(str(draw(chart, address)))
        assert list(root.iter("script")) == []
        assert HOSTILE in "".join(root.itertext())


@pytest.mark.parametrize(
    ("lengths", "scale"),
    [
        pytest.param([4, 180], ["1 min", "5 min", "15 min", "1 h", "4 h"], id="from the line below to the line above"),
        pytest.param([5, 60], ["5 min", "15 min", "1 h"], id="on a line is enough"),
        pytest.param([20], ["15 min", "1 h"], id="one"),
        pytest.param([1], ["1 min", "5 min"], id="the shortest line has another beside it"),
        pytest.param([0, -3], ["1 min", "5 min"], id="nothing and less stand at the edge"),
        pytest.param([40_000, 9_000_000], ["7 d", "28 d", "364 d", "3640 d"], id="longer than the longest"),
    ],
)
def test_the_scale_holds_every_dot(incidents: tuple[Incident, ...], lengths: list[int], scale: list[str]) -> None:
    """From the last line below the shortest time to the first above the longest."""
    root = parsed(str(draw(dots(incidents, *lengths), address)))
    lines = [one.text for one in root.iter("text") if str(one.get("class")).startswith("rb-chart__tick")]
    assert lines == scale
    across = [float(str(one.get("cx")).rstrip("%")) for one in root.iter("circle") if one.get("class") == "rb-hit"]
    assert len(across) == len(lengths)
    assert [x for x in across if not 3 <= x <= 97] == []


@pytest.mark.parametrize(
    ("lengths", "levels"),
    [
        pytest.param([5, 20, 60, 200], 1, id="far from each other: one level"),
        pytest.param([15, 15, 60, 200], 2, id="two at one place"),
        pytest.param([15, 15, 15, 15], 4, id="four at one place"),
        pytest.param([60, 61, 62, 200], 3, id="three nearly at one place"),
    ],
)
def test_dots_at_one_place_stand_above_each_other(
    incidents: tuple[Incident, ...], lengths: list[int], levels: int
) -> None:
    """No dot hides another."""
    root = parsed(str(draw(dots(incidents, *lengths), address)))
    heights = {one.get("cy") for one in root.iter("circle") if one.get("class") == "rb-hit"}
    assert len(heights) == levels


def test_a_ring_is_a_missed_target(incidents: tuple[Incident, ...]) -> None:
    """One for the incident, one in the legend; neither where nothing was missed."""
    for missed, rings in ((1, 2), (-1, 0)):
        root = parsed(str(draw(dots(incidents, 4, 16, missed=missed), address)))
        assert len([one for one in root.iter("circle") if one.get("class") == "rb-chart__ring"]) == rings


@pytest.mark.parametrize(
    ("first", "months", "years"),
    [
        pytest.param(1, 12, ["2024"], id="a whole year"),
        pytest.param(9, 8, ["2024", "2025"], id="September has room for its year"),
        pytest.param(10, 8, ["2025"], id="October has none beside January"),
        pytest.param(12, 1, [], id="a lonely December"),
    ],
)
def test_years_never_stand_on_each_other(first: int, months: int, years: list[str]) -> None:
    """Each January has its year, and the first month when there is room."""
    root = parsed(str(draw(columns(((1, 0, 0),) * months, first), address)))
    assert [one.text for one in root.iter("text") if one.get("class") == "rb-chart__year"] == years


@pytest.mark.parametrize(
    ("most", "shapes"),
    [pytest.param(20, 20, id="room for a shape each"), pytest.param(60, 0, id="too many: colours in their order")],
)
def test_a_shape_stands_for_each_incident_while_there_is_room(most: int, shapes: int) -> None:
    """A high column is drawn smaller, not higher."""
    root = parsed(str(draw(columns(((most, 0, 0),)), address)))
    picture = next(one for one in root.iter("svg") if one.get("role") == "img")
    assert len([one for one in picture.iter("svg") if one is not picture]) == shapes
    assert float(str(picture.get("height"))) == 364


@pytest.mark.parametrize(("months", "scrolls"), [(24, False), (25, True)])
def test_many_months_scroll_in_a_box_that_the_keyboard_reaches(months: int, scrolls: bool) -> None:  # noqa: FBT001
    """Two years fit on the narrowest phone."""
    root = parsed(str(draw(columns(((1, 0, 0),) * months, 1), address)))
    boxes = [one.get("tabindex") for one in root.iter("div") if one.get("class") == "rb-chart__scroll"]
    assert boxes == (["0"] if scrolls else [])


def test_a_month_has_its_weeks_as_rows(incidents: tuple[Incident, ...]) -> None:
    """February 2025 begins on a Saturday and has five weeks; a marked day has a shape instead of its number."""
    root = parsed(str(draw(every(incidents)["year"], address)))
    february = [one for one in root.iter("svg") if one.get("role") == "img"][1]
    days = {
        one.text: (one.get("x"), one.get("y")) for one in february.iter("text") if one.get("class") == "rb-chart__day"
    }
    assert sorted(map(int, map(str, days))) == [2, 3, *range(5, 29)]
    assert days["2"] == ("92.86%", "45.5")
    assert days["3"] == ("7.14%", "65.5")
    assert days["28"] == ("64.29%", "125.5")
    assert february.get("height") == "132"
