"""Whole texts that a test expects, as files: `RUNBOOK_SITE_UPDATE=1 pytest` writes them anew; the diff is reviewed."""

import os
from pathlib import Path


def assert_as_in(file: Path, text: str) -> None:
    """Compare a text with the file that holds what it must be."""
    if os.environ.get("RUNBOOK_SITE_UPDATE"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
