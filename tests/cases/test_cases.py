"""Every case says what it should; every problem code has a case that fails and a near miss that passes."""

import re
from pathlib import Path

import pytest

from generator.problems import CODES
from tests.cases.conftest import EXPECTED, Check, copy_file, copy_tree, single_files, trees
from tests.expected import assert_as_in

_CODE = re.compile(r"^\S.*: (?:error|warning|advice): .*\[([a-z0-9-]+)\]$", re.MULTILINE)
_SOURCE = Path(__file__).parents[2] / "generator"


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in trees("bad")])
def test_bad_case_is_told_as_expected(case: Path, tmp_path: Path, check: Check) -> None:
    """What is printed is the whole of expected.txt, and any error or warning fails a strict run."""
    checked = check(copy_tree(case, tmp_path), "--strict")
    assert_as_in(case / EXPECTED, checked.stderr)
    assert checked.exit_code == int(": error: " in checked.stderr or ": warning: " in checked.stderr)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in trees("ok_trees")])
def test_ok_tree_is_clean(case: Path, tmp_path: Path, check: Check) -> None:
    """Nothing is said about it, not even advice."""
    checked = check(copy_tree(case, tmp_path), "--strict")
    assert checked.stderr == ""
    assert checked.exit_code == 0


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.parent.name}/{case.stem}") for case in single_files()])
def test_ok_file_is_clean(case: Path, tmp_path: Path, check: Check) -> None:
    """Nothing is said about it, not even advice."""
    checked = check(copy_file(case, tmp_path), "--strict")
    assert checked.stderr == ""
    assert checked.exit_code == 0


@pytest.mark.parametrize("code", CODES)
def test_code_has_a_failing_case(code: str) -> None:
    """A folder of bad/ whose name begins with the code expects it."""
    cases = [case for case in trees("bad") if case.name == code or case.name.startswith(f"{code}--")]
    assert cases != []
    assert [case.name for case in cases if code not in _CODE.findall((case / EXPECTED).read_text())] == []


@pytest.mark.parametrize("code", CODES)
def test_code_has_a_near_miss_that_passes(code: str) -> None:
    """A file of ok/ or a folder of ok_trees/ has its name."""
    names = [*(case.stem for case in single_files()), *(case.name for case in trees("ok_trees"))]
    assert [name for name in names if name == code or name.startswith(f"{code}--")] != []


def test_every_code_that_is_written_is_in_the_table() -> None:
    """A word in the source that reads like a code, where codes stand, is in CODES; a code of no use is not."""
    written: set[str] = set()
    for file in sorted(_SOURCE.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if file.name != "problems.py":
            written |= set(re.findall(r"\"([a-z0-9]+(?:-[a-z0-9]+)*)\"", text)) & set(CODES)
    assert sorted(set(CODES) - written) == []


def test_every_expected_code_is_in_the_table() -> None:
    """What the cases expect is a code that is explained."""
    told = {code for case in trees("bad") for code in _CODE.findall((case / EXPECTED).read_text())}
    assert sorted(told - set(CODES)) == []
