"""What builds keep of incidents' pages: taken while it is right, as good as nothing when anything is wrong with it."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engines import made_of
from generator.engines.cache_folder import VARIABLE
from generator.engines.kept_sheets import Kept, KeptSheets
from generator.engines.mkdocs_build import build_site
from generator.engines.mkdocs_press import sheet_size
from generator.engines.program import program_state
from generator.library.kept_files import cut
from generator.pages import book
from generator.pages.page import Leaf, Page, Section
from generator.records.kind import Kind
from generator.records.record import Record
from tests.engines.conftest import Project, tree

INCIDENT = "title: Till {0}\nstatus: resolved\nstarted: 2025-02-{0} 14:02\nresolved: 15:00\nsummary: It jammed.\n"
DAYS = range(10, 28)
WHOLE = 3
"""So many pages of a kind the theme makes by itself, before their frame is known; they are asked for their sections."""


class Shop:
    """A shop with incidents, built again and again by one process; what is kept lies in `cache`."""

    def __init__(self, project: Project, cache: Path) -> None:
        """Write the incidents."""
        self.project = project
        self.cache = cache
        self.made: list[str] = []
        for day in DAYS:
            self.change(day, "")

    def change(self, day: int, more: str) -> None:
        """Write an incident with more lines."""
        self.project.write(f"incidents/shop/2025-02-{day}-till.yaml", INCIDENT.format(day) + more)

    def built(self) -> dict[str, bytes]:
        """Return the site, built over the last one; `made` then has the addresses of the incidents that were made."""
        self.made.clear()
        build_site(self.project.root)
        return tree(self.project.site)

    def built_of_nothing(self) -> dict[str, bytes]:
        """Return the site that is built with neither a site nor a cache."""
        shutil.rmtree(self.project.site)
        shutil.rmtree(self.cache, ignore_errors=True)
        return self.built()

    @property
    def files(self) -> list[Path]:
        """The files that are kept."""
        return sorted(self.cache.glob("*/*.sheets"))


@pytest.fixture
def shop(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Return a shop, in small sheets, so that there are some."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr("generator.engines.mkdocs_press._SHEET", 2)
    shop = Shop(project, tmp_path / "cache")
    record_sections = book._record_sections  # noqa: SLF001 - each page of a record is made there

    def noted(renderer: object, kind: Kind, record: Record, face: Page) -> Iterator[Section]:
        if kind.name == "incident":
            shop.made.append(face.uri)
        return record_sections(renderer, kind, record, face)  # type: ignore[arg-type]

    monkeypatch.setattr(book, "_record_sections", noted)
    return shop


def test_pages_of_what_has_not_changed_are_not_made_again(shop: Shop) -> None:
    """But for those from which their frame is learnt."""
    first = shop.built()
    assert len(shop.made) == len(DAYS)
    assert len(shop.files) > 3
    assert shop.built() == first
    assert len(shop.made) <= WHOLE


def test_of_a_changed_record_only_the_sheets_that_show_it_are_made(shop: Shop) -> None:
    """The site is the one that is built of nothing."""
    shop.built()
    shop.change(17, "root_cause: A coin.\n")
    site = shop.built()
    assert "shop/incidents/2025-02-17-till.md" in shop.made
    assert len(shop.made) < len(DAYS) - WHOLE
    assert "A coin." in site["shop/incidents/2025-02-17-till/index.html"].decode()
    assert site == shop.built_of_nothing()


def test_a_site_that_is_gone_is_built_of_what_is_kept(shop: Shop) -> None:
    """What is kept needs no old site."""
    before = shop.built()
    shutil.rmtree(shop.project.site)
    assert shop.built() == before
    assert len(shop.made) <= WHOLE


def cut_short(files: Sequence[Path]) -> None:
    """Let files end too early, at their beginning and in the middle."""
    for number, file in enumerate(files):
        file.write_bytes(file.read_bytes()[: (0, 1, 31, 32, 50, 64, 65, -1)[number % 8]])


def spoil(files: Sequence[Path]) -> None:
    """Turn a bit in each, at different places."""
    for number, file in enumerate(files):
        written = bytearray(file.read_bytes())
        written[(0, 32, 64, 70, len(written) // 2, len(written) - 1)[number % 6]] ^= 1
        file.write_bytes(written)


def exchange(files: Sequence[Path]) -> None:
    """Put each into the place of the one before."""
    for file, text in zip(files, [file.read_bytes() for file in (*files[1:], files[0])], strict=True):
        file.write_bytes(text)


def put_folders_there(files: Sequence[Path]) -> None:
    """Put folders with the names of files there."""
    for file in files:
        file.unlink()
        file.mkdir()


def remove_all(files: Sequence[Path]) -> None:
    """Remove the cache, whole."""
    shutil.rmtree(files[0].parent.parent)


def move_it(files: Sequence[Path]) -> None:
    """Move what is kept of this project to where that of another one would be."""
    files[0].parent.rename(files[0].parent.with_name("0" * 32))


@pytest.mark.parametrize("wrong", [cut_short, spoil, exchange, put_folders_there, remove_all, move_it])
def test_what_is_spoilt_or_gone_is_made_again(shop: Shop, wrong: Callable[[Sequence[Path]], None]) -> None:
    """The site is the same, and after it everything is kept again."""
    before = shop.built()
    names = [file.name for file in shop.files]
    wrong(shop.files)
    assert shop.built() == before
    assert len(shop.made) == len(DAYS)
    if wrong is not put_folders_there:  # which nobody may remove: somebody has put them there
        assert set(names) <= {file.name for file in shop.files}
        assert shop.built() == before
        assert len(shop.made) <= WHOLE


@pytest.mark.parametrize("what", ["another day", "another program", "another theme", "the public edition"])
def test_another_world_makes_every_page_anew(shop: Shop, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was kept before is of no use, whatever it says."""
    shop.built()
    settings = (shop.project.root / "mkdocs.yml").read_text("utf-8")
    if what == "another day":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795300000")
    elif what == "another program":
        monkeypatch.setattr(made_of, "program_state", lambda: b"a later version")
    elif what == "another theme":
        shop.project.write("mkdocs.yml", settings.replace("theme:", "theme:\n  language: de"))
    else:
        shop.project.write("mkdocs.yml", settings.replace("[runbook-site]", "[runbook-site: {edition: public}]"))
    site = shop.built()
    assert len(shop.made) == len(DAYS)
    assert site == shop.built_of_nothing()


