"""Every structural variant of real documents has a case: tests/cases/import-variants.tsv says which, and shows where.

A line has the group, the variant, the folder below tests/cases, and a pattern of what makes its documents that variant.
"""

import re
from pathlib import Path

import pytest

CASES = Path(__file__).parents[2] / "cases"
ROWS = [
    line.split("\t")
    for line in (CASES / "import-variants.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(
    ("case", "sign"), [pytest.param(case, sign, id=f"{group}: {variant}") for group, variant, case, sign in ROWS]
)
def test_a_case_shows_the_variant(case: str, sign: str) -> None:
    """The case is there with what was reviewed of it, and one of its documents has what the variant is about."""
    folder = CASES / case
    assert (folder / "expected.txt").is_file()
    texts = [file.read_bytes().decode("utf-8", errors="replace") for file in sources(folder)]
    assert any(re.search(sign, text, re.MULTILINE) for text in texts)


def test_a_variant_is_named_once() -> None:
    """Nothing is listed twice, so that a reviewer can follow the list."""
    names = [(group, variant) for group, variant, *_ in ROWS]
    assert sorted(set(names)) == sorted(names)


def sources(folder: Path) -> list[Path]:
    """Return what is imported of a case: its documents, those of a folder among them, or its alert rules."""
    found = [*folder.glob("document*"), *folder.glob("document*/*"), *folder.glob("rules/*")]
    return sorted(file for file in found if file.is_file())
