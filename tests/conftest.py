"""What every test may ask for: the repository's root, its site as our own command builds it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.elsewhere import Elsewhere

# A busy machine is no bug: no test fails for the time one example takes. CI keeps hypothesis' own profile of that name.
settings.register_profile("here", deadline=None)
if "CI" not in os.environ:
    settings.load_profile("here")

# What one run of the tests keeps, no other one finds.
CACHE = tempfile.TemporaryDirectory(prefix="runbook-site-cache-")
os.environ["RUNBOOK_SITE_CACHE"] = CACHE.name

ROOT = Path(__file__).parent.parent
Build = Callable[[str, list[str]], Path]


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a function (name, command) that builds a site once for all workers; the folder is the last word."""
    in_a_worker = "PYTEST_XDIST_WORKER" in os.environ
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if in_a_worker else base

    def build(name: str, command: list[str]) -> Path:
        folder = shared / name
        done = shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                run(*command, str(folder))
                done.touch()
        return folder

    return build


@pytest.fixture(scope="session")
def built_site(build_once: Build) -> Path:
    """Return the folder of the repository's own site, internal edition, built by `runbook-site build`."""
    return build_once("site", ["-m", "generator", "build", "--site"])


@pytest.fixture(scope="session")
def public_site(build_once: Build) -> Path:
    """Return the folder of the same site in the public edition."""
    return build_once("public-site", ["-m", "generator", "build", "--edition", "public", "--site"])


@pytest.fixture(scope="session")
def offline_site(build_once: Build) -> Path:
    """Return the folder of the site that opens without a web server, built as `make offline` does."""
    command = ["-m", "generator", "build", "--config", "mkdocs.offline.yml", "--site"]
    return build_once("offline-site", command)


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    """Return an environment into which the wheel of this checkout is installed."""
    return Elsewhere.made(tmp_path_factory.mktemp("elsewhere"), ROOT)


def run(*arguments: str) -> str:
    """Run this Python with the arguments in the repository's root and return what it printed; exit 0 or fail."""
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.fail(f"{' '.join(arguments)} exited with {done.returncode}\n{done.stdout}{done.stderr}", pytrace=False)
    return done.stdout
