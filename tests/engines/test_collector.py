"""What a build asks of Python's collector of garbage."""

import subprocess
import sys

import pytest

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