def test_only_what_is_used_stays(shop: Shop) -> None:
    """Sheets of incidents that are gone go, and so does what a killed build began; other files stay."""
    shop.built()
    folder = shop.files[0].parent
    begun, foreign = folder / "0123.4711", folder / "notes.txt"
    for file in (begun, foreign):
        file.write_text("here", encoding="utf-8")
    for day in DAYS[1:]:
        (shop.project.root / f"incidents/shop/2025-02-{day}-till.yaml").unlink()
    shop.built()
    assert sorted(file.name for file in folder.iterdir()) == sorted(["CACHEDIR.TAG", shop.files[0].name, "notes.txt"])


def test_a_cache_that_is_removed_during_a_build_is_no_failure(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody empties their cache folder: the site is whole."""
    find = KeptSheets.find

    def removed(self: KeptSheets, leaves: Sequence[Leaf]) -> Kept | None:
        shutil.rmtree(shop.cache, ignore_errors=True)
        return find(self, leaves)

    monkeypatch.setattr(KeptSheets, "find", removed)
    site = shop.built()
    assert not shop.cache.exists()
    monkeypatch.undo()
    monkeypatch.setenv(VARIABLE, "")
    assert site == shop.built_of_nothing()


def test_a_full_disk_keeps_nothing_and_builds(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is whole, and nothing half-written is left."""
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.suffix == ".sheets":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    site = shop.built()
    assert [file.name for file in shop.cache.glob("*/*")] == ["CACHEDIR.TAG"]
    monkeypatch.undo()
    monkeypatch.setenv(VARIABLE, "")
    assert site == shop.built_of_nothing()


def test_a_package_that_changes_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more, another version, or the same one installed again."""
    monkeypatch.syspath_prepend(tmp_path)
    states = [program_state.__wrapped__()]
    (tmp_path / "till-1.0.dist-info").mkdir()
    states.append(program_state.__wrapped__())
    (tmp_path / "till-1.0.dist-info").rename(tmp_path / "till-1.1.dist-info")
    states.append(program_state.__wrapped__())
    os.utime(tmp_path / "till-1.1.dist-info", (1, 1))
    states.append(program_state.__wrapped__())
    assert len(set(states)) == 4


def test_odd_places_for_packages_are_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python itself names the current folder by nothing; others are gone, are files, or hold a link to nothing."""
    (tmp_path / "file").write_text("here", encoding="utf-8")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "lost-1.0.dist-info").symlink_to(tmp_path / "nowhere")
    before = program_state.__wrapped__()
    for place in ("", str(tmp_path / "gone"), str(tmp_path / "file")):
        monkeypatch.syspath_prepend(place)
    assert program_state.__wrapped__() == before
    monkeypatch.syspath_prepend(tmp_path / "odd")
    assert program_state.__wrapped__() != before


@given(st.lists(st.text("abc", min_size=1, max_size=6), unique=True), st.data())
def test_a_page_more_changes_the_piece_that_it_is_in(names: list[str], data: st.DataObject) -> None:
    """Pieces hold all pages in their order; one page more changes two of them, but for those cut by their length."""
    before = [*cut(names, 4, str)]
    assert [name for piece in before for name in piece] == names
    assert all(len(piece) <= 16 for piece in before)
    place = data.draw(st.integers(0, len(names)))
    after = cut([*names[:place], "new", *names[place:]], 4, str)
    strangers = [piece for piece in after if piece not in before]
    assert len([piece for piece in strangers if crc32(piece[0].encode()) % 4 == 0]) <= 2


@pytest.mark.parametrize(("pages", "size"), [(0, 16), (100, 16), (2_047, 16), (4_096, 32), (10_000, 64)])
def test_sizes_of_pieces_are_powers_of_two(pages: int, size: int) -> None:
    """So that the pieces of ten thousand pages are those of ten thousand and one."""
    assert sheet_size(pages) == size
