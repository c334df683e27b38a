"""`runbook-site init`: a site of one's own that passes the check as it was written, and nothing of it by halves."""

import json
import os
import pty
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.authoring.start import handbook_of, name_of
from generator.cli import cli
from generator.library.project import open_project
from generator.records import KINDS

SAID = ("--name", "Harbour", "--handbook", "harbour")
RESERVED = 'Error: "incidents" is an address of the site itself; give the handbook another name'
NO_REPOSITORY = (
    'Error: "acme" is no repository on GitHub; write https://github.com/OWNER/NAME, or leave it out '
    "and say later in mkdocs.yml where the site lies"
)
NEXT = "Now read README.md there, then run: runbook-site build {0}\n"


def init(folder: Path, *said: str) -> Result:
    """Run the command without a terminal."""
    return CliRunner().invoke(cli, ["init", str(folder), *said], prog_name="runbook-site")


def tree(root: Path) -> dict[str, str]:
    """Return every file below a folder with its text."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in files}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return the root of a new site with a repository."""
    folder = tmp_path / "site"
    assert init(folder, *SAID, "--repository", "https://github.com/acme/harbour").exit_code == 0
    return folder


@pytest.mark.parametrize("day", [date(2025, 3, 5), date(2026, 11, 22), date(2036, 1, 1)])
def test_new_site_has_no_problem(site: Path, day: date) -> None:
    """Not of any level, and not with the years either."""
    assert open_project(site, day).problems == ()


@pytest.mark.parametrize(
    "name",
    ["Harbour: on call", "100 %", "yes", "2025", 'A "B" #c', "*x* <b>", "Störung", "it's here"],
)
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    """Whatever YAML makes of a name, the site and its handbook are called so."""
    result = init(tmp_path / "site", "--name", name, "--handbook", "harbour")
    assert result.exit_code == 0
    project = open_project(tmp_path / "site", date(2026, 11, 22))
    assert [str(book.title) for book in project.library.handbooks] == [name]
    assert project.problems == ()
    line = next(line for line in tree(tmp_path / "site")["mkdocs.yml"].splitlines() if line.startswith("site_name"))
    assert json.loads(line.removeprefix("site_name: ")) == name


def test_handbook_shows_each_kind_of_record(site: Path) -> None:
    """Small, and nothing is missing that a team needs on its first day."""
    library = open_project(site, date(2026, 11, 22)).library
    assert {record.key.kind for record in library.records} == set(KINDS)
    assert {record.key.handbook for record in library.records} == {"harbour"}
    assert [incident.example for incident in library.incidents] == ["yes"]


def test_nothing_is_left_to_fill_in(site: Path) -> None:
    """Neither our marks nor words of another project."""
    texts = tree(site)
    assert [path for path, text in texts.items() if re.search(r"[«»]|HANDBOOK|dot-", f"{path}\n{text}")] == []
    assert len(texts) == int(re.search(r"wrote (\d+) files", init(site.parent / "other", *SAID).output)[1])  # type: ignore[index]


def test_bare_site_has_no_handbook(site: Path, tmp_path: Path) -> None:
    """It waits for one to be brought in, says with which command, and has all else."""
    folder = tmp_path / "bare"
    result = init(folder, *SAID, "--repository", "https://github.com/acme/harbour", "--bare")
    command = f"runbook-site import FILE… --into {folder} --handbook harbour"
    assert result.stderr == f"Now read README.md there, then run: {command}\n"
    left_out = [path for path in tree(site) if path.startswith(("content/harbour/", "incidents/"))]
    assert sorted(tree(folder)) == [path for path in tree(site) if path not in left_out]
    assert [problem.code for problem in open_project(folder, date(2026, 11, 22)).problems] == ["missing-handbook"]
    assert "runbook-site import FILE… --handbook harbour" in tree(folder)["README.md"]


def test_addresses_stand_in_the_settings(site: Path, tmp_path: Path) -> None:
    """With a repository they are written; without one a comment says what they are good for."""
    lines = tree(site)["mkdocs.yml"].splitlines()
    assert lines[2:4] == [
        "site_url: https://acme.github.io/harbour/",
        "edit_uri: https://github.com/acme/harbour/edit/main/content/",
    ]
    init(tmp_path / "other", *SAID)
    lines = tree(tmp_path / "other")["mkdocs.yml"].splitlines()
    assert [line for line in lines if "github" in line] == [
        "# site_url: https://OWNER.github.io/NAME/",
        "# edit_uri: https://github.com/OWNER/NAME/edit/main/content/",
    ]


def test_a_clone_knows_its_repository(tmp_path: Path) -> None:
    """Git has said where it came from, and nobody has to say it again; an empty `--repository` leaves it out."""
    for name, said, line in (
        ("one", (), "edit_uri: https://github.com/acme/harbour/edit/main/content/"),
        ("other", ("--repository", ""), "# edit_uri: https://github.com/OWNER/NAME/edit/main/content/"),
    ):
        (tmp_path / name / ".git").mkdir(parents=True)
        origin = '[remote "origin"]\n\turl = git@github.com:acme/harbour.git\n'
        (tmp_path / name / ".git/config").write_text(origin, "utf-8")
        assert init(tmp_path / name, *said).exit_code == 0
        assert line in (tmp_path / name / "mkdocs.yml").read_text("utf-8").splitlines()


