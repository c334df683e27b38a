"""The words of the incidents, for a word that was mistyped: read only when one was found nowhere."""

import re
from collections.abc import Iterator
from typing import Final

from generator.pages.page import DataFile
from generator.pages.search.files import data_file
from generator.pages.search.postings import Terms

MOST_WORDS: Final = 20_000
_WORD: Final = re.compile(r"[^\W\d_]{4,24}")


def vocabulary_files(known: Terms) -> Iterator[tuple[str, DataFile]]:
    """Yield one file with the words that most incidents have, the most frequent first; none without incidents.

    Names with digits are left out: one letter wrong in those is another name.
    """
    words = sorted((-held.count, term) for term, held in known.items() if _WORD.fullmatch(term))
    if words:
        yield data_file("words", {"words": " ".join(term for _, term in words[:MOST_WORDS])})
