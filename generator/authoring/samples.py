"""What a skeleton shows where nobody has said anything yet: what can be chosen, else a placeholder."""

from dataclasses import dataclass

from generator.authoring.keys import Key, example
from generator.library.library import Library
from generator.records.post_mortem_form import MILESTONES
from generator.records.record import Document
from generator.records.refs import Key as RecordKey
from generator.records.refs import PersonRef, Ref
from generator.records.scalars import Flag, Prose, Scalar
from generator.records.times import Day, Moment, Zone

PLACEHOLDER = "…"
_DAY = "YYYY-MM-DD"
_SHAPES: tuple[tuple[type[Scalar], str], ...] = ((Moment, "HH:MM"), (Day, _DAY), (PersonRef, f"@{PLACEHOLDER}"))
_MOST = 6


@dataclass(frozen=True)
class Samples:
    """Sample values for the records of one handbook. Nobody can take one for a fact, and `check` refuses it as one."""

    library: Library
    handbook: str

    def text(self, key: Key) -> str:
        """Return what stands for a key's value: one of what can be chosen, else a placeholder of its shape."""
        scalar = key.scalar or Scalar
        if key.choices or issubclass(scalar, Flag):
            return example(key)[0]
        if issubclass(scalar, Zone):
            return str(self.library.handbook(self.handbook).timezone)
        if issubclass(scalar, Ref) and (ids := self.ids(scalar)):
            return ids[0]
        shape = next((shape for known, shape in _SHAPES if issubclass(scalar, known)), PLACEHOLDER)
        return f"{_DAY} {shape}" if key.name == MILESTONES[0] else shape

    def like(self, key: Key) -> str:
        """Return an example of a value, as a comment says it; nothing where the key is prose, or says enough."""
        scalar = key.scalar or Scalar
        if key.choices or issubclass(scalar, (Ref, Prose, Flag, Moment)) or not key.examples:
            return ""
        return ", ".join(key.examples)

    def ids(self, scalar: type[Ref]) -> tuple[str, ...]:
        """Return what a reference of this kind can name in the handbook, in the order that pages show."""
        if scalar.kind == "incident":
            return ()  # an incident that is meant is meant in particular
        found = [key for key in self.library.by_key if (key.kind, key.handbook) == (scalar.kind, self.handbook)]
        return tuple(key.id for key in sorted(found, key=self._seat))

    def choices(self, key: Key) -> str:
        """Return what can be written instead of the sample, as a comment says it; nothing when anything can."""
        ids = self.ids(key.scalar) if key.scalar and issubclass(key.scalar, Ref) else ()
        names = key.choices or ids
        if len(names) <= 1:
            return ""
        shown = names if key.choices or len(names) <= _MOST else (*names[:_MOST], "…")
        return ", ".join(shown)

    def _seat(self, key: RecordKey) -> tuple[int, str]:
        record = self.library.by_key[key]
        return (record.origin.index or 0, record.title.lower() if isinstance(record, Document) else key.id)
