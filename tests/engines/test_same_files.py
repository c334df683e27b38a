"""A file of an old site is kept only if nobody could tell it from a new one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.engines.same_files import SameFiles

PAGE = "shop/till/index.html"
WORDS = b"It jammed."

Change = Callable[[Path], object]
"""Does something to a page of an old site, given its path."""


def replaced_by_a_link(page: Path) -> None:
    """Put the page elsewhere, and a link to it in its place."""
    page.symlink_to(page.rename(page.parent.parent.parent / "elsewhere.html"))


def behind_a_link(page: Path) -> None:
    """Put the page's folder elsewhere, and a link to it in its place."""
    page.parent.symlink_to(page.parent.rename(page.parent.parent.parent / "elsewhere"))


def a_folder(page: Path) -> None:
    """Put a folder in the page's place."""
    page.unlink()
    page.mkdir()


@pytest.mark.parametrize(
    ("change", "has"),
    [
        pytest.param(lambda page: page, True, id="as it was written"),
        pytest.param(lambda page: os.utime(page, (0, 0)), True, id="at any time"),
        pytest.param(lambda page: page.with_name("other").touch(), True, id="beside something else"),
        pytest.param(lambda page: page.write_bytes(b"It jammed!"), False, id="other bytes, as many"),
        pytest.param(lambda page: page.write_bytes(WORDS[:-1]), False, id="fewer bytes"),
        pytest.param(lambda page: page.unlink(), False, id="none"),
        pytest.param(lambda page: page.chmod(0o444), False, id="that nobody may write"),
        pytest.param(lambda page: page.chmod(0o600), False, id="that few may read"),
        pytest.param(lambda page: page.parent.chmod(0o700), False, id="in a folder that few may read"),
        pytest.param(lambda page: page.parent.parent.chmod(0o700), False, id="in a folder in one that few may read"),
        pytest.param(replaced_by_a_link, False, id="a link"),
        pytest.param(behind_a_link, False, id="in a folder that is a link"),
        pytest.param(a_folder, False, id="a folder"),
    ],
)
def test_a_page_is_kept(tmp_path: Path, change: Change, *, has: bool) -> None:
    """By its bytes and by who may read it; a link is not a file."""
    page = tmp_path / "site" / PAGE
    page.parent.mkdir(parents=True)
    page.write_bytes(WORDS)
    made = tmp_path / "made"
    made.mkdir()
    change(page)
    assert SameFiles(tmp_path / "site", made).has(PAGE, WORDS) is has
