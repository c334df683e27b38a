"""What is installed elsewhere is the whole generator: code, templates, theme, assets, starter, vendored files."""

import configparser
import re
import zipfile
from pathlib import Path

import pytest

from tests.elsewhere import Elsewhere

OLD = """\
# Incident response

## Payments fail

### Symptoms

- Cards are refused at the till

### Investigation

1. Look at the provider's status page

### Resolution

1. Call the payment provider
2. Switch to the second provider
"""
"""A runbook as a team may have it."""


@pytest.fixture(scope="module")
def wheel(elsewhere: Elsewhere) -> zipfile.ZipFile:
    """Return the wheel, built from the checkout with the locked build tools."""
    return zipfile.ZipFile(elsewhere.wheel)


def test_wheel_holds_the_whole_generator(root: Path, wheel: zipfile.ZipFile) -> None:
    """No template, style or licence stays behind, and nothing else comes along but the editors' schemas."""
    sources = {path.relative_to(root).as_posix() for path in files(root / "generator")}
    schemas = {f"generator/{path.relative_to(root).as_posix()}" for path in files(root / "schemas")}
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == sources | schemas


def test_wheel_registers_the_command_and_the_plugin(wheel: zipfile.ZipFile) -> None:
    """After an installation the command is there, and mkdocs finds the plugin."""
    name = next(name for name in wheel.namelist() if name.endswith("/entry_points.txt"))
    entries = configparser.ConfigParser()
    entries.read_string(wheel.read(name).decode())
    assert {section: dict(entries[section]) for section in entries.sections()} == {
        "console_scripts": {"runbook-site": "generator.cli:main"},
        "mkdocs.plugins": {"runbook-site": "generator.engines.mkdocs:RunbookSitePlugin"},
    }


def test_a_new_site_is_built_away_from_the_checkout(elsewhere: Elsewhere, tmp_path: Path) -> None:
    """The installed command begins it and checks it, and mkdocs builds it; nothing of this folder is used."""
    where = "import generator; print(generator.__file__)"
    assert elsewhere.run(tmp_path, "python", "-c", where).startswith(str(elsewhere.folder))
    said = elsewhere.run(tmp_path, "runbook-site", "init", "site", "--name", "Harbour")
    site = tmp_path / "site"
    assert said == f"wrote {len(files(site))} files into site\n"
    assert elsewhere.run(site, "runbook-site", "check", "--strict") == "17 records, no problems\n"
    elsewhere.run(site, "python", "-m", "mkdocs", "build", "--strict")
    assert (site / "site/harbour/runbooks/website-answers-with-errors/index.html").is_file()
    assert elsewhere.run(site, "runbook-site", "schema") == ""


def test_readme_leads_to_a_site_with_a_runbook_of_ones_own(root: Path, elsewhere: Elsewhere, tmp_path: Path) -> None:
    """In at most four commands, just as they stand there; the first is done already, with the wheel."""
    block = re.search(r"## Begin your own\n.*?```\n(.*?)```", (root / "README.md").read_text("utf-8"), re.DOTALL)
    assert block
    install, *commands = block[1].splitlines()
    assert install == "pip install runbook-site"
    assert len(commands) <= 3
    (tmp_path / "incident-response.md").write_text(OLD, "utf-8")
    elsewhere.shell(tmp_path, "\n".join(commands))
    page = tmp_path / "our-runbooks/site/our-team/runbooks/payments-fail/index.html"
    assert "Call the payment provider" in page.read_text("utf-8")
    elsewhere.run(tmp_path / "our-runbooks", "python", "-m", "mkdocs", "build", "--strict")


def files(folder: Path) -> list[Path]:
    """Return every file below a folder but Python's own caches, in order; none where there is no folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