def test_folder_of_a_repository_is_told_what_github_reads(tmp_path: Path) -> None:
    """A workflow that nobody runs looks like one that passes."""
    (tmp_path / ".git").mkdir()
    where = "docs/ops is a folder of a repository, and GitHub reads .github/ only at its top"
    way_out = "move it there, and let its workflows work in this folder (docs/github.md of runbook-site says how)"
    folder = tmp_path / "docs/ops"
    assert init(folder, *SAID).stderr == f"runbook-site: {where}; {way_out}\n{NEXT.format(folder)}"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Each file in the way is named, and nothing is half written."""
    for path in ("README.md", "content/index.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("mine\n", "utf-8")
    result = init(tmp_path, *SAID)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-4:] == [
        "Error: nothing was written, because this is there already:",
        "  README.md",
        "  content/index.md",
        "leave it as it is and write the rest with --keep",
    ]
    assert tree(tmp_path) == {"README.md": "mine\n", "content/index.md": "mine\n"}


def test_what_is_there_may_stay(tmp_path: Path, site: Path) -> None:
    """With --keep the other files are written, and the command says what it left."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "README.md").write_text("mine\n", "utf-8")
    result = init(folder, *SAID, "--repository", "https://github.com/acme/harbour", "--keep")
    assert result.stdout == f"wrote {len(tree(site)) - 1} files into {folder}\n"
    assert result.stderr == f"kept README.md as it was\n{NEXT.format(folder)}"
    assert tree(folder) == {**tree(site), "README.md": "mine\n"}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param(
            ("--handbook", "Our Team"),
            '--handbook: "Our Team" is not an id of lower-case letters, digits and hyphens; write "our-team"',
            id="no id",
        ),
        pytest.param(
            ("--handbook", "data"),
            '--handbook: "data" is an address of the site itself; give the handbook another name',
            id="reserved",
        ),
        pytest.param(
            ("--repository", "acme"),
            '--repository: "acme" is no repository on GitHub; write https://github.com/OWNER/NAME, or leave it out '
            "and say later in mkdocs.yml where the site lies",
            id="no repository",
        ),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, said: tuple[str, ...], sentence: str) -> None:
    """With the way out, and before anything is written."""
    result = init(tmp_path / "site", *said)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {sentence}")
    assert not (tmp_path / "site").exists()


def test_names_come_from_the_folder() -> None:
    """What is not said is what the folder is called; where that cannot be, something that can."""
    assert [name_of(Path(name)) for name in ("our-runbooks", "x_y", "/")] == ["Our runbooks", "X y", "Team"]
    assert [handbook_of(name) for name in ("Our runbooks", "Data", "救急")] == ["our-runbooks", "team", "team"]


def test_terminal_asks_and_asks_again(tmp_path: Path) -> None:
    """A slip costs one line, not the answers before it."""
    command = [sys.executable, "-m", "generator", "init", "site", "--name", "Harbour"]
    leader, follower = pty.openpty()
    with subprocess.Popen(command, cwd=tmp_path, stdin=follower, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        os.write(leader, b"incidents\n\nacme\n\n")
        stdout, stderr = run.communicate(timeout=60)
    os.close(leader)
    os.close(follower)
    assert stdout.decode().strip().startswith("wrote ")
    assert re.findall(r"Error: [^\n]+", stderr.decode()) == [RESERVED, NO_REPOSITORY]
    assert (tmp_path / "site/content/harbour/handbook.yaml").is_file()


def test_editors_know_the_files_as_ours_do(root: Path, site: Path) -> None:
    """The same schemas for the same files as in this repository."""
    ours = json.loads((root / ".vscode/settings.json").read_text("utf-8"))
    theirs = json.loads((site / ".vscode/settings.json").read_text("utf-8"))
    assert {name: theirs[name] for name in theirs} == {name: ours[name] for name in theirs}
    assert CliRunner().invoke(cli, ["schema", "--root", str(site)]).output == ""
    snippets = {path.name: path.read_text("utf-8") for path in (root / ".vscode").glob("*.code-snippets")}
    assert {path.name: path.read_text("utf-8") for path in (site / ".vscode").glob("*.code-snippets")} == snippets


def test_commands_of_its_readme_exist(site: Path) -> None:
    """What a new team reads first leads to commands that there are, and to files that it has."""
    text = tree(site)["README.md"]
    assert set(re.findall(r"runbook-site ([a-z]+)", text)) <= set(cli.commands)
    named = re.findall(r"`((?:content|incidents|\.github)/[^` ]+)`", text)
    assert named
    assert [path for path in named if not (site / path).exists()] == []
