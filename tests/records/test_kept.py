"""What a preview keeps of the last reading: it gives the same as reading everything anew, and reads what changed."""

import os
from datetime import date
from pathlib import Path

import pytest

from generator.library.project import open_project
from generator.records.kept import Kept
from generator.records.load import Content, load

TODAY = date(2026, 11, 22)
HANDBOOK = "content/shop/handbook.yaml"
RUNBOOK = "content/shop/runbooks/api-down.yaml"
FILES = {
    "content/shop/handbook.yaml": "format: 1\ntitle: Shop\ntimezone: UTC\n",
    "content/shop/contacts.yaml": "- id: duty\n  role: On duty\n- id: lead\n  role: Lead\n",
    "content/shop/runbooks/api-down.yaml": "title: API down\nresolution: [Restart]\n",
    "incidents/shop/2025-02-11-one.yaml": "title: One\nstatus: resolved\nstarted: 2025-02-11 14:02\n",
    "incidents/shop/2025-02-12-two.yaml": "title: Two\nstatus: resolve\nlessons: [TBD]\n",
}
ONE, TWO = "incidents/shop/2025-02-11-one.yaml", "incidents/shop/2025-02-12-two.yaml"


def write(root: Path, files: dict[str, str]) -> None:
    """Write files as an editor saves them."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def told(content: Content) -> tuple[object, ...]:
    """Return all that a reading says."""
    records = [(record, record.path, record.key, record.lost) for record in content.records]
    return records, sorted(content.problems), content.broken, content.to_us


@pytest.mark.parametrize(
    ("saved", "removed"),
    [
        pytest.param({}, (), id="nothing"),
        pytest.param({ONE: FILES[ONE].replace("One", "Uno")}, (), id="a title, in as many letters"),
        pytest.param({TWO: "title: Two\nstatus: resolved\n"}, (), id="a mistake mended"),
        pytest.param({ONE: "title: One\nstatus: resolved\nstarted: soon\n"}, (), id="a mistake made"),
        pytest.param({ONE: "title: [One\n"}, (), id="a file that cannot be read"),
        pytest.param(
            {"content/shop/handbook.yaml": FILES["content/shop/handbook.yaml"].replace("UTC", "Asia/Tokyo")},
            (),
            id="the zone of the handbook",
        ),
        pytest.param({}, (HANDBOOK,), id="no handbook any more"),
        pytest.param({}, (TWO,), id="a file removed"),
        pytest.param({"incidents/shop/2025-02-13-three.yaml": FILES[ONE]}, (), id="a file added"),
        pytest.param({"incidents/shop/2025/2025-02-11-one.yaml": FILES[ONE]}, (ONE,), id="a file moved"),
        pytest.param(
            {"content/shop/procedures/api-down.yaml": "title: API down\nsteps: [Restart]\n"},
            ("content/shop/runbooks/api-down.yaml",),
            id="a file that becomes another kind",
        ),
        pytest.param({ONE: f"{FILES[ONE]}# runbook-site: ignore schema-line - none\n"}, (), id="a word to the check"),
        pytest.param({"content/shop/contacts.yaml": "- id: duty\n  role: On duty\n"}, (), id="a row removed"),
    ],
)
def test_it_is_as_if_all_were_read(tmp_path: Path, saved: dict[str, str], removed: tuple[str, ...]) -> None:
    """After each change, and after the change back."""
    kept = Kept()
    write(tmp_path, FILES)
    before = load(tmp_path, reading=kept)
    write(tmp_path, saved)
    for name in removed:
        (tmp_path / name).unlink()
    assert told(load(tmp_path, reading=kept)) == told(load(tmp_path))
    for name in saved.keys() - FILES.keys():
        (tmp_path / name).unlink()
    write(tmp_path, FILES)
    assert told(load(tmp_path, reading=kept)) == told(load(tmp_path)) == told(before)


def test_what_did_not_change_is_the_same(tmp_path: Path) -> None:
    """The same objects, with all that was found out about them; a file that was only touched, too."""
    kept = Kept()
    write(tmp_path, FILES)
    before = {record.key: record for record in load(tmp_path, reading=kept).records}
    write(tmp_path, {ONE: FILES[ONE].replace("One", "Uno")})
    (tmp_path / TWO).touch()
    after = {record.key: record for record in load(tmp_path, reading=kept).records}
    assert [key.id for key in before if before[key] is not after[key]] == ["2025-02-11-one"]


def test_a_clock_that_stands_still_hides_nothing(tmp_path: Path) -> None:
    """Saved twice within one tick of the clock, with as many letters: nothing but the text tells."""
    kept = Kept()
    write(tmp_path, FILES)
    load(tmp_path, reading=kept)
    state = (tmp_path / ONE).stat()
    with (tmp_path / ONE).open("r+", encoding="utf-8") as file:
        file.write(FILES[ONE].replace("One", "Uno"))
    os.utime(tmp_path / ONE, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert "Uno" in [getattr(record, "title", "") for record in load(tmp_path, reading=kept).records]


def test_what_rules_found_is_kept_and_compares(tmp_path: Path) -> None:
    """It is found once for a record that does not change, and two records with findings can be compared."""
    write(tmp_path, FILES | {TWO: "title: Two\nstatus: resolved\nlessons: TBD\nroot_cause: Human error\n"})
    kept = Kept()
    one, again = (open_project(tmp_path, TODAY, reading=kept) for _ in range(2))
    anew = open_project(tmp_path, TODAY)
    assert one.problems == again.problems == anew.problems
    assert {problem.code for problem in one.problems} >= {"placeholder-left", "blaming-words"}
    assert one.library.records == anew.library.records
