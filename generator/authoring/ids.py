"""The id that a title gives: what can stand in an address of its letters."""

import unicodedata

from generator.records.names import slugify


def id_of(title: str) -> str:
    """Return a title as an id, accents taken off: `läuft` is `lauft`, `Straße` is `strasse`; nothing where none can."""
    letters = unicodedata.normalize("NFKD", title.casefold())
    return slugify("".join(letter for letter in letters if not unicodedata.combining(letter)))
