"""`runbook-site new`: what it writes, what it asks, what it refuses, and that `check` accepts it as written."""

import os
import pty
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from generator.authoring.new import prepare
from generator.authoring.request import Refused, Request
from generator.library.project import open_project
from generator.records import KINDS
from generator.records.kind import Kind
from tests.authoring.conftest import Run
from tests.expected import assert_as_in

NOW = datetime(2025, 2, 11, 13, 2, tzinfo=UTC)
"""14:02 in the zone of the small project."""
EXPECTED = Path(__file__).parent / "expected"
INCIDENT = ("new", "incident", "--handbook", "harbour", "--title", "Crane stuck")
ALREADY = "is there already and stays as it is; open it, or give this one a name of its own with --id"


def written(root: Path, **said: str) -> str:
    """Return the path of a draft that nobody has written yet, and its start where it is written without a zone."""
    said = {"handbook": "harbour", "title": "Crane stuck", **said}
    kind = KINDS[said.pop("kind", "incident")]
    draft = prepare(open_project(root, NOW.date()), Request(kind, **said), NOW)
    found = re.search(r"^started: (\S+ \S+)", draft.text, re.MULTILINE)
    return f"{draft.path} {found[1]}" if found else draft.path


@time_machine.travel(NOW, tick=False)
def test_new_incident_follows_the_form(run: Run, harbour: Path) -> None:
    """The whole file: what was said is written, the form's sections stand in its order, the rest is commented out."""
    done = run(*INCIDENT, "--severity", "P1", "--started", "now")
    assert done.stdout == "incidents/harbour/2025-02-11-crane-stuck.yaml\n"
    assert done.stderr == "Now write what you know into it, then run: runbook-site check\n"
    assert_as_in(EXPECTED / "incident.yaml", (harbour / done.stdout.strip()).read_text("utf-8"))
    assert open_project(harbour, date(2025, 2, 11)).problems == ()


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.folder], ids=lambda kind: kind.name)
@pytest.mark.parametrize("handbook", ["example", "proofi", "vlossom"])
def test_every_new_record_passes_the_check(root: Path, tmp_path: Path, handbook: str, kind: Kind) -> None:
    """Whatever the kind and the handbook: no problem of any level, advice included."""
    draft = prepare(open_project(root, NOW.date()), Request(kind, handbook, "A title: 100 % #new"), NOW)
    assert problems_with(root, tmp_path, draft.path, draft.text) == []


def test_no_commented_line_passes_for_a_fact(root: Path, tmp_path: Path) -> None:
    """Whoever takes every `# ` away without writing anything is told of it by the types and the placeholders' rule."""
    draft = prepare(open_project(root, NOW.date()), Request(KINDS["incident"], "example", "All of it"), NOW)
    text = re.sub(r"^# (?!yaml-language-server)", "", draft.text, flags=re.MULTILINE)
    assert set(problems_with(root, tmp_path, draft.path, text)) == {
        "not-a-day",
        "not-a-time",
        "one-or-other",  # every key has a line, also keys that exclude each other: an item done and open
        "placeholder-left",
    }
    assert not re.search(r"^[^#]*: \d", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("kind", "line"),
    [("incident", "tags: […]"), ("runbook", "errors: […]"), ("procedure", "summary: …"), ("template", "x-asked-by: …")],
)
def test_what_stands_for_words_is_found_when_it_is_left(root: Path, tmp_path: Path, kind: str, line: str) -> None:
    """The sign for "write here" is no word, in whatever key it stays."""
    draft = prepare(open_project(root, NOW.date()), Request(KINDS[kind], "example", "Left"), NOW)
    text = f"{draft.text}\n{line}\n"
    assert problems_with(root, tmp_path, draft.path, text) == ["placeholder-left"]


def problems_with(root: Path, folder: Path, path: str, text: str) -> list[str]:
    """Return the codes of what `check` finds in the repository's own records with one more file."""
    project = folder / "project"
    for file in [root / "mkdocs.yml", *(root / "content").rglob("*.*"), *(root / "incidents").rglob("*.*")]:
        copy = project / file.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, "utf-8")
    return [problem.code for problem in open_project(project, NOW.date()).problems if problem.place.path == path]


