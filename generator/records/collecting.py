"""Python's search for what nobody needs any more, put off while much is made that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_LEFT_OUT: list[bool] = []
"""Not empty once something was left out; Python would count all that there is to say so."""


@contextmanager
def later_collecting() -> Iterator[None]:
    """Put the search off until the end of the block, and then leave out what is there; nothing changes where it is off.

    Reading makes hundreds of small things for every record, and all of them stay. The search would go through all that
    there are each time their number has grown by a quarter, and find nothing: it takes as long as the reading.
    """
    was_on = gc.isenabled()
    if was_on and _LEFT_OUT:
        # What the build before this one left would be kept for ever.
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            _LEFT_OUT[:] = [True]
            gc.enable()
