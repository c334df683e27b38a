"""The columns of a table of levels: what some level records, and what none does, which is said once."""

from dataclasses import dataclass

from generator.records.severity import Severity

_COLUMNS = (
    ("examples", "Examples"),
    ("response_time", "Response time"),
    ("resolution_target", "Resolution target"),
    ("update_every", "Updates every"),
    ("who_to_page", "Who to page"),
    ("post_mortem_policy", "Post-mortem"),
)


@dataclass(frozen=True)
class LevelColumns:
    """What stands in a table of levels beside their names and meanings."""

    shown: tuple[tuple[str, str], ...]
    """Attributes of a level, each with its heading."""
    unknown: tuple[str, ...]
    """The headings that no level has anything for."""


def level_columns(levels: tuple[Severity, ...]) -> LevelColumns:
    """Return the columns for these levels, in the order of a person who asks what a level demands."""
    known = {key for key, _ in _COLUMNS if any(_is_recorded(level, key) for level in levels)}
    shown = tuple((key, heading) for key, heading in _COLUMNS if key in known)
    return LevelColumns(shown, tuple(heading.lower() for key, heading in _COLUMNS if key not in known))


def _is_recorded(level: Severity, key: str) -> bool:
    return bool(getattr(level, key) or (key == "response_time" and level.response_note))
