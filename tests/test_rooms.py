"""The order of the rooms (docs/architecture.md): imports go back towards the door, each dependency has one importer."""

import ast
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOMS = ("problems", "records", "library", "pages", "authoring", "today", "engines", "output", "cli", "__main__")
"""From the door to the street: a module may import from its own room and from those before it."""

NARROWER = {"authoring": {"problems", "records", "library", "authoring"}}
"""Rooms that may use less than everything before them: what helps people write knows nothing of pages."""

IMPORTERS = {
    "click": ("generator.cli", "generator.cli.*"),
    "icalendar": ("generator.pages.feeds.*",),
    "jinja2": (
        "generator.pages.kept_code",
        "generator.pages.render",
        "generator.pages.template_code",
        "generator.engines.mkdocs*",
    ),
    "markdown_it": ("generator.authoring.importers.markdown_blocks",),
    "markdown": ("generator.pages.prose", "generator.pages.dialect"),
    "markupsafe": ("generator.pages.*", "generator.engines.*"),
    "material": ("generator.engines.mkdocs*",),
    "mkdocs": ("generator.engines.mkdocs*",),
    "platformdirs": ("generator.engines.cache_folder",),
    "nh3": ("generator.pages.prose",),
    "pydantic": ("generator.records.*", "generator.library.*", "generator.pages.*", "generator.authoring.schema"),
    "pydantic_core": ("generator.records.*",),
    "pymdownx": ("generator.pages.dialect",),
    "yaml": ("generator.records.composing",),
}
"""Each package that is not ours nor Python's, and the modules that may import it."""

Imports = dict[str, tuple[str, ...]]


def test_imports_go_back_towards_the_door(imports: Imports) -> None:
    """No module knows a room that comes after its own."""
    assert sorted(wrong_rooms(imports)) == []


def test_no_module_imports_itself_in_a_circle(imports: Imports) -> None:
    """Within a room any order is right, but a circle is none."""
    assert circle(imports) == []


def test_each_dependency_has_its_importer(imports: Imports) -> None:
    """A dependency can be exchanged at one place; a new one gets its line above first."""
    assert sorted(strange_imports(imports)) == []


def test_every_import_is_absolute(root: Path) -> None:
    """One style: the whole name, so that a module can be found and moved by searching for it."""
    relative = [
        f"{file.relative_to(root)}:{node.lineno}"
        for file in modules(root).values()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


@pytest.mark.parametrize(
    ("importer", "imported", "fault"),
    [
        pytest.param("generator.records.load", "generator.problems", [], id="back towards the door"),
        pytest.param("generator.records.load", "generator.records.kind", [], id="own room"),
        pytest.param("generator.pages.book", "generator", [], id="the version"),
        pytest.param(
            "generator.records.load",
            "generator.library.library",
            ["generator.records.load imports generator.library.library"],
            id="a later room",
        ),
        pytest.param(
            "generator.problems", "generator.records", ["generator.problems imports generator.records"], id="the door"
        ),
        pytest.param(
            "generator.authoring.edit",
            "generator.pages.prose",
            ["generator.authoring.edit imports generator.pages.prose"],
            id="authoring knows no pages",
        ),
        pytest.param("generator.attic", "generator", ["generator.attic is in no room"], id="a new room"),
    ],
)
def test_order_of_rooms_is_judged(importer: str, imported: str, fault: list[str]) -> None:
    """The judge itself: what is allowed passes, what is not is named."""
    assert list(wrong_rooms({importer: (imported,)})) == fault


@pytest.mark.parametrize(
    ("importer", "imported", "fault"),
    [
        pytest.param("generator.records.composing", "yaml.nodes", [], id="its importer"),
        pytest.param("generator.records.load", "json", [], id="Python's own"),
        pytest.param("generator.engines.mkdocs", "mkdocs.plugins", [], id="the adapter"),
        pytest.param("generator.engines.mkdocs.files", "mkdocs.plugins", [], id="the adapter as a package"),
        pytest.param("generator.cli", "yaml", ["generator.cli imports yaml"], id="another module"),
        pytest.param("generator.cli", "requests", ["generator.cli imports requests"], id="not in the table"),
    ],
)
def test_dependencies_are_judged(importer: str, imported: str, fault: list[str]) -> None:
    """The judge itself: a dependency passes in its own module and nowhere else."""
    assert list(strange_imports({importer: (imported,)})) == fault


def test_a_circle_is_named() -> None:
    """The judge itself: it says which modules make the circle."""
    assert circle({"a": ("b",), "b": ("c",), "c": ("json",)}) == []
    assert circle({"a": ("b",), "b": ("a",)}) in (["a", "b", "a"], ["b", "a", "b"])


@pytest.fixture(scope="module")
def imports(root: Path) -> Imports:
    """Return every module of the generator with what it imports, anywhere in it, by full name."""
    known = modules(root)
    return {name: tuple(imported_by(file, known)) for name, file in known.items()}


def modules(root: Path) -> dict[str, Path]:
    """Return every module of the generator: its full name and its file."""
    files = sorted((root / "generator").rglob("*.py"))
    return {".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


def imported_by(file: Path, known: dict[str, Path]) -> Iterator[str]:
    """Yield the full name of each module that a file imports; `from a import b` is a.b where that is a module."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            for alias in node.names:
                whole = f"{origin}.{alias.name}"
                yield whole if whole in known else origin


def wrong_rooms(imports: Imports) -> Iterator[str]:
    """Yield a sentence for each import of a room that the importer's room may not use."""
    for importer, imported in imports.items():
        room = room_of(importer)
        if room not in ROOMS and importer != "generator":
            yield f"{importer} is in no room"
            continue
        allowed = NARROWER.get(room, set(ROOMS[: ROOMS.index(room) + 1]) if room in ROOMS else set())
        ours = (name for name in imported if name.startswith("generator."))
        yield from (f"{importer} imports {name}" for name in ours if room_of(name) not in allowed)


def strange_imports(imports: Imports) -> Iterator[str]:
    """Yield a sentence for each import of a package that is neither ours nor Python's at a place not meant for it."""
    for importer, imported in imports.items():
        for name in imported:
            package = name.partition(".")[0]
            if package == "generator" or package in sys.stdlib_module_names:
                continue
            if not any(fnmatchcase(importer, pattern) for pattern in IMPORTERS.get(package, ())):
                yield f"{importer} imports {name}"


def circle(imports: Imports) -> list[str]:
    """Return the modules of one circle of imports, the first again as the last; nothing when there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def room_of(name: str) -> str:
    """Return the room of a module: `records` for `generator.records.load`."""
    return name.split(".")[1] if "." in name else ""
