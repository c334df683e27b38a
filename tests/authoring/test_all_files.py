"""Several files at once: all or none, and nothing that was there is touched."""

from pathlib import Path

import pytest

from generator.authoring.all_files import NotWritten, in_the_way, write_all

TEXTS = {"a.yaml": "a\n", "b/c/d.yaml": "d\n", "b/e.yaml": "é\n"}


def tree(root: Path) -> dict[str, str]:
    """Return every file below a folder with its text, and every folder with nothing."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode() if path.is_file() else ""
        for path in sorted(root.rglob("*"))
    }


def test_all_files_are_written(tmp_path: Path) -> None:
    """Folders are made, also the one that all of them go into."""
    write_all(tmp_path / "new/site", TEXTS)
    assert tree(tmp_path / "new/site") == {**TEXTS, "b": "", "b/c": ""}


@pytest.mark.parametrize(
    ("there", "named"),
    [
        pytest.param(["a.yaml", "b/e.yaml"], ("a.yaml", "b/e.yaml"), id="files"),
        pytest.param(["b"], ("b",), id="a file where a folder must be"),
        pytest.param(["b/c/d.yaml/x"], ("b/c/d.yaml",), id="a folder where a file must be"),
        pytest.param(["z.yaml"], (), id="something else"),
    ],
)
def test_what_is_in_the_way_is_named(tmp_path: Path, there: list[str], named: tuple[str, ...]) -> None:
    """Each of them at once, and nothing is written then."""
    for path in there:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("mine\n", "utf-8")
    before = tree(tmp_path)
    assert in_the_way(tmp_path, TEXTS) == named
    if named:
        with pytest.raises(NotWritten) as reason:
            write_all(tmp_path, TEXTS)
        assert str(reason.value).split("\n  ") == ["nothing was written, because this is there already:", *named]
        assert tree(tmp_path) == before


@pytest.mark.parametrize("link", ["a.yaml", "b"])
def test_a_link_is_in_the_way(tmp_path: Path, link: str) -> None:
    """What lies behind it is elsewhere, also when nothing does."""
    root, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    (root / link).symlink_to(elsewhere / "gone" if link == "a.yaml" else elsewhere)
    assert in_the_way(root, TEXTS) == (link,)
    assert tree(elsewhere) == {}


def test_nothing_is_left_when_one_file_cannot_be_written(tmp_path: Path) -> None:
    """What was written before it is taken away again, folders that were made among them; the rest stays."""
    (tmp_path / "mine").write_text("mine\n", "utf-8")
    long = "x" * 300
    with pytest.raises(NotWritten, match=f"^nothing was written: {tmp_path}/b/{long}: File name too long$"):
        write_all(tmp_path, {**TEXTS, f"b/{long}": "y\n"})
    assert tree(tmp_path) == {"mine": "mine\n"}
