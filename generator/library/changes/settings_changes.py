"""What changed in mkdocs.yml, key by key, as mkdocs reads it: with what it inherits."""

from collections.abc import Iterator

from generator.library.changes.change import SETTINGS, Change
from generator.library.changes.values import told, value_changes
from generator.library.settings import CONFIG
from generator.records.scalars import Words

Settings = dict[str, object]
_MOST = 20


def settings_changes(before: Settings | None, after: Settings | None) -> Iterator[Change]:
    """Yield one change with a line for each setting; nothing where a side cannot be read."""
    if before is None or after is None:
        return
    lines = tuple(_inside("", before, after))
    if lines:
        more = len(lines) - _MOST
        told = lines if more <= 0 else (*lines[:_MOST], f"and {more} more")
        title = after.get("site_name")
        yield Change("changed", SETTINGS, SETTINGS, title if isinstance(title, str) else CONFIG, CONFIG, told)


def _inside(path: str, old: object, new: object) -> Iterator[str]:
    """Yield what is different in two values, `path` being the keys that lead to them."""
    old_keys, new_keys = _keys(old, new), _keys(new, old)
    if old_keys is not None and new_keys is not None:
        for name in (*new_keys, *(name for name in old_keys if name not in new_keys)):
            yield from _entry(f"{path}: {name}" if path else name, name, old_keys, new_keys)
        if old_keys.keys() == new_keys.keys() and list(old_keys) != list(new_keys) and path:
            yield f"{path}: in another order"
    elif old != new and _is_plain(old) and _is_plain(new) and type(old) is type(new):
        yield from value_changes(path, _words(old), _words(new)) if old else [f"{path} is set{_to(new)}"]
    elif old != new:
        yield f"{path} is written anew"


def _entry(path: str, name: str, old: Settings, new: Settings) -> Iterator[str]:
    if name not in new:
        yield f"{path} is taken out{_to(old[name], ', was ')}"
    elif name in old:
        yield from _inside(path, old[name], new[name])
    elif isinstance(new[name], dict) and new[name]:
        yield from _inside(path, {}, new[name])
    else:
        yield f"{path} is set{_to(new[name])}"


def _keys(value: object, other: object) -> Settings | None:
    """Return a mapping, and as one a list that names things, some with options below them: plugins, navigation.

    Where the other side is such a one, a list of names and an empty value are, too. None for every other value.
    """
    if isinstance(value, dict):
        return value
    names = isinstance(value, list) and all(isinstance(one, str) for one in value)
    if isinstance(value, list) and (_has_options(value) or (names and _has_options(other))):
        named: Settings = {}
        for entry in value:
            named |= entry if isinstance(entry, dict) else {str(entry): ""}
        return named
    return {} if not value and isinstance(other, dict) else None


def _to(value: object, before: str = " to ") -> str:
    said = told(_words(value)) if isinstance(value, str) and value else None
    return f"{before}{said}" if said else ""


def _has_options(value: object) -> bool:
    """Say whether a value names things, some with options below them: as a mapping, or as a list of small ones."""
    if not isinstance(value, list):
        return isinstance(value, dict)
    options = [entry for entry in value if isinstance(entry, dict) and len(entry) == 1]
    return bool(options) and all(isinstance(entry, str) or entry in options for entry in value)


def _is_plain(value: object) -> bool:
    """Say whether a value is a text, or a list of texts."""
    return all(isinstance(one, str) for one in (value if isinstance(value, list) else [value]))


def _words(value: object) -> object:
    """Return texts as a sentence shows them, several words in quotes."""
    if isinstance(value, list):
        return tuple(_words(one) for one in value)
    return Words(value) if isinstance(value, str) else value
