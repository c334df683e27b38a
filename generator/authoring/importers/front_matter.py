"""Front matter as plain data: YAML between `---`, TOML between `+++`."""

import tomllib

from generator.authoring.importers.document import Document
from generator.records.reader import Data
from generator.records.source import parse


def facts_of(document: Document) -> dict[str, Data]:
    """Return what the front matter says, each value as text, list or mapping; empty when it cannot be read."""
    front = document.front
    if front is None:
        return {}
    if not front.is_toml:
        data = parse(front.text, document.path).data
        return data if isinstance(data, dict) else {}
    try:
        return {key: _text(value) for key, value in tomllib.loads(front.text).items()}
    except tomllib.TOMLDecodeError:
        # It is no TOML after all; the reader keeps it as it stands.
        return {}


def comments_of(document: Document) -> str:
    """Return the lines of the front matter that are comments, which no value has; empty without any."""
    rows = document.front.text.split("\n") if document.front and facts_of(document) else []
    return "\n".join(row.strip(" #") for row in rows if row.startswith("#") and row.strip(" #"))


def _text(value: object) -> Data:
    if isinstance(value, dict):
        return {str(key): _text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_text(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
