"""How far a build is, on a terminal and nowhere else."""

import io
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from generator.engines.progress import Progress
from tests.engines.conftest import Project, surroundings


class Terminal(io.StringIO):
    """A stream that somebody sits before."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def clock(*seconds: float) -> Callable[[], float]:
    """Return a clock that shows these times, one after the other."""
    times: Iterator[float] = iter(seconds)
    return lambda: next(times)


def test_a_line_takes_the_place_of_the_one_before() -> None:
    """The cursor stands at its beginning, so that a warning takes its place, too; at last nothing is left."""
    stream = Terminal()
    progress = Progress(stream, clock(1, 1, 2, 2))
    progress.say("reading")
    progress.say("writing")
    progress.end()
    progress.end()
    assert stream.getvalue() == "reading\x1b[K\rwriting\x1b[K\r\x1b[K"


def test_words_that_nobody_could_read_are_left_out() -> None:
    """A build says more in a second than a terminal can show."""
    stream = Terminal()
    progress = Progress(stream, clock(1, 1, 1.05, 1.2, 1.2))
    for words in ("one", "two", "three"):
        progress.say(words)
    assert stream.getvalue() == "one\x1b[K\rthree\x1b[K\r"


def test_a_file_gets_no_word() -> None:
    """Nor does the log of a machine that builds."""
    stream = io.StringIO()
    progress = Progress(stream)
    progress.say("reading")
    progress.end()
    assert stream.getvalue() == ""


LOOK = (
    "Look at it with: python3 -m http.server --bind 127.0.0.1 --directory site 8000\r\n"
    "and http://127.0.0.1:8000/ in a browser.\r\n"
)


@pytest.mark.parametrize(
    ("command", "last"), [(("generator", "build"), LOOK), (("mkdocs", "build", "--quiet"), "")], ids=["ours", "mkdocs"]
)
def test_a_build_at_a_terminal_says_how_far_it_is(project: Project, command: tuple[str, ...], last: str) -> None:
    """On stderr, and the line is gone at the end, before the last word."""
    screen, errors = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project.root,
        env=surroundings(),
        stdout=subprocess.DEVNULL,
        stderr=errors,
        check=False,
    )
    os.close(errors)
    shown = os.read(screen, 65536).decode()
    os.close(screen)
    assert done.returncode == 0
    assert shown.startswith("reading the records\x1b[K\r")
    assert "writing pages" in shown
    assert shown.endswith(f"\x1b[K{last}")