@pytest.mark.parametrize(
    ("said", "made"),
    [
        pytest.param("now", "2025-02-11-crane-stuck.yaml 2025-02-11 14:02", id="now, in the handbook's zone"),
        pytest.param("14:01", "2025-02-11-crane-stuck.yaml 2025-02-11 14:01", id="a time today"),
        pytest.param("14:03", "2025-02-10-crane-stuck.yaml 2025-02-10 14:03", id="a time still to come was yesterday"),
        pytest.param("2h ago", "2025-02-11-crane-stuck.yaml 2025-02-11 12:02", id="a while ago"),
        pytest.param("1 h 30 min ago", "2025-02-11-crane-stuck.yaml 2025-02-11 12:32", id="a while in words"),
        pytest.param("15h ago", "2025-02-10-crane-stuck.yaml 2025-02-10 23:02", id="a while ago, over midnight"),
        pytest.param("yesterday 14:05", "2025-02-10-crane-stuck.yaml 2025-02-10 14:05", id="yesterday"),
        pytest.param("Yesterday at 08:00", "2025-02-10-crane-stuck.yaml 2025-02-10 08:00", id="as one says it"),
        pytest.param("today 14:01", "2025-02-11-crane-stuck.yaml 2025-02-11 14:01", id="today"),
        pytest.param("2025-02-11 14:02", "2025-02-11-crane-stuck.yaml 2025-02-11 14:02", id="this very minute"),
        pytest.param("2024-12-31 23:30", "2024-12-31-crane-stuck.yaml 2024-12-31 23:30", id="a day and a time"),
        pytest.param("2024-12-31T23:30Z", "2025-01-01-crane-stuck.yaml", id="the day is the zone's"),
        pytest.param("", "2025-02-11-crane-stuck.yaml", id="unknown: the day is today's"),
    ],
)
def test_start_is_placed(harbour: Path, said: str, made: str) -> None:
    """The id's day is the day of the start where it happened."""
    assert written(harbour, started=said) == f"incidents/harbour/{made}"


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("said", "notes"),
    [
        (
            "14:03",
            [
                (
                    "runbook-site: 14:03 is still to come today in Europe/Berlin, so it began yesterday: "
                    "2025-02-10 14:03; change `started:` if it did not"
                )
            ],
        ),
        ("14:02", []),
        ("yesterday 14:03", []),
        ("15h ago", []),
        ("now", []),
        ("2025-02-10 14:03", []),
    ],
)
def test_yesterday_that_nobody_named_is_said(run: Run, said: str, notes: list[str]) -> None:
    """Who writes a time of another zone, or mistypes it, sees at once which day it became."""
    done = run(*INCIDENT, "--started", said)
    assert done.stderr.splitlines() == [*notes, "Now write what you know into it, then run: runbook-site check"]


def test_now_in_the_repeated_hour_carries_its_offset(harbour: Path) -> None:
    """When the clocks go back, only the offset says which half past two it is."""
    now = datetime(2025, 10, 26, 1, 30, tzinfo=UTC)
    project = open_project(harbour, now.date())
    draft = prepare(project, Request(KINDS["incident"], "harbour", "Twice", started="now"), now)
    assert "\nstarted: 2025-10-26 02:30+01:00" in draft.text


def test_while_ago_counts_over_a_clock_change(harbour: Path) -> None:
    """Two hours are two hours on the night on which the clocks go forward."""
    now = datetime(2025, 3, 30, 2, 0, tzinfo=UTC)
    project = open_project(harbour, now.date())
    draft = prepare(project, Request(KINDS["incident"], "harbour", "Twice", started="2h ago"), now)
    assert "\nstarted: 2025-03-30 01:00" in draft.text


def test_zone_of_its_own_is_written_and_places_the_start(harbour: Path) -> None:
    """Who responds in another zone says it once; `now` and the day are that zone's."""
    assert written(harbour, timezone="Asia/Tokyo", started="now") == (
        "incidents/harbour/2025-02-11-crane-stuck.yaml 2025-02-11 22:02"
    )
    draft = prepare(
        open_project(harbour, NOW.date()),
        Request(KINDS["incident"], "harbour", "Crane stuck", timezone="Asia/Tokyo"),
        NOW,
    )
    assert "\ntimezone: Asia/Tokyo" in draft.text


@pytest.mark.parametrize(
    ("said", "path"),
    [
        pytest.param({"title": "Kran 7: Störung!"}, "2025-02-11-kran-7-storung", id="letters without their accents"),
        pytest.param(
            {"title": "Große Façade \N{FULLWIDTH DIGIT SEVEN}"},
            "2025-02-11-grosse-facade-7",
            id="letters of other shapes",
        ),
        pytest.param({"title": "x" * 300}, f"2025-02-11-{'x' * 89}", id="not too long"),
        pytest.param({"id": "crane"}, "crane", id="a name of one's own"),
    ],
)
def test_id_is_day_and_title(harbour: Path, said: dict[str, str], path: str) -> None:
    """The title's words, as far as an address can hold them."""
    assert written(harbour, **said) == f"incidents/harbour/{path}.yaml"


