"""What became of one record, one page or the settings."""

from dataclasses import dataclass
from typing import Literal

What = Literal["new", "changed", "renamed", "removed"]
SETTINGS = "settings"


@dataclass(frozen=True)
class Change:
    """What became of one thing that people write."""

    what: What
    kind: str
    """The word for it: `incident`, `page`, `settings`."""
    kinds: str
    """The word for several of them."""
    title: str
    """What people call it now; what they called it, when it is gone."""
    path: str
    """Its file, relative to the project's folder."""
    lines: tuple[str, ...] = ()
    """A sentence for each thing that is different, lower case, without a full stop."""

    def words(self, count: int = 1) -> str:
        """Return what became of one or of several such things: `new runbook`, `pages changed`."""
        name = self.kind if count == 1 else self.kinds
        return f"{self.what} {name}" if self.what == "new" else f"{name} {self.what}"
