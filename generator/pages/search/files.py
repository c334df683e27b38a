"""The files of the search, as docs/search-format.md says: scripts that hand over data and do nothing else.

Scripts, because a page opened from a disk may not fetch. All names but the root's carry the hash of what is in them.
"""

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Final

from generator.pages.page import DataFile
from generator.pages.search.postings import Postings, Terms, varint

FORMAT: Final = 1
"""Grows when a reader of an older format would understand something wrong."""
FOLDER: Final = "search"
ROOT: Final = f"{FOLDER}/root.js"
SHARD_BYTES: Final = 24_000
"""About how much is read to learn of one term. A term that most incidents have is a file of its own."""
_BASE64: Final = 3 / 4
_UNSAFE: Final = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")

Json = dict[str, object]


def data_file(name: str, content: Json) -> tuple[str, DataFile]:
    """Return a file's hash and the file: `terms/3` stands at `search/terms/3.<hash>.js`."""
    return _hashed(name, script(name, content))


def script(name: str, content: Json) -> str:
    """Return data as a script that hands it over under a name."""
    return f"runbookSiteSearch({safe_json({'name': name, **content})});\n"


def safe_json(content: Json) -> str:
    """Return data as JSON that ends no script and opens no comment, wherever somebody may put it."""
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    # One after the other: that is much sooner than to look for any.
    for sign, written in _UNSAFE:
        text = text.replace(sign, written)
    return text


def blocks(folder: str, entries: Sequence[bytes], many: int) -> Iterator[tuple[str, DataFile]]:
    """Yield entries, which are safe JSON in UTF-8 already, so many to a file, with the hash of each file."""
    for number, start in enumerate(range(0, len(entries), many)):
        name = f"{folder}/{number}"
        listed = b",".join(entries[start : start + many]).decode()
        yield _hashed(name, f'runbookSiteSearch({{"name":"{name}","entries":[{listed}]}});\n')


def _hashed(name: str, text: str) -> tuple[str, DataFile]:
    digest = blake2b(text.encode(), digest_size=5).hexdigest()
    return digest, DataFile(f"{FOLDER}/{name}.{digest}.js", text)


def shards(known: Terms) -> Iterator[tuple[str, Sequence[tuple[str, Postings]]]]:
    """Yield the terms in their order, some to a file, each with the first of them."""
    shard: list[tuple[str, Postings]] = []
    size = 0.0
    for term in sorted(known, key=order):
        held = known[term]
        more = len(term) + 4 + (len(held.entries) + 2) / _BASE64
        if shard and size + more > SHARD_BYTES:
            yield shard[0][0], shard
            shard, size = [], 0.0
        shard.append((term, held))
        size += more
    if shard:
        yield shard[0][0], shard


def order(term: str) -> bytes:
    """Return what terms are sorted by: their UTF-16 units, which is how a browser compares them."""
    return term.encode("utf-16-be", "surrogatepass")


def terms_file(number: int, shard: Sequence[tuple[str, Postings]]) -> tuple[str, DataFile]:
    """Return which entries have the terms of a shard."""
    lists = [varint(held.first + 1) + held.entries for _, held in shard]
    content: Json = {"terms": " ".join(term for term, _ in shard), "sizes": [len(one) for one in lists]}
    return data_file(f"terms/{number}", {**content, "entries": b64encode(b"".join(lists)).decode()})


def places_file(number: int, shard: Sequence[tuple[str, Postings]]) -> tuple[str, DataFile]:
    """Return where in their entries the terms of a shard stand, in the same order; it is read for phrases only."""
    sizes = [len(held.places) for _, held in shard]
    packed = b64encode(b"".join(bytes(held.places) for _, held in shard)).decode()
    return data_file(f"places/{number}", {"sizes": sizes, "places": packed})
