"""What the papers say holds: links lead somewhere, commands and targets exist, examples pass the check."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.cli import cli
from generator.library.project import open_project

PAPERS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/architecture.md",
    "docs/formats.md",
    "docs/importing.md",
    "docs/alerts.md",
    "docs/github.md",
    "docs/search-format.md",
    "docs/decisions/*.md",
)
ROOT = Path(__file__).parent.parent
FILES = sorted(file for pattern in PAPERS for file in ROOT.glob(pattern))
LINK = re.compile(r"(?<!`)\[[^\]\n]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|``[^\n]*?``|`[^`\n]*`", re.DOTALL)
MOST_LINES_OF_A_DECISION = 60
MOST_BYTES_OF_A_PICTURE = 200_000


def anchors(file: Path) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a paper."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", file.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_link_of_a_paper_leads_somewhere(file: Path) -> None:
    """To a file that is there, and a heading that is in it."""
    lost = []
    for link in LINK.findall(CODE.sub("", file.read_text("utf-8"))):
        path, _, anchor = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        if "://" not in link and not (target.exists() and (not anchor or anchor in anchors(target))):
            lost.append(link)
    assert lost == []


def test_commands_of_the_readme_exist() -> None:
    """Each `runbook-site NAME` and `make NAME` of the papers, and no command of ours is left out of the README."""
    text = "\n".join(file.read_text("utf-8") for file in FILES)
    assert set(re.findall(r"runbook-site ([a-z]+)", text)) <= set(cli.commands)
    assert set(re.findall(r"^\| `runbook-site ([a-z]+)", text, re.MULTILINE)) == set(cli.commands)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets


def test_readme_begins_with_the_two_commands() -> None:
    """Both stand in its first screen."""
    first = (ROOT / "README.md").read_text("utf-8").splitlines()[:12]
    assert [line.split()[:2] for line in first if line.startswith("make")] == [["make", "site"], ["make", "test"]]


def test_runbook_of_the_readme_passes_the_check(tmp_path: Path) -> None:
    """What the README shows can be copied into the handbook that it names."""
    shutil.copytree(ROOT / "content/example", tmp_path / "content/example")
    (tmp_path / "mkdocs.yml").write_text("docs_dir: content\nplugins: [search, runbook-site]\n", "utf-8")
    before = open_project(tmp_path, date(2025, 2, 11)).problems
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "content/example/runbooks/search-is-slow.yaml").write_text(blocks[0], "utf-8")
    handbook = tmp_path / "content/payments/handbook.yaml"
    handbook.parent.mkdir()
    handbook.write_text(blocks[1], "utf-8")
    assert open_project(tmp_path, date(2025, 2, 11)).problems == before


@pytest.mark.parametrize("file", sorted((ROOT / "docs/decisions").glob("0*.md")), ids=lambda file: file.stem)
def test_decision_fits_a_page_and_is_listed(file: Path) -> None:
    """Its number is its own, and the list of decisions names it by its title."""
    lines = file.read_text("utf-8").splitlines()
    number, title = re.fullmatch(r"# (\d+)\. (.+)", lines[0]).groups()  # type: ignore[union-attr]
    assert file.name.startswith(f"{int(number):04}-")
    assert f"{number}. [{title}]({file.name})" in (file.parent / "README.md").read_text("utf-8").splitlines()
    assert len(lines) <= MOST_LINES_OF_A_DECISION


@pytest.mark.parametrize("picture", sorted((ROOT / "docs/images").iterdir()), ids=lambda picture: picture.name)
def test_pictures_are_small_and_used(picture: Path) -> None:
    """A picture that no paper shows is not kept."""
    assert picture.stat().st_size < MOST_BYTES_OF_A_PICTURE
    assert any(f"images/{picture.name}" in file.read_text("utf-8") for file in FILES)
