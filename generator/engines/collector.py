"""Python's collector of garbage, told to look less often while a site is built, and not at all at the end."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (50_000, 20, 50)
"""After how many new objects the youngest are looked at, and each how many-th time all the older ones.

A build makes millions of objects that it keeps to the end: by default a sixth of its time goes into looking at them
again and again. Without any collection a thousand incidents take half as much memory more; so seldom, they do not.
"""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Collect seldom, and as before afterwards."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def end_with_memory() -> None:
    """Let this process end with what it holds, which the system takes back at once.

    At its end Python looks for garbage once more, and gives back each small thing by itself: with ten thousand
    records that is a twentieth of the build, for nobody. Whatever holds a file has closed it by then.
    """
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
