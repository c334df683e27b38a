"""The lock files say what pyproject.toml allows: the newest that was tried, and the oldest, for `make minimums`."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-minimum.lock")
PIN = re.compile(r"^([a-z0-9-]+)==([^ ;]+)", re.MULTILINE)


@pytest.fixture
def dependencies(root: Path) -> list[Requirement]:
    """Return what the package needs to run, as pyproject.toml says it."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_satisfies_every_dependency(root: Path, dependencies: list[Requirement], lock: str) -> None:
    """Nothing is missing from a lock, and no pin is outside its range."""
    pins = pinned(root / lock)
    wrong = [
        str(need)
        for need in dependencies
        if not all(need.specifier.contains(pin) for pin in pins.get(key(need), [Version("0")]))
    ]
    assert wrong == []


def test_minimum_lock_holds_the_floors(root: Path, dependencies: list[Requirement]) -> None:
    """`make minimums` runs with the very versions that the package promises to work with."""
    pins = pinned(root / "requirements-minimum.lock")
    assert {key(need): pins[key(need)] for need in dependencies} == {key(need): [floor(need)] for need in dependencies}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_address(root: Path, lock: str) -> None:
    """A file of another content is refused wherever it comes from, and a lock says nothing about where that is."""
    text = (root / lock).read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"\n(?=[a-z])", text) if PIN.match(block)]
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert re.findall(r"https?://|--\w*index-url|--find-links|@ file", text) == []


def pinned(lock: Path) -> dict[str, list[Version]]:
    """Return every package of a lock with its pins; there are two where Python versions differ."""
    pins: dict[str, list[Version]] = {}
    for name, version in PIN.findall(lock.read_text(encoding="utf-8")):
        pins.setdefault(name, []).append(Version(version))
    return pins


def key(need: Requirement) -> str:
    """Return a requirement's name as locks write it."""
    return str(canonicalize_name(need.name))


def floor(need: Requirement) -> Version:
    """Return the oldest version that a requirement allows."""
    return next(Version(bound.version) for bound in need.specifier if bound.operator == ">=")
