"""`runbook-site import`: it writes all or nothing, refuses what it must, and says so in one run."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.authoring.markdown import plain
from generator.cli import cli

CONFIG = "site_name: Yard\ndocs_dir: content\nplugins: [search, runbook-site]\n"
DOCUMENT = "# Gate stuck\n\n## Symptoms\n\n- It does not open\n\n## Fix\n\n- Push | pull\n"
Import = Callable[..., Result]


@pytest.fixture
def yard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the root of a project without records, with a document beside it."""
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (tmp_path / "gate.md").write_text(DOCUMENT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run() -> Import:
    """Return a function that runs the command in the working folder."""

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(cli, ["import", *words], prog_name="runbook-site")

    return invoke


def files(root: Path) -> list[str]:
    """Return the paths of all files of a project, relative to it."""
    return sorted(file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file())


@pytest.mark.usefixtures("yard")
def test_dry_run_says_the_same_and_writes_nothing(yard: Path, run: Import) -> None:
    """What a dry run says is what the real one does."""
    tried = run("gate.md", "--handbook", "yard", "--dry-run")
    assert files(yard) == ["gate.md", "mkdocs.yml"]
    done = run("gate.md", "--handbook", "yard")
    assert (tried.exit_code, done.exit_code) == (0, 0)
    assert tried.stdout.replace("would write", "wrote") == done.stdout
    assert files(yard) == [
        "content/yard/handbook.yaml",
        "content/yard/runbooks/gate-stuck.yaml",
        "gate.md",
        "mkdocs.yml",
    ]


def test_report_as_markdown(yard: Path, run: Import) -> None:
    """For a pull request: a table for each fate, and no sign of the document becomes markup."""
    (yard / "odd_name.md").write_text("# A*b|c\n\nWords.\n", "utf-8")
    said = run("odd_name.md", "--handbook", "yard", "--dry-run", "--format", "markdown").stdout
    assert said == (
        """\
## odd\\_name\\.md became 1 record and 1 page

### Guessed: please look at it

| Lines | What |
| --- | --- |
| 1 | content/yard/handbook\\.yaml\\: title\\: made of the handbook's name |

### Left as prose

| Lines | What |
| --- | --- |
| 1-3 | content/yard/notes\\-odd\\-name\\.md\\: under "A\\*b\\|c" |

would write content/yard/handbook.yaml
would write content/yard/notes-odd-name.md
"""
    )


def test_paths_begin_where_one_stands(yard: Path, run: Import) -> None:
    """In a terminal they can be opened; in a report for a pull request they begin at the top of the repository."""
    (yard / ".git").mkdir()
    (yard / "site" / "content").mkdir(parents=True)
    (yard / "mkdocs.yml").rename(yard / "site" / "mkdocs.yml")
    words = ("gate.md", "--into", "site", "--handbook", "yard")
    record = "site/content/yard/runbooks/gate-stuck.yaml"
    shown = run(*words, "--dry-run", "--format", "markdown").stdout
    became = f"{record}: title (1), symptoms (3-5), resolution (7-9)"
    assert f"| 1 | {plain(became)} |" in shown.splitlines()
    done = run(*words)
    assert done.stdout.splitlines()[3] == f"  1  {became}"
    assert done.stdout.splitlines()[-2:] == ["wrote site/content/yard/handbook.yaml", f"wrote {record}"]
    again = run(*words)
    assert again.stderr.splitlines()[-1] == f"  {record}"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(
            ("gate.md", "--handbook", "Yard A"),
            'a handbook is named with lower-case letters, digits and hyphens, not "Yard A"; write "yard-a"',
            id="no name of a handbook",
        ),
        pytest.param(
            ("gate.md", "--handbook", "incidents"),
            '"incidents" is an address of the site itself; give the handbook another name',
            id="a reserved name",
        ),
        pytest.param(
            ("gate.md", "copy/gate.md", "--handbook", "yard"),
            "gate.md and copy/gate.md both become content/yard/runbooks/gate-stuck.yaml; "
            "import them into two handbooks, or rename one",
            id="two documents of one name",
        ),
        pytest.param(
            ("gate.md", "wrong.md", "--handbook", "yard"),
            "wrong.md:1:3: error: this byte is not UTF-8; save the file as UTF-8 [not-utf8]",
            id="one document of two that cannot be read",
        ),
        pytest.param(
            ("copy", "wrong.md", "--handbook", "yard", "--from", "slack-export"),
            "copy: no file in this folder is a channel's day, 2025-03-04.json; name the files to import\n"
            "wrong.md:1:3: error: this byte is not UTF-8; save the file as UTF-8 [not-utf8]",
            id="a folder that is no channel",
        ),
    ],
)
def test_what_cannot_be_is_refused(yard: Path, run: Import, words: tuple[str, ...], sentence: str) -> None:
    """The sentence says the way out, and nothing is written."""
    (yard / "copy").mkdir()
    (yard / "copy" / "gate.md").write_text(DOCUMENT, "utf-8")
    (yard / "wrong.md").write_bytes(b"# \xff\n")
    before = files(yard)
    done = run(*words)
    assert done.exit_code == 2
    assert done.stderr.partition("Error: ")[2] == f"{sentence}\n"
    assert files(yard) == before


def test_every_file_in_the_way_is_named(yard: Path, run: Import) -> None:
    """All of them in one run; none is touched."""
    document = f"{DOCUMENT}\n# Lamp dark\n\n## Symptoms\n\n- dark\n\n## Fix\n\n- Light it\n"
    (yard / "gate.md").write_text(document, "utf-8")
    for name in ("gate-stuck.yml", "lamp-dark.yaml"):
        file = yard / "content" / "yard" / "runbooks" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("title: Mine\n", "utf-8")
    done = run("gate.md", "--handbook", "yard")
    assert done.exit_code == 2
    assert done.stderr.partition("Error: ")[2] == (
        "nothing is imported, because this is there already; rename or remove it, or name another handbook:\n"
        "  content/yard/runbooks/gate-stuck.yml\n"
        "  content/yard/runbooks/lamp-dark.yaml\n"
    )
    assert (yard / "content/yard/runbooks/gate-stuck.yml").read_text("utf-8") == "title: Mine\n"


def test_a_folder_is_its_documents(yard: Path, run: Import) -> None:
    """Those of folders inside as well, in the order of their paths; what is hidden stays where it is."""
    for name in ("old/b.md", "old/a/lamp.md", "old/.cache/c.md", "old/plan.txt"):
        (yard / name).parent.mkdir(parents=True, exist_ok=True)
        (yard / name).write_text(DOCUMENT.replace("Gate", name[4].upper()), "utf-8")
    done = run("old", "--handbook", "yard")
    assert [line for line in done.stdout.splitlines() if line.startswith("old/")] == [
        "old/a/lamp.md became 2 records",
        "old/b.md became 1 record",
    ]


def test_a_form_can_be_said(yard: Path, run: Import) -> None:
    """`--from` names how to read, whatever the document looks like."""
    done = run("gate.md", "--handbook", "yard", "--from", "page")
    assert done.exit_code == 0
    assert (yard / "content/yard/notes-gate.md").is_file()
    assert not (yard / "content/yard/runbooks").exists()


def test_errors_in_what_is_written_fail_the_command(yard: Path, run: Import) -> None:
    """What was written stays to be mended, and `check` finds the same."""
    (yard / "gate.md").write_text(f"# {'x' * 501}\n\n## Symptoms\n\n- a\n\n## Fix\n\n- b\n", "utf-8")
    done = run("gate.md", "--handbook", "yard")
    assert done.exit_code == 1
    assert "[too-long]" in done.stderr