def test_folders_by_year_are_kept(harbour: Path) -> None:
    """A handbook that sorts its incidents by year goes on doing so."""
    old = harbour / "incidents/harbour/2024/2024-01-01-gate.yaml"
    old.parent.mkdir(parents=True)
    old.write_text("title: Gate\nstatus: resolved\n", "utf-8")
    assert written(harbour) == "incidents/harbour/2025/2025-02-11-crane-stuck.yaml"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param({"handbook": "harbor"}, 'there is no handbook "harbor"; did you mean "harbour"?', id="handbook"),
        pytest.param({"handbook": ""}, "say which handbook it belongs to: --handbook", id="no handbook"),
        pytest.param({"title": ""}, "say what it is called: --title", id="no title"),
        pytest.param(
            {"handbook": "", "title": ""},
            "say which handbook it belongs to and what it is called: --handbook, --title",
            id="everything that is missing at once",
        ),
        pytest.param(
            {"title": "日本語"},
            "say what its id is, because nothing of the title can stand in one: --id",
            id="no id in the title",
        ),
        pytest.param(
            {"handbook": "cold-store", "severity": "P7"},
            'there is no handbook "cold-store"; known are harbour',
            id="no such handbook",
        ),
        pytest.param({"severity": "P7"}, 'no severity has the id "P7"; known are P1 and P2', id="no such severity"),
        pytest.param({"started": "2 pm"}, '"2 pm" is not a time; write 14:00', id="no time"),
        pytest.param(
            {"started": "a bit ago"},
            '"a bit" is not a duration; write it with its unit: 15m, 1h 30m, 2d, 1w',
            id="while",
        ),
        pytest.param({"started": "yesterday 2pm"}, '"2pm" is not a time; write 14:00', id="no time yesterday"),
        pytest.param(
            {"started": "yesterday 2025-02-10 14:00"},
            '"yesterday 2025-02-10 14:00" names two days; leave "yesterday" out',
            id="two days",
        ),
        pytest.param(
            {"kind": "runbook", "timezone": "UTC"}, "a runbook has no `timezone`; leave --timezone out", id="no zone"
        ),
        *(
            pytest.param(
                {"started": said},
                f'--started: "{said}" is still to come, because it is 2025-02-11 14:02 in Europe/Berlin; write when it '
                "began, or leave --started out and write the time of planned maintenance into the record",
                id=f"still to come: {said}",
            )
            for said in ("today 14:03", "2025-02-11 14:03", "2025-02-12 08:00", "2025-02-11T14:03Z", "2052-02-11 14:02")
        ),
        pytest.param(
            {"timezone": "CET"},
            '"CET" is an abbreviation and no zone\'s name; write Europe/Berlin',
            id="an abbreviation",
        ),
        pytest.param(
            {"started": "2025-02-30 10:00"}, '"2025-02-30" is not in the calendar; write a day that is', id="no day"
        ),
        pytest.param(
            {"started": "2025-03-30 02:30"},
            "--started: 2025-03-30 02:30 does not exist in Europe/Berlin, where the clocks go forward; "
            "write the offset: 2025-03-30 02:30+01:00",
            id="an hour that is skipped",
        ),
        pytest.param(
            {"id": "Crane"}, '"Crane" is not an id of lower-case letters, digits and hyphens; write "crane"', id="id"
        ),
        pytest.param(
            {"kind": "runbook", "started": "now"}, "a runbook has no `started`; leave --started out", id="not its key"
        ),
        pytest.param({"title": "a\nb"}, "this is one line of text; write it without a line break", id="two lines"),
    ],
)
def test_what_cannot_be_is_refused(harbour: Path, said: dict[str, str], sentence: str) -> None:
    """Nothing is written; one sentence says what to do."""
    with pytest.raises(Refused) as refused:
        written(harbour, **said)
    assert str(refused.value) == sentence


def test_a_title_of_spaces_is_none(run: Run) -> None:
    """What is missing is said, not what follows from it."""
    done = run("new", "runbook", "--handbook", " harbour ", "--title", "  ")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, "Error: say what it is called: --title")


def test_usage_errors_exit_with_2(run: Run) -> None:
    """As every wrong usage does, with the sentence on stderr."""
    done = run("new", "incidnt", "--title", "x")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith('\nError: "incidnt" is nothing that can be written anew; did you mean "incident"?\n')


def test_next_command_is_that_of_where_one_is(run: Run, harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From another folder it names the project's."""
    monkeypatch.chdir(harbour / "content")
    assert run(*INCIDENT).stderr == "Now write what you know into it, then run: runbook-site check ..\n"
    assert run("new", "handbook", "--title", "Cold store").stderr.endswith("runbook-site new runbook --root ..\n")


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    "path", ["2025-02-11-crane-stuck.yaml", "2025-02-11-crane-stuck.yml", "2025/2025-02-11-crane-stuck.yaml"]
)
def test_nothing_is_overwritten(run: Run, harbour: Path, path: str) -> None:
    """A record of the same id stays as it is, whatever its ending and its folder."""
    old = harbour / "incidents/harbour" / path
    old.parent.mkdir(parents=True)
    old.write_text("title: Crane stuck\nstatus: resolved\n", "utf-8")
    done = run(*INCIDENT)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, f"Error: incidents/harbour/{path} {ALREADY}")
    assert old.read_text("utf-8") == "title: Crane stuck\nstatus: resolved\n"


