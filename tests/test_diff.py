"""`runbook-site diff`: what a branch changes, in people's words."""

import shutil
import subprocess
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from generator.cli import cli
from tests.expected import assert_as_in

GIT = shutil.which("git") or "git"
EXPECTED = Path(__file__).parent / "output" / "expected"
BEFORE = {
    "mkdocs.yml": """\
site_name: Harbour
docs_dir: content
theme: {name: material, font: false, features: [navigation.tabs, content.code.copy]}
markdown_extensions: [toc: {slugify: !!python/name:pymdownx.slugs.uslugify }]
nav: [Home: index.md, {Access: access.md}]
plugins: [runbook-site, {tags: {tags_file: tags.md}}]
extra: {depth: 7 metres, crane: [{load: 20 t}]}
""",
    "content/index.md": "# Harbour\n\nEverybody can read this.\n",
    "content/access.md": """\
---
title: Access
---
# Access

Who may go where.

## Gate

Ring the bell.

```
# no heading
```

## Key of the crane

In the box.

Its code is on the wall.

## Pier

Closed at night.
""",
    "content/harbour/tides.md": "# Tides\n\nHigh at noon.\n",
    "content/harbour/lamps.md": "Lamps\n=====\n\nGreen and red.\n",
    "content/harbour/old-words.md": "# Old words\n\nNobody says them.\n",
    "content/harbour/berths.png": "a picture of all berths\n" * 9,
    "content/harbour/forms/entry.pdf": "a form to download\n" * 9,
    "content/harbour/forms/leave.pdf": "a form to leave\n" * 9,
    "content/harbour/forms/lost.pdf": "a form that nobody wants\n",
    "content/harbour/.draft.png": "not published",
    "incidents/harbour/brake.png": "a hot brake\n",
    "incidents/harbour/brake.csv": "heat,9\n",
    "content/harbour/handbook.yaml": "format: 1\ntitle: Harbour\nsummary: How we keep ships moving.\n",
    "content/harbour/severities.yaml": """\
- {id: P1, name: High, post_mortem_policy: {required: always, publish_within: 1d}}
- {id: P2, name: Medium, response_time: 1h}
- {id: P3, name: Low}
""",
    "content/harbour/contacts.yaml": """\
- id: cranes
  role: Crane team
  reach: [{by: phone, value: "+441632960001"}]
- id: gate
  role: Gate
""",
    "content/harbour/tools.yaml": "- {id: radio, name: Radio}\n- {id: plan, name: Berth plan}\n",
    "content/harbour/on-call.yaml": "shifts: [{primary: cranes}]\n",
    "content/harbour/runbooks/crane-stuck.yaml": """\
title: Crane stuck
owner: cranes
reviewed: 2025-01-10
review_every: 90d
investigation:
  - Read the load
  - do: Look at the brake
    expect: It is open
  - Call the gate
resolution: [Lower the load by hand]
""",
    "content/harbour/runbooks/gate-shut.yaml": "title: Gate shut\nresolution: [Open it by hand]\n",
    "content/harbour/runbooks/rope-torn.yaml": "title: Rope torn\nresolution: [Take another]\n",
    "content/harbour/templates/delay.yaml": "title: Delay\nchannel: chat\nbody: |\n  Ships wait since {Time}.\n",
    "incidents/harbour/2025-02-11-crane.yaml": """\
title: Crane stuck with a load
severity: P2
status: monitoring
visibility: internal
started: 2025-02-11 14:02
timeline:
  - {at: 14:05, event: The brake is hot}
post_mortem: {status: draft}
x-berth: "7"
action_items:
  - {id: brake, action: Measure the brake's heat, owner: cranes, due: 2025-02-20}
  - {id: spare, action: Keep a spare brake, due: 2025-03-01}
  - {id: drill, action: Try the hand crank, owner: gate, due: 2025-03-01}
  - {id: lamp, action: Change the lamp}
""",
}
GONE = ("gate-shut", "rope-torn", "tides", "lamps", "old-words", "forms/", "draft")
AFTER = {
    **{path: text for path, text in BEFORE.items() if not any(name in path for name in GONE)},
    "mkdocs.yml": """\
site_name: Harbour
site_url: https://harbour.example/
docs_dir: content
theme: {name: material, features: [navigation.tabs]}
markdown_extensions: [toc: {slugify: !!python/name:os.system }]
nav: [Access: access.md, {Home: index.md}]
plugins: [{runbook-site: {edition: public}}]
extra: {depth: 9 metres, crane: [{load: 30 t}]}
""",
    "content/access.md": """\
---
title: Access to the harbour
---
# Access

Who may go where, and when.

## Gate

Ring the bell.

```
# no heading
```

## Crane key

In the box.

Its code is on the wall.

## Pier

Closed at night,
and in a storm.


## Boats

Ask the pilot.
""",
    "content/harbour/high-water.md": "# Tides\n\nHigh at one.\n",
    "content/harbour/berths.png": "a picture of all berths\n" * 10,
    "content/harbour/forms/enter.pdf": "a form to download\n" * 9,
    "content/harbour/papers/leave.pdf": "a form to leave\n" * 9 + "and come back\n",
    "incidents/harbour/brake.csv": "heat,8\n",
    "incidents/harbour/fog.png": "white\n",
    "content/harbour/lights.md": "Lamps\n=====\n\nGreen and red.\n",
    "content/harbour/fog-horn.md": "Blow it twice.\n",
    "content/harbour/runbooks/rope-broken.yaml": "title: Rope torn\nresolution: [Take another]\n",
    "content/harbour/handbook.yaml": "format: 1\ntitle: Harbour\nsummary: |\n  How we keep\n  ships moving.\n",
    "content/harbour/severities.yaml": """\
- {id: P0, name: Worst}
- {id: P3, name: Low}
- {id: P1, name: High, post_mortem_policy: {required: always, publish_within: 1d}}
- {id: P2, name: Medium, response_time: 30m}
""",
    "content/harbour/contacts.yaml": BEFORE["content/harbour/contacts.yaml"].replace("960001", "960002"),
    "content/harbour/tools.yaml": "- {id: radio, name: Radio}\n",
    "content/harbour/on-call.yaml": """\
shifts: [{primary: cranes}]
overrides: [{start: 2025-03-10, end: 2025-03-12, primary: gate}]
""",
    "content/harbour/runbooks/crane-stuck.yaml": """\
title: Crane stuck
owner: cranes
reviewed: 2025-02-14
review_every: 90d
alerts: [CraneLoadHigh]
investigation:
  - Read the load on both sides
  - do: Look at the brake
    expect: It is open and cold
  - Call the gate
  - Call the pilot
resolution: [Lower the load by hand]
""",
    "content/harbour/runbooks/gate-closed.yaml": """\
title: Gate closed
aliases: [gate-shut]
resolution: [Open it by hand]
""",
    "content/harbour/templates/delay.yaml": "title: Delay\nchannel: sms\nbody: |\n  Ships wait since {Time} UTC.\n",
    "incidents/harbour/2025-02-11-crane.yaml": """\
title: Crane stuck with a load
severity: P1
status: resolved
visibility: public
started: 2025-02-11 14:02
resolved: 2025-02-11 15:31
timeline:
  - {at: 14:05, event: The brake is hot}
  - {at: 14:30, event: The brake is cooled}
  - {at: 15:20, event: The load is down}
post_mortem: {status: published, published: 2025-02-13}
x-berth: "8"
action_items:
  - {id: brake, action: Measure the brake's heat, owner: cranes, due: 2025-02-20, done: 2025-02-14}
  - {id: spare, action: Keep a spare brake, due: 2025-04-01, owner: gate}
  - {id: drill, action: Try the hand crank, owner: gate, due: 2025-02-12}
  - {id: crank, action: Buy a second crank, owner: "@night", due: 2025-05-01}
""",
    "content/harbour/runbooks/lamp-out.yaml": """\
title: Lamp out
reviewed: 2025-01-01
review_every: 30d
resolution: [Change it]
""",
    "incidents/harbour/2025-02-10-spill.yaml": """\
title: Oil in the water
severity: P1
status: resolved
started: 2025-02-10 08:00
resolved: 2025-02-10 12:00
""",
    "incidents/harbour/2025-02-09-example.yaml": """\
title: Ice in the basin
example: true
severity: P1
status: resolved
started: 2025-02-09 08:00
resolved: 2025-02-09 12:00
""",
    "incidents/harbour/2025-02-14-fog.yaml": """\
title: Fog in the harbour
severity: P2
status: investigating
started: 2025-02-14 04:10
action_items: [{action: Repair the horn, owner: gate, due: 2025-02-14}, Buy a lamp]
""",
}


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder, with nobody's own settings."""
    said = ("-c", "user.name=Team", "-c", "user.email=team@example.com", "-c", "init.defaultBranch=main")
    subprocess.run([GIT, *said, *arguments], cwd=root, check=True, capture_output=True)


