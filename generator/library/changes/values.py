"""What changed inside a record or a piece of one: a sentence for each key, made from the models."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.problems import quoted
from generator.records.part import Part
from generator.records.scalars import Line, Literal, Prose, Words

_LONGEST = 60
_WORDED = (Words, Line, Prose, Literal)
_MOST = 8
_NAMES = ("do", "title", "name", "label", "heading", "event", "at", "start", "primary", "by", "key", "one_of")
"""What names a piece of a list, where it takes no plain text."""


def part_changes(before: Part, after: Part, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield what changed key by key, in the model's order; `without` names keys that somebody else tells of."""
    for name in type(after).model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if name not in without and old != new:
            yield from value_changes(name.replace("_", " "), old, new)


def value_changes(name: str, old: object, new: object) -> Iterator[str]:
    """Yield what changed in one value, `name` being its key in words."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        is_list_of_parts = any(isinstance(one, Part) for one in (*old, *new))
        yield from _pieces(name, old, new) if is_list_of_parts else _entries(name, old, new)
    elif isinstance(old, Part) and isinstance(new, Part):
        yield from (f"{name}: {line}" for line in part_changes(old, new))
    else:
        yield _one(name, old, new)


def told(value: object) -> str | None:
    """Return a value as a sentence shows it, words in quotes; None where it is too long, or has keys of its own."""
    text = str(value).strip()
    if isinstance(value, Part) or "\n" in text or len(text) > _LONGEST:
        return None
    return quoted(text) if isinstance(value, _WORDED) and " " in text else text


def label(part: object) -> str:
    """Return what people call one piece of a list: what it says first."""
    names = (getattr(type(part), "shorthand", ""), *_NAMES)
    for value in (getattr(part, name, None) for name in names if name):
        if isinstance(value, tuple) and value:
            return " or ".join(label(one) for one in value)
        if value:
            return str(value)
    return str(part)


def _one(name: str, old: object, new: object) -> str:
    """Say what became of a value that is no list."""
    was, now = told(old), told(new)
    if old is None:
        return f"{name} is {now}, was not recorded" if now else f"{name} is written"
    if new is None:
        return f"{name} is taken out, was {was}" if was else f"{name} is taken out"
    return f"{name} is {now}, was {was}" if now and was else f"{name} is written anew"


def _entries(name: str, old: Sequence[object], new: Sequence[object]) -> Iterator[str]:
    """Say which texts of a list came and went."""
    added, gone = [one for one in new if one not in old], [one for one in old if one not in new]
    if len(added) + len(gone) > _MOST or any(told(one) is None for one in (*added, *gone)):
        yield f"{name}: {_counts(len(added), len(gone), 0) or 'in another order'}"
        return
    said = [f"{word} {', '.join(map(str, some))}" for word, some in (("added", added), ("without", gone)) if some]
    yield f"{name}: {'; '.join(said) or 'in another order'}"


def _pieces(name: str, old: Sequence[object], new: Sequence[object]) -> Iterator[str]:
    """Say which pieces of a list came, went and changed."""
    lines: list[str] = []
    added = gone = changed = 0
    for was, now in _pairs(old, new):
        if was is None:
            added += 1
            lines.append(f"{name}: added {quoted(label(now))}")
        elif now is None:
            gone += 1
            lines.append(f"{name}: without {quoted(label(was))}")
        else:
            changed += 1
            lines += [f"{name}, {quoted(label(now))}: {line}" for line in _inside(was, now)]
    yield from lines if len(lines) <= _MOST else [f"{name}: {_counts(added, gone, changed)}"]


def _inside(was: object, now: object) -> Iterator[str]:
    if isinstance(was, Part) and isinstance(now, Part) and type(was) is type(now):
        old, new = label(was), label(now)
        if old != new:
            yield f"was {quoted(old)}"
        names = (type(now).shorthand, *_NAMES)
        told_of = next((name for name in names if name and str(getattr(now, name, None)) == new), "")
        yield from part_changes(was, now, frozenset({told_of}))


def _pairs(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[object | None, object | None]]:
    """Yield what stood and what stands in its place, None where there is nothing; what is alike is left out.

    A piece that was reworded stands between the same neighbours as before.
    """
    matcher = SequenceMatcher(None, [_identity(one) for one in old], [_identity(one) for one in new], autojunk=False)
    for what, start, end, begin, stop in matcher.get_opcodes():
        before, after = old[start:end], new[begin:stop]
        together = len(before) if what == "equal" or len(before) == len(after) else 0
        yield from ((was, now) for was, now in zip(before[:together], after[:together], strict=True) if was != now)
        yield from ((was, None) for was in before[together:])
        yield from ((None, now) for now in after[together:])


def _identity(part: object) -> str:
    return str(getattr(part, "id", None) or label(part))


def _counts(added: int, gone: int, changed: int) -> str:
    said = ((added, "added"), (gone, "taken out"), (changed, "changed"))
    return ", ".join(f"{count} {word}" for count, word in said if count)
