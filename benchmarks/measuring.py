"""What a command costs: seconds on the clock, seconds of processor and the most memory held, children included."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_POLL = 0.01
"""Seconds between two looks whether a command has ended."""
_SELDOM = 50
"""A look at the memory is followed by so many times its own length without one: it walks the page tables, holds them
while it does, and keeps a core busy that the command may want."""


class CommandFailedError(Exception):
    """A command ended badly or ran into its time limit; the message is what it said last."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: `wall` and `processor` in seconds, `memory` in megabytes (10^6 bytes)."""

    wall: float
    processor: float
    memory: float


def cost(command: Sequence[str], folder: Path, limit: float) -> Cost:
    """Run a command in a folder and return what it cost, with all its children; `limit` is in seconds.

    Memory is the greater of two lower bounds: the sum of the proportional sizes (Pss: pages that processes share count
    once) at the best of the looks, and the kernel's own peak of the largest process. Where there is no /proc it is
    the second alone.

    Raises:
        CommandFailedError: it ended with another status than 0, or took longer than the limit.

    """
    # What the command before has written goes to the disk now, and not while this one is measured.
    os.sync()
    begun = time.perf_counter()
    with _started(command, folder) as process:
        peak, next_look = 0.0, begun + 1
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if (now := time.perf_counter()) - begun > limit:
                raise CommandFailedError(f"stopped after {limit:.0f} s")
            if now > next_look:
                peak = max(peak, sum(_proportional(one) for one in _tree(process.pid)))
                next_look = time.perf_counter() + (time.perf_counter() - now) * _SELDOM
            time.sleep(_POLL)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise CommandFailedError(_last_words(folder, process.returncode))
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss * 1024) / 1e6)


def cache_of(folder: Path) -> Path:
    """Return the folder, beside its own, in which our commands may keep something of what they do in a folder."""
    return folder.with_name(f"{folder.name}-cache")


@contextmanager
def running(command: Sequence[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Keep a server running for the length of a `with`; it and its children are ended at the end."""
    with _started(command, folder) as process:
        yield process


@contextmanager
def _started(command: Sequence[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command in a session of its own, so that its children end with it; its words go to a file."""
    # Installed packages are compiled already; where Python is told to keep no compiled files, it would compile this
    # checkout at each command.
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    around["RUNBOOK_SITE_CACHE"] = str(cache_of(folder))
    with _words(folder).open("wb") as words:
        process = subprocess.Popen(command, cwd=folder, env=around, stdout=words, stderr=words, start_new_session=True)
        try:
            yield process
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _words(folder: Path) -> Path:
    """Return the file that takes what a command of this folder says."""
    return folder.parent / f"{folder.name}.log"


def _last_words(folder: Path, status: int) -> str:
    """Return why a command failed, in one line."""
    said = [line for line in _words(folder).read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return f"exit {status}: {said[-1].strip() if said else 'it said nothing'}"


def _tree(root: int) -> Iterator[int]:
    """Yield a process and every process below it; one that has just ended has none."""
    yield root
    try:
        children = Path(f"/proc/{root}/task/{root}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _proportional(pid: int) -> float:
    """Return the proportional size of a process in bytes, 0 where the kernel does not tell it."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((float(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0)