def put(root: Path, files: dict[str, str]) -> None:
    """Make a folder hold these files and no others but git's."""
    for file in [path for path in root.rglob("*") if path.is_file() and ".git" not in path.relative_to(root).parts]:
        file.unlink()
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def commit(root: Path, files: dict[str, str], words: str) -> None:
    """Commit a whole tree."""
    put(root, files)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", words)


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """Return a repository with the branch `work`, which left `main` before somebody else changed something there."""
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, BEFORE, "Before")
    git(tmp_path, "checkout", "--quiet", "-b", "work")
    commit(tmp_path, AFTER, "After")
    git(tmp_path, "checkout", "--quiet", "main")
    commit(tmp_path, {**BEFORE, "content/harbour/runbooks/theirs.yaml": "title: T\nresolution: [Wait]\n"}, "Theirs")
    git(tmp_path, "checkout", "--quiet", "work")
    return tmp_path


@time_machine.travel("2025-02-15", tick=False)
def diff(root: Path, *arguments: str) -> Result:
    """Run the command on a project, on a day on which one of its items is late."""
    return CliRunner().invoke(cli, ["diff", "--root", str(root), *arguments], prog_name="runbook-site")


@pytest.mark.parametrize(("form", "name"), [("text", "changes.txt"), ("markdown", "changes.md")])
@pytest.mark.parametrize("head", [["work"], []], ids=["a commit", "the files as they are"])
def test_branch_is_told_whole(branch: Path, form: str, name: str, head: list[str]) -> None:
    """Every kind of change, from where the branch left `main`: what others did there since is not told as undone."""
    begin = subprocess.run([GIT, "rev-parse", "main~1"], cwd=branch, check=True, capture_output=True, text=True)
    done = diff(branch, "main", *head, "--format", form)
    assert (done.exit_code, done.stderr) == (0, "")
    assert_as_in(EXPECTED / name, done.stdout.replace(begin.stdout[:7], "0123456"))


