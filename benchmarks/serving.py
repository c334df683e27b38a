"""How long a writer waits: from saving a record until the server answers with the new page."""

import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import CommandFailedError, running

_LOOK_EVERY = 0.05


def reload_seconds(command: Sequence[str], folder: Path, address: str, change: tuple[Path, str], limit: float) -> float:
    """Start a server, wait for a page, change its record and return the seconds until the page has the new words.

    `change` is the record and the sentence that is put into it, `limit` the seconds for each of the two waits.

    Raises:
        CommandFailedError: the server ended, or a wait ran into its limit.

    """
    record, sentence = change
    with running(command, folder) as server:
        _wait(server.poll, address, "<html", limit)
        time.sleep(1.5)  # the watchers of all four begin a moment after the first answer
        put(record, sentence)
        saved = time.perf_counter()
        _wait(server.poll, address, sentence, limit)
        return time.perf_counter() - saved


def put(record: Path, sentence: str) -> None:
    """Write a sentence into a record, in place of the word that stands at the head of its summary's last paragraph."""
    text = record.read_text(encoding="utf-8")
    head, mark, tail = text.partition("\n\n" if record.suffix == ".yaml" else "## Summary\n\n")
    if not mark:
        raise ValueError(f"{record.name} has no summary of two paragraphs")
    indent = tail[: len(tail) - len(tail.lstrip(" "))]
    record.write_text(f"{head}{mark}{indent}{sentence} {tail.lstrip(' ')}", encoding="utf-8")


def _wait(ended: object, address: str, words: str, limit: float) -> None:
    """Return when a page answers with the words."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < limit:
        if callable(ended) and ended() is not None:
            raise CommandFailedError("the server ended")
        try:
            with urllib.request.urlopen(address, timeout=limit) as answer:  # noqa: S310 - our own server's address
                if words in answer.read().decode("utf-8", "replace"):
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass  # it is not up yet, or between two builds
        time.sleep(_LOOK_EVERY)
    raise CommandFailedError(f"no answer with the words within {limit:.0f} s")
