"""What is installed elsewhere is the whole generator: code, templates, theme, assets, vendored files."""

import configparser
import zipfile
from pathlib import Path

import pytest

from tests.conftest import run


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Return the wheel, built from the checkout with the locked build tools."""
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder))
    return zipfile.ZipFile(next(folder.glob("*.whl")))


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


def files(folder: Path) -> list[Path]:
    """Return every file below a folder but Python's own caches, in order; none where there is no folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
