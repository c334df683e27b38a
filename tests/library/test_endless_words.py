"""A text that says one thing ten thousand times is checked in seconds, whatever it says."""

import json
import time
from datetime import date
from pathlib import Path

import pytest

from generator.library.project import open_project
from generator.pages.anchors import anchors_of

WORDS = (
    "+1",
    "+1 (",
    "01 ",
    "a@b.",
    "TBD ",
    "[name]",
    "{A",
    "Human error ",
    "Ã¼",
    "â€",
    "\ufffd",
    "<!--",
    "-->",
    "<a ",
)
LONGEST = 50_000
"""Characters: as long as prose may be."""
MOST_SECONDS = 8
"""Of the processor. What grew with the square of the length took minutes."""


@pytest.mark.parametrize("where", ["prose", "page"])
@pytest.mark.parametrize("word", WORDS)
def test_endless_text_is_checked_soon(tmp_path: Path, word: str, where: str) -> None:
    """In a record and on a page: a stranger's pull request must not keep the check busy until it is stopped."""
    text = word * (LONGEST // len(word))
    files = {
        "mkdocs.yml": "site_name: S\ndocs_dir: content\nplugins: [runbook-site]\n",
        "content/shop/handbook.yaml": "format: 1\ntitle: Shop\n",
    }
    if where == "prose":
        summary = json.dumps(text, ensure_ascii=False)
        files["incidents/shop/down.yaml"] = f"title: Down\nstatus: resolved\nsummary: {summary}\n"
    else:
        files["content/shop/notes.md"] = f"# Notes\n\n{text}\n"
    for path, said in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(said, "utf-8")
    begin = time.process_time()
    open_project(tmp_path, date(2025, 2, 11), "internal", anchors_of)
    assert time.process_time() - begin < MOST_SECONDS
