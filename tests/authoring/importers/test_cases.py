"""Documents as people write them, imported whole: tests/cases/import/NAME/ holds the document and what it becomes.

`document*` are what is imported, `before/` is the project as it is before (one without records unless said),
`options.txt` has more arguments, `expected/` is every file that is written, and `expected.txt` all that is said.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.authoring.importers.action_states import STATES
from generator.authoring.importers.bring_in import Asked, Import, bring_in
from generator.authoring.importers.decoding import Decoded, decoded
from generator.authoring.importers.outcome import Outcome
from generator.authoring.importers.readings import NAMES
from generator.authoring.importers.redaction import redacted
from generator.authoring.importers.written_days import ORDERS, Order
from generator.authoring.request import Refused
from generator.cli import cli
from generator.library.project import open_project
from generator.today import today
from tests.expected import assert_as_in

CASES = Path(__file__).parents[2] / "cases" / "import"
CONFIG = "site_name: Harbour\ndocs_dir: content\nplugins: [search, runbook-site]\n"
every_case = pytest.mark.parametrize(
    "case", [pytest.param(folder, id=folder.name) for folder in sorted(CASES.iterdir()) if folder.is_dir()]
)


@every_case
def test_document_becomes_these_files(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written and what is said is what was reviewed; what is written has no errors."""
    monkeypatch.chdir(case)
    before = set(project(case, tmp_path))
    words = ["import", *(file.name for file in documents(case)), "--into", str(tmp_path), *options(case)]
    done = CliRunner().invoke(cli, words, prog_name="runbook-site")
    said = f"{done.stdout}{done.stderr}"
    assert_as_in(case / "expected.txt", said)
    assert ": error: " not in said or "Error: " in said
    written = {path: (tmp_path / path).read_text("utf-8") for path in files(tmp_path) if path not in before}
    assert_tree(case / "expected", written)
    assert done.exit_code == (2 if "Error: " in said else 0)


