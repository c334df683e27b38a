"""What a build asks of Python's collector of garbage."""

import gc
import subprocess
import sys
from typing import Literal

import pytest

from generator.engines.mkdocs import RunbookSitePlugin

RING = """\
import gc
from generator.engines.mkdocs import RunbookSitePlugin


class Ring:
    def __del__(self):
        print("given back")


gc.disable()
ring = Ring()
ring.itself = ring
del ring
{begin}
"""


@pytest.mark.parametrize(
    ("begin", "said"),
    [
        ("", "given back\n"),
        ("for _ in range(2): RunbookSitePlugin().on_startup(command='build', dirty=False)", ""),
    ],
)
def test_a_process_ends_with_what_its_build_made(begin: str, said: str) -> None:
    """A build's records hold each other: Python would look through all of them to end, and give back each by itself."""
    ran = subprocess.run([sys.executable, "-c", RING.format(begin=begin)], capture_output=True, text=True, check=True)
    assert ran.stdout == said


@pytest.mark.parametrize(("command", "is_seldom"), [("build", True), ("gh-deploy", True), ("serve", False)])
def test_a_build_is_looked_through_seldom_and_what_follows_as_before(
    command: Literal["build", "gh-deploy", "serve"], *, is_seldom: bool
) -> None:
    """A preview goes on for hours: there Python looks as always."""
    before = gc.get_threshold()
    plugin = RunbookSitePlugin()
    plugin.on_startup(command=command, dirty=False)
    during = gc.get_threshold()
    plugin.on_shutdown()
    assert (during > before, gc.get_threshold()) == (is_seldom, before)