def test_nothing_of_the_tree_is_touched(branch: Path) -> None:
    """What is not committed stays as it is, also when two commits are compared."""
    (branch / "content/harbour/tools.yaml").write_text("# half written\n", "utf-8")
    done = diff(branch, "main~1", "main")
    assert done.stdout.endswith("\nnew runbook: T (content/harbour/runbooks/theirs.yaml)\n  1 step\n")
    assert (branch / "content/harbour/tools.yaml").read_text("utf-8") == "# half written\n"
    head = (branch / ".git/HEAD").read_text("utf-8")
    assert head == "ref: refs/heads/work\n"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_nothing_that_a_branch_says_reaches_the_terminal_unseen(branch: Path, form: str) -> None:
    """A title of a page and a key of the settings may hold what clears a screen."""
    (branch / "content/access.md").write_text("# Acc\x1b[2Jess\n\n## \x1b[31mRed\u202e\n", "utf-8")
    (branch / "mkdocs.yml").write_text('docs_dir: content\nsite_name: "\\e[2J"\n"\\e[1A": "\\e[2K"\n', "utf-8")
    said = diff(branch, "work", "--format", form).stdout
    assert "Acc\ufffd[2Jess" in said.replace("\\", "")
    assert [letter for letter in said if not letter.isprintable() and letter not in "\n\u200d"] == []


def test_handbook_in_another_folder_is_renamed_whole(branch: Path) -> None:
    """Its records are told as what they are: the same, but for what else changed."""
    moved = {path.replace("/harbour", "/port"): text for path, text in AFTER.items()}
    levels = "content/port/severities.yaml"
    put(branch, {**moved, levels: moved[levels].replace("30m", "20m")})
    git(branch, "add", "--all")
    assert diff(branch, "work").stdout.splitlines()[1:] == [
        "",
        "handbook renamed: Harbour (content/port/handbook.yaml)",
        "  was harbour",
        "  no old address of its pages leads anywhere",
        "",
        "severity changed: Medium (content/port/severities.yaml)",
        "  response time is 20m, was 30m",
        "",
        "page renamed: Fog horn (content/port/fog-horn.md)",
        "  was content/harbour/fog-horn.md",
        "",
        "page renamed: Tides (content/port/high-water.md)",
        "  was content/harbour/high-water.md",
        "",
        "page renamed: Lamps (content/port/lights.md)",
        "  was content/harbour/lights.md",
        "",
        "file renamed: berths.png (content/port/berths.png)",
        "  was content/harbour/berths.png",
        "",
        "file renamed: enter.pdf (content/port/forms/enter.pdf)",
        "  was content/harbour/forms/enter.pdf",
        "",
        "file renamed: leave.pdf (content/port/papers/leave.pdf)",
        "  was content/harbour/papers/leave.pdf",
        "",
        "file renamed: brake.png (incidents/port/brake.png)",
        "  was incidents/harbour/brake.png",
        "",
        "file renamed: fog.png (incidents/port/fog.png)",
        "  was incidents/harbour/fog.png",
    ]


