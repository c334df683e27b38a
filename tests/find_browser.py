"""Find a Chromium for the browser tests; started as a program, get one where there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

WITHOUT_WINDOWS = "chromium-headless-shell"
"""Chromium as Debian and Playwright have it for programs. The tests open no window, and take half as long with it."""
COMMANDS = (
    WITHOUT_WINDOWS,
    *("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge"),
)
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
DEBIANS_BROWSER = (WITHOUT_WINDOWS, "fonts-noto-color-emoji")
DRIVER_NEEDS = "libatomic1"  # Playwright's own Node; a small Debian image lacks it
HOW_TO_GET_ONE = (
    f"no browser: these tests need Chromium or Chrome. Install one (on Debian: apt-get install {WITHOUT_WINDOWS}), "
    "or run `python -m playwright install --with-deps chromium`, or name one: CHROMIUM=/path/to/chrome make test"
)
HOW_TO_START_THE_DRIVER = (
    "no driver: Playwright, which drives the browser, does not start; `python -m playwright --version` says why. "
    f"On Debian and Ubuntu it is mostly the missing package {DRIVER_NEEDS}"
)


def find() -> Path | None:
    """Return a browser that starts: the one that CHROMIUM names, else one of this machine, else Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return next(filter(_starts, [Path(named)]), None)
    there = [Path(found) for command in COMMANDS if (found := shutil.which(command))]
    return next(filter(_starts, [*there, *APPLICATIONS]), None) or next(filter(_starts, _playwrights_own()), None)


def get() -> Path | None:
    """Return a browser that starts, installed now if need be: Debian's where apt is ours to use, else Playwright's."""
    browser = find()
    is_quickest = browser is not None and browser.name == WITHOUT_WINDOWS
    missing = [] if is_quickest or os.environ.get("CHROMIUM") else [*DEBIANS_BROWSER]
    missing += [] if _driver_starts() else [DRIVER_NEEDS]
    if missing and _apt_is_ours():
        _run("apt-get", "update", "--quiet")
        _run("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", *missing)
        browser = find()
    if browser is None and not os.environ.get("CHROMIUM"):
        _run(sys.executable, "-m", "playwright", "install", "chromium")
        browser = find()
    return browser


def main() -> int:
    """Say which browser the tests will use, and exit with 1 when there is none to be had."""
    browser = get()
    if browser is None or not _driver_starts():
        sys.stderr.write(f"{HOW_TO_START_THE_DRIVER if browser else HOW_TO_GET_ONE}\n")
        return 1
    sys.stdout.write(f"the browser tests use {browser}\n")
    return 0


def _starts(browser: Path) -> bool:
    # A file is not enough: Ubuntu's chromium-browser is a script that only names a snap package.
    if not browser.is_file():
        return False
    return subprocess.run([browser, "--version"], capture_output=True, check=False).returncode == 0


def _driver_starts() -> bool:
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _playwrights_own() -> Iterator[Path]:
    if _driver_starts():
        with sync_playwright() as playwright:
            yield Path(playwright.chromium.executable_path)


def _apt_is_ours() -> bool:
    # Ubuntu's archive has only the snap script, so its own release file must say Debian.
    release = Path("/etc/os-release")
    is_debian = release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()
    return is_debian and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _run(*command: str) -> None:
    # A failed install is not the end: the next way is tried, and main() says so when none is left.
    sys.stdout.write(f"installing a browser: {' '.join(command)}\n")
    sys.stdout.flush()
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, check=False, stdin=subprocess.DEVNULL, env=quiet)


if __name__ == "__main__":
    sys.exit(main())
