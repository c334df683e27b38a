"""What a rule finds: a fault in a record of the library, before anybody knows the line."""

from dataclasses import dataclass

from generator.problems import Level
from generator.records.kind import Record
from generator.records.notes import Loc


@dataclass(frozen=True)
class Finding:
    """A record, the place in its data, and what is wrong there."""

    record: Record
    loc: Loc
    sentence: str
    code: str
    level: Level = "error"
    word: str = ""
    """The word at fault, when it stands inside a longer text: its line is pointed at."""
