"""Hand-written pages, where the cases cannot say it: bytes."""

from pathlib import Path

import pytest

from generator.library.markdown_pages import page_problems, read_pages


@pytest.mark.parametrize(
    ("raw", "problems"),
    [
        pytest.param(b"# Words\n", [], id="fine"),
        pytest.param(b"\xef\xbb\xbf# Words\r\n\r\nImpact: x\r\n", [], id="a mark and carriage returns"),
        pytest.param(b"---\r\ntitle: x\r\n---\r\n# Words\r\n", [], id="front matter with carriage returns"),
        pytest.param(
            b"# Caf\xe9\n",
            ["words.md:1:6: error: this byte is not UTF-8; save the file as UTF-8 [not-utf8]"],
            id="Latin 1",
        ),
        pytest.param(b"", [], id="empty"),
    ],
)
def test_bytes(tmp_path: Path, raw: bytes, problems: list[str]) -> None:
    """UTF-8, with any line ends."""
    (tmp_path / "words.md").write_bytes(raw)
    pages = read_pages(tmp_path, ["words.md"])
    assert [str(problem) for problem in page_problems(pages, lambda _path, _is_image: True)] == problems
