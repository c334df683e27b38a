"""How many processes there may be."""

import multiprocessing
import os
import sys
import threading


def spare_processes() -> int:
    """Return how many processes there may be beside this one: as many as there are other processors to run them.

    None beside threads: a copy of a process has one thread only, and waits for ever for what another one holds.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or multiprocessing.current_process().daemon:
        return 0
    return len(os.sched_getaffinity(0)) - 1