def test_no_change_is_said(branch: Path) -> None:
    """A branch that changes a comment, or the empty lines of a page, changes nothing that anybody reads."""
    for name in ("content/harbour/tools.yaml", "mkdocs.yml"):
        with (branch / name).open("a") as file:
            file.write("# a comment\n")
    page = branch / "content/access.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b" \r\n\r\n"))
    assert diff(branch, "HEAD").stdout.startswith("No record, page, file or setting is changed since HEAD (")


def test_a_file_that_git_does_not_know_yet_is_new(branch: Path) -> None:
    """One that is ignored, a link, and what is the same on both sides are not told."""
    folder = branch / "content/harbour"
    (folder / "new plan.png").write_text("p", "utf-8")
    (folder / "link.png").symlink_to("new plan.png")
    (folder / "berths.png").chmod(0o755)
    (branch / ".gitignore").write_text("*.tmp\n", "utf-8")
    (folder / "plan.tmp").write_text("p", "utf-8")
    assert diff(branch, "work").stdout.splitlines()[1:] == [
        "",
        "new file: new plan.png (content/harbour/new plan.png)",
    ]
    git(branch, "add", "--all")
    git(branch, "commit", "--quiet", "--message", "A plan")
    assert diff(branch, "work~1", "work").stdout.splitlines()[1:] == [
        "",
        "new file: new plan.png (content/harbour/new plan.png)",
    ]


def test_project_may_lie_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    """Only what is in the project's folder is told."""
    git(tmp_path, "init", "--quiet")
    for folder in ("ours", "theirs"):
        (tmp_path / folder).mkdir()
        put(tmp_path / folder, BEFORE)
    commit_all(tmp_path)
    put(tmp_path / "theirs", AFTER)
    put(tmp_path / "ours", {path: text.replace("1h", "2h") for path, text in BEFORE.items()})
    done = diff(tmp_path / "ours", "HEAD")
    assert done.stdout.splitlines()[1:] == [
        "",
        "severity changed: Medium (content/harbour/severities.yaml)",
        "  response time is 2h, was 1h",
    ]


def commit_all(root: Path) -> None:
    """Commit the tree as it is."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "All")


def test_what_cannot_be_read_is_named_and_left_out(branch: Path) -> None:
    """On either side: nobody knows what became of it, so nothing is said of it, and the rest is."""
    commit(branch, {**AFTER, "content/harbour/runbooks/gate-closed.yaml": "titel: Gate\n"}, "Broken there")
    put(branch, {**AFTER, "incidents/harbour/2025-02-14-fog.yaml": "title: Fog\nstatus: foggy\n"})
    done = diff(branch, "work")
    begin = subprocess.run([GIT, "rev-parse", "work"], cwd=branch, check=True, capture_output=True, text=True).stdout[
        :7
    ]
    words = "has errors; what the check cannot read is not compared"
    assert done.stderr.splitlines() == [
        f"runbook-site: content/harbour/runbooks/gate-closed.yaml at {begin} {words}",
        f"runbook-site: incidents/harbour/2025-02-14-fog.yaml {words}",
    ]
    assert (done.exit_code, done.stdout) == (0, f"No record, page, file or setting is changed since work ({begin})\n")


def test_images_count_as_there(branch: Path) -> None:
    """A picture in a record is no error of a side that only git has."""
    files = {
        **AFTER,
        "incidents/harbour/2025-02-14-fog.yaml": "title: Fog\nstatus: resolved\nsummary: '![Fog](f.png)'\n",
    }
    commit(branch, {**files, "incidents/harbour/f.png": "x"}, "A picture")
    assert diff(branch, "work").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["mian"], 'git knows no commit "mian"; git branch --all names some, git fetch brings others'),
        (["main", "wrok"], 'git knows no commit "wrok"; git branch --all names some, git fetch brings others'),
        (
            ["--", "--output=x"],
            'git knows no commit "--output=x"; git branch --all names some, git fetch brings others',
        ),
    ],
    ids=["base", "head", "an option of git"],
)
def test_commit_that_is_not_there_is_said(branch: Path, arguments: list[str], sentence: str) -> None:
    """Exit code 2, as every wrong usage."""
    done = diff(branch, *arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"runbook-site: {sentence}\n")


def test_folder_outside_of_git_is_said(tmp_path: Path) -> None:
    """Without a repository nobody knows what the files were."""
    put(tmp_path, BEFORE)
    done = diff(tmp_path, "main")
    assert (done.exit_code, done.stderr) == (
        2,
        f"runbook-site: {tmp_path} lies in no git repository, so nothing is known of what its files were\n",
    )


def test_clone_without_history_compares_with_the_base_itself(
    branch: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A job that fetched two commits sees no common one before them."""
    clone = tmp_path_factory.mktemp("clone") / "shallow"
    git(branch, "clone", "--quiet", "--depth", "1", "--no-single-branch", f"file://{branch}", str(clone))
    assert "\nrunbook removed: T (content/harbour/runbooks/theirs.yaml)\n" in diff(clone, "origin/main", "HEAD").stdout


