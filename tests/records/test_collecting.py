"""The search for what nobody needs is off for a while, and on again whatever happens."""

import gc

import pytest

from generator.records.collecting import later_collecting


def test_it_is_off_inside_and_on_behind() -> None:
    """Also when the block fails."""
    states: dict[str, bool] = {}
    with pytest.raises(KeyError), later_collecting():
        states[str(gc.isenabled())] = states["unknown"]
    with later_collecting():
        states["inside"] = gc.isenabled()
    assert (states, gc.isenabled()) == ({"inside": False}, True)


def test_what_was_off_stays_off() -> None:
    """A block in a block, or a program that runs without it."""
    with later_collecting():
        with later_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