def test_new_handbook_is_one_file_that_the_check_accepts(run: Run, harbour: Path) -> None:
    """Its folder comes of its name; a runbook can be written into it at once."""
    done = run("new", "handbook", "--title", "Cold store")
    assert done.stdout == "content/cold-store/handbook.yaml\n"
    assert done.stderr == (
        "Now write its levels into content/cold-store/severities.yaml (runbook-site reference severity says what can "
        "stand there), then run: runbook-site new runbook\n"
    )
    assert_as_in(EXPECTED / "handbook.yaml", (harbour / done.stdout.strip()).read_text("utf-8"))
    assert open_project(harbour, NOW.date()).problems == ()
    assert run("new", "runbook", "--handbook", "cold-store", "--title", "Too warm").exit_code == 0


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param([], "say what it is called: --title", id="no title"),
        pytest.param(
            ["--title", "日本語"],
            "say which folder of content/ it gets, because nothing of the title can stand in one: --handbook",
            id="no folder in the title",
        ),
        pytest.param(
            ["--title", "Reports"],
            '"reports" is an address of the site itself; give the handbook another name',
            id="a folder that the site has, of a title",
        ),
        pytest.param(
            ["--title", "Ours", "--handbook", "a"],
            '"a" is an address of the site itself; give the handbook another name',
            id="a folder that the site has",
        ),
        pytest.param(
            ["--title", "Harbour"],
            "content/harbour/handbook.yaml is there already and stays as it is; open it, or give this one a folder "
            "of its own with --handbook",
            id="a handbook that is there",
        ),
        pytest.param(
            ["--title", "Broken"],
            "content/broken/handbook.yml is there already and stays as it is; open it, or give this one a folder "
            "of its own with --handbook",
            id="a file that nobody can read",
        ),
        pytest.param(
            ["--title", "Ours", "--severity", "P1"],
            "a handbook has no `severity`; leave --severity out",
            id="not its key",
        ),
        pytest.param(
            ["--title", "Ours", "--id", "ours"],
            "a handbook is named by its folder; say --handbook instead of --id",
            id="an id",
        ),
        pytest.param(
            ["--title", "Ours", "--timezone", "Berlin"],
            'no time zone is called "Berlin"; write "Europe/Berlin"',
            id="no zone",
        ),
    ],
)
def test_handbook_that_cannot_be_is_refused(run: Run, harbour: Path, said: list[str], sentence: str) -> None:
    """Nothing is written; one sentence says what to do."""
    (harbour / "content/broken").mkdir()
    (harbour / "content/broken/handbook.yml").write_text("{", "utf-8")
    before = sorted(harbour.rglob("*"))
    done = run("new", "handbook", *said)
    assert (done.exit_code, done.stdout, done.stderr.splitlines()[-1]) == (2, "", f"Error: {sentence}")
    assert sorted(harbour.rglob("*")) == before


def test_at_a_terminal_it_asks_for_a_handbook_too(harbour: Path) -> None:
    """Title, folder and zone; Enter takes what the title gives."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", "new", "handbook", "--root", str(harbour)]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        os.write(ours, b"Cold store\n\nBerlin\nEurope/Berlin\n")
        said, asked = started.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert (said.strip(), started.returncode) == ("content/cold-store/handbook.yaml", 0)
    assert "[cold-store]" in asked
    assert (harbour / said.strip()).read_text("utf-8").count("timezone: Europe/Berlin") == 1


def test_at_a_terminal_it_asks_for_what_is_missing(harbour: Path) -> None:
    """Handbook, title, severity and start; what cannot be is asked for again, Enter takes the default."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", "new", "incident", "--root", str(harbour)]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        os.write(ours, "harbor\nharbour\n日本語\nCrane Stuck\ncrane-stuck\n\n14:99\n2025-02-11 14:02\n".encode())
        said, asked = started.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    # Older releases of click write the blank behind a question to stdout.
    assert (said.strip(), started.returncode) == ("incidents/harbour/crane-stuck.yaml", 0)
    questions = re.findall(
        r"^(Handbook|Title|Id|Severity|Started)\b", re.sub(r"(?<=:) ?(?=[A-Z])", "\n", asked), re.MULTILINE
    )
    assert questions == ["Handbook", "Handbook", "Title", "Id", "Id", "Severity", "Started", "Started"]
