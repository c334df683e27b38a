"""What was read before is believed for the same text only; with it a project is the same as without."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from benchmarks.corpus import write_corpus
from generator.library import shared_reading
from generator.library.kept_readings import KeptReadings
from generator.library.project import Project, open_project
from generator.library.shared_reading import SharedReading
from generator.pages.anchors import anchors_of
from generator.records import file_reading
from generator.records.file_reading import FileReading
from generator.records.folders import RecordFile
from generator.records.refs import Key
from generator.records.times import Zone

TODAY = date(2026, 11, 22)
INCIDENTS = 60
WRONG = {
    "2025-01-01-unread": "title: [One\n",
    "2025-01-03-blame": "title: Three\nstatus: resolved\nroot_cause: Human error\n",
    "2025-01-05-silenced": "title: '[Name]' # runbook-site: ignore placeholder-left - a name\nstatus: resolved\n",
}


class Reader:
    """Opens a corpus again and again, and notes which incidents are read of their files, in this process."""

    def __init__(self, root: Path, folder: Path) -> None:
        """Write the corpus, with some records that are not sound."""
        write_corpus(root, INCIDENTS)
        self.root = root
        self.folder = folder
        self.program = b"p" * 32
        self.read: set[str] = set()
        for name, text in WRONG.items():
            self.path(name).write_text(text, encoding="utf-8")

    def path(self, name: str) -> Path:
        """Return an incident's file."""
        found = sorted(self.root.glob(f"incidents/corpus/**/{name}.yaml"))
        return found[0] if found else self.root / f"incidents/corpus/{name}.yaml"

    @property
    def sound(self) -> Path:
        """A record with which nothing is wrong."""
        return sorted(self.root.glob("incidents/corpus/*/*.yaml"))[INCIDENTS // 2]

    def opened(self, helpers: int = 0) -> Project:
        """Open the project with what is kept, and hold that nobody can tell."""
        self.read.clear()
        self.folder.mkdir(exist_ok=True)
        keep = KeptReadings(self.folder, self.program)
        project = open_project(
            self.root, TODAY, "internal", anchors_of, SharedReading(helpers, lambda: None, lambda: keep)
        )
        alone = open_project(self.root, TODAY, "internal", anchors_of, SharedReading(0))
        assert project.problems == alone.problems
        assert project.library.records == alone.library.records
        assert [one.path for one in project.library.records] == [one.path for one in alone.library.records]
        assert project.digests == alone.digests
        return project


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Return a reader of a corpus, of which so few files are worth to be kept."""
    monkeypatch.setattr(shared_reading, "_WORTH", 10)
    reader = Reader(tmp_path / "project", tmp_path / "kept")
    read_file = file_reading.read_file

    def noted(one: RecordFile, zone: Zone) -> FileReading:
        reader.read.add(one.id)
        return read_file(one, zone)

    monkeypatch.setattr(shared_reading, "read_file", noted)
    return reader


@pytest.mark.parametrize("helpers", [0, 2])
def test_what_is_sound_is_read_once(reader: Reader, helpers: int) -> None:
    """The others each time: what is wrong with them has to be told."""
    reader.opened(helpers)
    assert helpers or len(reader.read) > INCIDENTS
    reader.opened()
    assert reader.read == WRONG.keys()


def test_another_text_is_read(reader: Reader) -> None:
    """A line more; then the old text again, which is no longer known."""
    reader.opened()
    file = reader.sound
    before = file.read_text(encoding="utf-8")
    for text in (f"{before}x-note: seen\n", before):
        file.write_text(text, encoding="utf-8")
        reader.opened()
        assert reader.read == {file.stem, *WRONG}
        reader.opened()
        assert reader.read == WRONG.keys()


def test_another_zone_is_another_time(reader: Reader) -> None:
    """The handbook's zone places the times that name none."""
    before = reader.opened()
    handbook = reader.root / "content/corpus/handbook.yaml"
    text = handbook.read_text(encoding="utf-8")
    handbook.write_text(text.replace("timezone: UTC", "timezone: Asia/Tokyo"), encoding="utf-8")
    after = reader.opened()
    assert handbook.read_text(encoding="utf-8") != text
    assert len(reader.read) > INCIDENTS
    assert [one.instant for one in after.library.incidents] != [one.instant for one in before.library.incidents]


def test_another_kind_in_the_same_place_is_read(reader: Reader) -> None:
    """Another `docs_dir` makes other records of the same files: here a runbook becomes a form for post-mortems."""
    below = reader.root / "content/corpus/runbooks"
    (below / "post-mortem.yaml").write_text("title: After\nsummary: Help\nresolution:\n  - Help\n", encoding="utf-8")
    assert any(one.id == "post-mortem" for one in records_of(reader.opened(), "runbook"))
    (below / "handbook.yaml").write_text("format: 1\ntitle: Below\ntimezone: UTC\n", encoding="utf-8")
    settings = reader.root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("docs_dir: content", "docs_dir: content/corpus"), encoding="utf-8")
    after = reader.opened()
    assert not records_of(after, "runbook")
    assert any(one.place.path.endswith("post-mortem.yaml") for one in after.problems)


def records_of(project: Project, kind: str) -> list[Key]:
    """Return what names the records of a kind."""
    return [one.key for one in project.library.records if one.key.kind == kind]


def test_another_program_reads_everything(reader: Reader) -> None:
    """It may know better."""
    reader.opened()
    reader.program = b"q" * 32
    reader.opened()
    assert len(reader.read) > INCIDENTS


def test_a_record_that_is_gone_is_forgotten(reader: Reader) -> None:
    """And what was kept of it."""
    reader.opened()
    for file in sorted(reader.root.glob("incidents/corpus/*/*.yaml"))[1:]:
        file.unlink()
    reader.opened()
    size = sum(file.stat().st_size for file in reader.folder.iterdir())
    reader.opened()
    assert size == sum(file.stat().st_size for file in reader.folder.iterdir()) < 200_000


def cut_short(files: Iterable[Path]) -> None:
    """Let files end too early."""
    for number, file in enumerate(files):
        file.write_bytes(file.read_bytes()[: (0, 31, 64, -1)[number % 4]])


def spoil(files: Iterable[Path]) -> None:
    """Turn a bit in each."""
    for number, file in enumerate(files):
        written = bytearray(file.read_bytes())
        written[(0, 50, 100, -1)[number % 4]] ^= 1
        file.write_bytes(written)


def remove(files: Iterable[Path]) -> None:
    """Remove them."""
    for file in files:
        file.unlink()


@pytest.mark.parametrize("wrong", [cut_short, spoil, remove])
def test_what_is_spoilt_or_gone_is_read_again(reader: Reader, wrong: Callable[[Iterable[Path]], None]) -> None:
    """And kept again."""
    reader.opened()
    wrong(sorted(reader.folder.iterdir()))
    reader.opened()
    assert len(reader.read) > INCIDENTS
    reader.opened()
    assert reader.read == WRONG.keys()