@every_case
def test_no_line_is_dropped(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each line that says something the report says what became of it."""
    monkeypatch.chdir(case)
    for brought in imported(case, tmp_path):
        for outcome in brought.outcomes:
            telling = {number for number, row in enumerate(rows_of(outcome), 1) if re.search(r"\w", row)}
            assert telling - lines_with(outcome, {"became", "prose", "left-out"}) == set()


@every_case
def test_no_word_is_dropped(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each word of a document stands in a file that it became, but where the report says that it is left out.

    Headings, labels and table heads may be said by a key instead: those words that were reviewed.
    """
    monkeypatch.chdir(case)
    for brought in imported(case, tmp_path):
        there = words_of(" ".join((*brought.files, *brought.files.values())))
        for outcome in brought.outcomes:
            left = lines_with(outcome, {"left-out"})
            rows = [without_days(row, outcome) for row in rows_of(outcome)]
            lost = {
                number: missing
                for number, row in enumerate(rows, 1)
                if number not in left and (missing := words_of(said(row)) - there - allowed(rows, number))
            }
            assert lost == {}


LABELS = frozenset((CASES.parent / "import-labels.txt").read_text("utf-8").split())
"""Words of headings, labels and table heads that say which key a text belongs to: the key says it."""
CONNECTIVES = frozenset(("app", "br", "day", "if", "only", "or", "via", "warning", "within"))
"""Words that a key says: `when`, `one_of`, `where`, `severities`, `caution`, a target, an offset, a program's name."""
STATED = frozenset(re.findall(r"[^\W_]+", " ".join((*NAMES, *(name for names in STATES.values() for name in names)))))
"""Words that `status` and `severity` say."""
TAGS = (
    r"</?(?:b|code|details|em|h\d|li|ol|p|pre|strong|summary|table|tbody|td|th|thead|tr|ul)\b[^>]*>|"
    r"</?a\b|<img\b|\b(?:href|src|alt)=|&amp;"
)
"""Of raw HTML the words are kept: its tables, lists and headings are said by keys."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
TIMES = (
    r"\b(?:at around|at|by) (?=\d)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    rf"\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}[ -]{_MONTH}\b|\d{{1,2}}(?::\d{{2}})? ?[ap]\.?m\b\.?|"
    r"\b\d{1,2}(?=:\d{2})|\b1\d{9}\b|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}T?|"
    r"(?:(?<=\d)|(?<=[ap]m)) ?\(?(?:UTC|Z|P[SD]?T|E[SD]?T|BST|JST|CES?T)\b|"
    r"\s[+-]\d{4}\b|^- \[x\]|\b\d{1,2}(?:[.:]\d{2})?(?: ?Uhr(?: MESZ)?|h)\b|"
    r"(?:\d{4}年)?(?<!\d)\d{1,2}月\d{1,2}日(?:[(\uff08]\w[)\uff09])?|(?:午[前後])?\d{1,2}時(?!間)(?:\d{1,2}分)?|\d{1,2}\uff1a\d{2}頃?"
)
"""Times as people write them: a record has them in its own form, which the expected files show."""

ONLY_A_ZONE = re.compile(r"\ball times\b.*\b[A-Z]{3}\b\W*$|^Horários em [A-Z]{3}|すべて[A-Z]{3}です", re.IGNORECASE)
"""Lines that say nothing but a zone, as `timezone` does."""


def when_in(row: str) -> bool:
    """Say whether a line has a time, a day or a ticked box, which a record writes in its own form."""
    return bool(
        re.search(
            r"^- \[x\]|\d{4}年|\d{1,2}[時\uff1a]|\d{1,2}:\d{2}|\d{1,2} ?(?:[ap]\.?m|Uhr)\b|"
            r"\b(?:19|20)\d{2}\b|\b1\d{9}\b",
            row,
            re.IGNORECASE,
        )
    )


def without_days(row: str, outcome: Outcome) -> str:
    """Return a line without the days that can be one only, and those of which the report says as what they are read."""
    row = re.sub(r"(?<!\d)(?:\d{1,2}/(?:1[3-9]|[23]\d)|(?:1[3-9]|[23]\d)/\d{1,2})/(?:\d{4}|\d{2})(?!\d)", " ", row)
    for note in outcome.notes:
        day = re.fullmatch(r"(?P<written>\S+) is read as \d{4}-\d{2}-\d{2}: .*", note.words)
        row = row.replace(day["written"], " ") if day else row
    return row


def said(row: str) -> str:
    """Return a line without its numbering, its offsets and the language of a code block: keys and order say these.

    A cell with `n/a` says nothing.
    """
    if re.match(r'\s*"(?!text"|title"|name")\w+": ', row):
        # Of an export of a chat the words of people are kept; its ids, times and kinds are said by keys.
        return ""
    if re.match(r'\s*"\w+": ', row):
        row = redacted(re.sub(r'^\s*"\w+": |<@\w+>|\\n|&amp;|mailto:', " ", row))[0]
    row = re.sub(rf"{TAGS}|\bn/a\b", " ", row)
    if ONLY_A_ZONE.search(re.sub(r"<.*?>", "", row)):
        return ""
    row = re.sub(TIMES, " ", row, flags=re.IGNORECASE) if when_in(row) else row
    row = re.sub(r"^\s*(?:#+\s*)?(?:\d+\.)*\d*[.)]?\s+(?=\S)|^\|\s*\d+\s*\|", " ", row)
    row = re.sub(r"T\+\d+[hm]?(?:-\d+)?|\(\d+-\d+ min\)|^\s*[`~]{3,}\w*", " ", row)
    return re.sub(r"(?:Phase|Scenario|Playbook) \d:", " ", row)


def allowed(rows: list[str], number: int) -> frozenset[str]:
    """Return the words that a line may lose."""
    row, below = rows[number - 1], rows[number] if number < len(rows) else ""
    row = row.lstrip()
    is_head = bool(re.fullmatch(r"[|:\- ]{3,}", below)) or bool(
        re.match(r"(?:[-*] )?\w+(?: \w+)*(?:: | = |\uff1a| (?=\d{4}-))", row)
    )
    is_label = (
        is_head
        or bool(re.fullmatch(r"\|[^|]+\|[^|]+\||([*_])[^*_]+\1", row))
        or row.startswith(("#", "**", "- **", "<h", "<tr><th>"))
    )
    is_state = bool(re.match(r"\||- (?:\[.\] )?todo:|severity:", row, re.IGNORECASE))
    return CONNECTIVES | (LABELS if is_label else frozenset()) | (STATED if is_state else frozenset())


def rows_of(outcome: Outcome) -> list[str]:
    """Return the lines of the document that an outcome is of."""
    read = decoded(Path(outcome.source).read_bytes(), outcome.source)
    assert isinstance(read, Decoded)
    return read.text.split("\n")


def lines_with(outcome: Outcome, fates: set[str]) -> set[int]:
    """Return the numbers of the lines of which one of these became."""
    told = (note.lines for note in outcome.notes if note.fate in fates)
    return {number for lines in told for number in range(lines.first, lines.last + 1)}


def imported(case: Path, folder: Path) -> Iterator[Import]:
    """Yield what a case becomes; nothing when it is refused."""
    project(case, folder)
    said = options(case)
    handbook = said[said.index("--handbook") + 1]
    form = said[said.index("--from") + 1] if "--from" in said else ""
    days: Order = next((order for order in ORDERS if order in said), "")
    try:
        yield bring_in(
            open_project(folder, today()), [Path(file.name) for file in documents(case)], handbook, Asked(form, days)
        )
    except Refused:
        return


def words_of(text: str) -> set[str]:
    """Return the words of a text in lower case."""
    return set(re.findall(r"[^\W_]+", text.lower()))


def documents(case: Path) -> list[Path]:
    """Return the documents of a case."""
    return sorted(case.glob("document*"))


def options(case: Path) -> list[str]:
    """Return what a case says behind the documents' names."""
    said = case / "options.txt"
    return said.read_text("utf-8").split() if said.is_file() else ["--handbook", "harbour"]


def project(case: Path, folder: Path) -> list[str]:
    """Make the project to import into and return the paths of its files."""
    if (case / "before").is_dir():
        shutil.copytree(case / "before", folder, dirs_exist_ok=True)
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    return files(folder)


def files(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, relative to it."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def assert_tree(folder: Path, texts: dict[str, str]) -> None:
    """Compare files with those of a folder, all of them."""
    if os.environ.get("RUNBOOK_SITE_UPDATE"):
        shutil.rmtree(folder, ignore_errors=True)
    for path, text in texts.items():
        assert_as_in(folder / path, text)
    assert files(folder) == sorted(texts)
