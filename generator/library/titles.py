"""What people call a record."""

from generator.records.kind import Record
from generator.records.rotation import Rotation


def title_of(record: Record) -> str:
    """Return what people call a record: its title or its name, else its id."""
    if isinstance(record, Rotation):
        return "On call"
    title = getattr(record, "title", None) or getattr(record, "name", None)
    return str(title or record.key.id)
