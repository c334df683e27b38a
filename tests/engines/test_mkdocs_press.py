"""The press writes files that share something one after the other, and then keeps nothing of it."""

from functools import cache
from pathlib import Path

from generator.engines.mkdocs_press import _families
from generator.engines.site_files import Site
from generator.pages.page import DataFile


def test_what_a_family_shares_is_made_once_and_let_go(tmp_path: Path) -> None:
    """It is there until the last file of the family is written, whatever stands between them."""
    said: list[str] = []

    @cache
    def shared() -> str:
        said.append("made")
        return "BEGIN"

    def forget() -> None:
        said.append("forgotten")
        shared.cache_clear()

    def written(name: str) -> str:
        said.append(name)
        return f"{shared()}:{name}"

    files = (
        DataFile("a.ics", lambda: written("a"), "due days", forget),
        DataFile("alone.txt", "x"),
        DataFile("b.ics", lambda: written("b"), "due days"),
    )
    for piece in _families(files, Site(tmp_path)):
        piece()
    assert said == ["a", "made", "b", "forgotten"]
    assert shared.cache_info().currsize == 0
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        "a.ics": "BEGIN:a",
        "b.ics": "BEGIN:b",
        "alone.txt": "x",
    }