def test_shallow_clone_says_how_to_get_the_rest(branch: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A workflow that fetched one commit knows no other one."""
    clone = tmp_path_factory.mktemp("clone") / "shallow"
    git(branch, "clone", "--quiet", "--depth", "1", f"file://{branch}", str(clone))
    done = diff(clone, "HEAD^1")
    words = "this clone has only its newest commits; git fetch --unshallow brings the others"
    assert (done.exit_code, done.stderr) == (2, f'runbook-site: git knows no commit "HEAD^1"; {words}\n')


def test_folder_of_somebody_else_is_refused_in_the_words_of_git(branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container: it is a repository, and git says how to allow it."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    done = diff(branch, "main")
    assert done.exit_code == 2
    first = f"runbook-site: git says: fatal: detected dubious ownership in repository at '{branch}'"
    assert done.stderr.splitlines()[0] == first
    assert f"git config --global --add safe.directory {branch}" in done.stderr


def test_branch_that_begins_a_site_is_all_new(tmp_path: Path) -> None:
    """There is nothing to compare with, and nothing is wrong with that."""
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, {"README.md": "Harbour\n"}, "Before")
    begin = subprocess.run([GIT, "rev-parse", "HEAD"], cwd=tmp_path, check=True, capture_output=True, text=True)
    put(tmp_path, BEFORE)
    done = diff(tmp_path, "HEAD")
    at = begin.stdout[:7]
    said = f"runbook-site: there is no mkdocs.yml at {at}, so there are no records to compare with\n"
    assert (done.exit_code, done.stderr) == (0, said)
    assert done.stdout.startswith("1 new incident, 3 new runbooks, 1 new template, 1 new handbook, 3 new severities, ")


def test_settings_count_with_what_they_inherit(tmp_path: Path) -> None:
    """Also from a file above the project: without it nobody would find the records of the older side."""
    git(tmp_path, "init", "--quiet")
    own = "INHERIT: ../base.yml\nsite_name: Harbour\n"
    put(tmp_path / "ours", {**BEFORE, "mkdocs.yml": own})
    (tmp_path / "base.yml").write_text("docs_dir: content\nplugins: [runbook-site]\nextra: {depth: 7}\n", "utf-8")
    commit_all(tmp_path)
    (tmp_path / "base.yml").write_text("docs_dir: content\nplugins: [runbook-site]\nextra: {depth: 9}\n", "utf-8")
    done = diff(tmp_path / "ours", "HEAD")
    assert (done.stderr, done.stdout.splitlines()[1:]) == (
        "",
        ["", "settings changed: Harbour (mkdocs.yml)", "  extra: depth is 9, was 7"],
    )


def test_long_changes_stay_within_a_summary(branch: Path) -> None:
    """GitHub refuses a summary that is too large, so the end is said instead."""
    many = {f"content/harbour/runbooks/r{n}.yaml": f"title: {'x.' * 45}\nresolution: [Wait]\n" for n in range(3000)}
    put(branch, {**AFTER, **many})
    done = diff(branch, "work", "--format", "markdown")
    assert len(done.stdout.encode()) < 600_000
    assert done.stdout.endswith("… and more, for which there is no room here: `runbook-site diff` prints it all.\n")
