"""Which terms stand in which incidents, how much they say there and at which places: gathered in bytes.

Numbers are written seven bits to a byte, the lowest first; all bytes of a number but the last have their highest bit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.pages.search.entry import LEADING, TITLE
from generator.pages.search.stop_words import STOP_WORDS
from generator.pages.search.words import MARGIN, REMEMBERED, Read, terms_of

_SATURATION: Final = 1.2
_LENGTH: Final = 0.5
_USUAL_LENGTH: Final = 256
"""Words of a usual entry. BM25 asks for the average; a number of its own for all sites keeps postings as they are when
one incident is added."""
_USUAL_WEIGHT: Final = 3.0
AHEAD: Final = ((LEADING, 0.3), (TITLE, 0.8))
"""How much of all that a term can say it says by standing in a text whose words count so often: whatever a long text
repeats, what a title says it says more."""
_MOST: Final = 255


@dataclass(slots=True)
class Postings:
    """One term's entries, ascending."""

    first: int
    """The number of the first entry."""
    last: int
    """The number of the last entry."""
    count: int = 0
    entries: bytearray = field(default_factory=bytearray)
    """For each entry after the first how many numbers further it is, and for each how much the term says there."""
    places: bytearray = field(default_factory=bytearray)
    """For each entry how often the term stands there, and at which places, each counted from the one before."""


Terms = dict[str, Postings]
_SEVEN_BITS: Final = 127
_USUAL: Final = 1024
"""Most numbers are below this one: they are kept as they are written."""
_telling: dict[str, Read] = {}
"""What was read of texts without spaces, without the words that say nothing."""
_single: dict[str, str] = {}
"""The same of texts that are one word, as nearly all are; of a word that says nothing no term."""


def add_texts(known: Terms, number: int, texts: Sequence[tuple[str, int]]) -> None:
    """Add the entry `number`, higher than all before, with its texts and how often the words of each count."""
    # Of each term how often its words count, then its places.
    said: dict[str, list[int]] = {}
    said_of, single = said.get, _single.get
    start = 0
    # One loop without calls: all that ten thousand incidents say goes through here.
    for text, weight in texts:
        for line in text.split("\n"):
            for chunk in line.split():
                term = single(chunk)
                if term is None:
                    found, length = _telling.get(chunk) or _learnt(chunk)
                    for one, place in found:
                        places = said.setdefault(one, [0])
                        places[0] += weight
                        places.append(start + place)
                    start += length
                    continue
                if term:
                    if (held := said_of(term)) is None:
                        said[term] = [weight, start]
                    else:
                        held[0] += weight
                        held.append(start)
                start += 1
            start += MARGIN
    norm = _SATURATION * _USUAL_WEIGHT * (1 - _LENGTH + _LENGTH * start / _USUAL_LENGTH)
    _add(known, number, said, _ahead(texts), norm)


def _ahead(texts: Sequence[tuple[str, int]]) -> dict[str, float]:
    """Return the terms that say something by where they stand alone, and how much of all that they can say."""
    found: dict[str, float] = {}
    for least, share in AHEAD:
        said = [chunk for text, weight in texts if weight >= least for chunk in text.split()]
        found |= dict.fromkeys(_terms_of_all(said), share)
    return found


def _terms_of_all(chunks: Iterable[str]) -> Iterator[str]:
    """Yield the terms of texts without spaces, and an empty one for a word that says nothing."""
    for chunk in chunks:
        if (term := _single.get(chunk)) is not None:
            yield term
        else:
            yield from (one for one, _ in (_telling.get(chunk) or _learnt(chunk))[0])


def _add(known: Terms, number: int, said: Mapping[str, list[int]], ahead: Mapping[str, float], norm: float) -> None:
    """Add what an entry says: for each term how often its words count, then its places, ascending. Uses it up."""
    usual: dict[int, int] = {}
    for term, places in said.items():
        weight = places.pop(0)
        if term in ahead:
            says = _much(ahead[term], weight, norm)
        elif (says := usual.get(weight, 0)) == 0:  # hundreds of terms have some ten weights
            says = usual[weight] = _much(0, weight, norm)
        held = known.get(term)
        if held is None:
            held = known[term] = Postings(number, number)
        else:
            gap = number - held.last
            held.entries += _VARINTS[gap] if gap < _USUAL else varint(gap)
            held.last = number
        held.entries.append(says)
        held.count += 1
        written, before = held.places, 0
        many = len(places)
        written += _VARINTS[many] if many < _USUAL else varint(many)
        for place in places:
            gap = place - before
            written += _VARINTS[gap] if gap < _USUAL else varint(gap)
            before = place


def _much(share: float, weight: int, norm: float) -> int:
    return max(1, round(_MOST * (share + (1 - share) * weight / (weight + norm))))


def _learnt(chunk: str) -> Read:
    found, length = terms_of(chunk)
    if len(_telling) + len(_single) >= REMEMBERED:
        _telling.clear()
        _single.clear()
    found = tuple(pair for pair in found if pair[0] not in STOP_WORDS)
    if length == 1 and len(found) <= 1:
        _single[chunk] = found[0][0] if found else ""
    else:
        _telling[chunk] = found, length
    return found, length


def joined(known: Terms, more: Terms, shift: int) -> None:
    """Add the terms of another index, whose entries come after all of this one: each number is `shift` higher."""
    for term, theirs in more.items():
        ours = known.get(term)
        if ours is None:
            known[term] = Postings(
                theirs.first + shift, theirs.last + shift, theirs.count, theirs.entries, theirs.places
            )
            continue
        ours.entries += varint(theirs.first + shift - ours.last)
        ours.entries += theirs.entries
        ours.places += theirs.places
        ours.last = theirs.last + shift
        ours.count += theirs.count


def varint(number: int) -> bytes:
    """Return a number as it is written among others."""
    return _VARINTS[number] if number < _USUAL else bytes(_sevens(number))


def _sevens(number: int) -> Iterator[int]:
    while number > _SEVEN_BITS:
        yield number & _SEVEN_BITS | _SEVEN_BITS + 1
        number >>= 7
    yield number


_VARINTS: Final = tuple(bytes(_sevens(number)) for number in range(_USUAL))
