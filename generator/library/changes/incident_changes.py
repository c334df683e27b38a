"""What changed in an incident: its level, its course, what became of its post-mortem and of its action items."""

from collections.abc import Iterator
from datetime import date

from generator.library.changes.values import part_changes
from generator.library.lengths import duration
from generator.library.library import Library
from generator.problems import quoted
from generator.records.action_item import ActionItem
from generator.records.incident import Incident
from generator.records.incident_parts import PostMortem

_TOLD_HERE = frozenset({"severity", "status", "timeline", "post_mortem", "action_items"})
_ITEM_TOLD_HERE = frozenset({"id", "status", "done", "due", "why_not"})
_BECAME = {
    "open": "open again",
    "in-progress": "in progress",
    "blocked": "blocked",
    "done": "done",
    "wont-do": "will not be done",
}


def incident_changes(before: Incident, after: Incident, library: Library, today: date) -> Iterator[str]:
    """Yield a sentence for each change of an incident; `library` is the one after it."""
    yield from _severity(before, after, library)
    if before.status != after.status:
        yield _status(before, after)
    yield from part_changes(before, after, _TOLD_HERE)
    yield from _timeline(before, after)
    if before.post_mortem != after.post_mortem:
        yield from _post_mortem(before.post_mortem, after.post_mortem)
    yield from _items(before, after, today)


def incident_facts(incident: Incident, today: date) -> Iterator[str]:
    """Yield what there is to know of an incident that is new."""
    took = incident.time_to_resolve
    facts = [
        f"severity {incident.severity}" if incident.severity else "",
        incident.status,
        f"started {incident.started}" if incident.started else "",
        f"lasted {duration(took)}" if took is not None else "",
    ]
    yield ", ".join(fact for fact in facts if fact)
    if incident.timeline:
        yield f"timeline: {_entries(len(incident.timeline))}"
    if incident.post_mortem:
        yield f"post-mortem: {incident.post_mortem.status}"
    yield from (_new_item(item, today) for item in incident.action_items)


def _severity(before: Incident, after: Incident, library: Library) -> Iterator[str]:
    old, new = before.severity, after.severity
    if old == new:
        return
    if not old or not new:
        yield f"severity is {new}, was not recorded" if new else f"severity is taken out, was {old}"
        return
    rise = library.rank(old) - library.rank(new)
    yield f"severity {'raised' if rise > 0 else 'lowered' if rise < 0 else 'changed'} from {old} to {new}"


def _status(before: Incident, after: Incident) -> str:
    if before.is_open and not after.is_open:
        took = after.time_to_resolve
        return f"resolved, after {duration(took)}" if took is not None else "resolved"
    return f"open again: {after.status}" if after.is_open and not before.is_open else f"status is {after.status}"


def _timeline(before: Incident, after: Incident) -> Iterator[str]:
    old, new = [(event.at, event.event) for event in before.timeline], [(one.at, one.event) for one in after.timeline]
    added, gone = [event for event in new if event not in old], [event for event in old if event not in new]
    if added:
        first, last = added[0][0], added[-1][0]
        span = f" at {first}" if first == last else f", {first} to {last}"
        yield f"timeline: {_entries(len(added))} added{span}"
    if gone:
        yield f"timeline: {_entries(len(gone))} taken out"
    if not added and not gone and before.timeline != after.timeline:
        yield "timeline: what is known of its entries changed" if sorted(old) == sorted(new) else "timeline changed"


def _entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"


def _post_mortem(before: PostMortem | None, after: PostMortem | None) -> Iterator[str]:
    if after is None or before is None:
        yield f"post-mortem: {after.status}" if after else "post-mortem: nothing is said of it any more"
        return
    if before.status != after.status:
        day = f" on {after.published}" if after.published else ""
        yield f"post-mortem published{day}" if after.status == "published" else f"post-mortem: {after.status}"
    told = frozenset({"status", "published"}) if before.status != after.status else frozenset[str]()
    yield from (f"post-mortem: {line}" for line in part_changes(before, after, told))


def _items(before: Incident, after: Incident, today: date) -> Iterator[str]:
    old, new = dict(before.actions), dict(after.actions)
    yield from (_new_item(item, today) for name, item in new.items() if name not in old)
    yield from (f"action item taken out: {quoted(item.action)}" for name, item in old.items() if name not in new)
    for name, item in new.items():
        if name in old and old[name] != item:
            lines = [*_item(old[name], item)]
            # Whoever changes an item is told what the change leaves late.
            word = "still" if old[name].is_overdue(today) else "now"
            lines += [f"{word} overdue, since {item.due}"] if item.is_overdue(today) else []
            yield f"action item {quoted(item.action)}: {'; '.join(lines)}"


def _new_item(item: ActionItem, today: date) -> str:
    owner, due = str(item.owner or "owned by nobody"), f"due {item.due}" if item.due else "no due day"
    state = [] if item.state == "open" else [_BECAME[item.state]]
    late = ["now overdue"] if item.is_overdue(today) else []
    facts = [owner, due, *state, *late] if item.is_open else [owner, *state]
    return f"action item: {quoted(item.action)} ({', '.join(facts)})"


def _item(before: ActionItem, after: ActionItem) -> Iterator[str]:
    if before.state != after.state:
        why = f" on {after.done}" if after.done else f": {after.why_not}" if after.why_not else ""
        yield f"{_BECAME[after.state]}{why}"
    if before.due != after.due:
        yield _due(before, after)
    told = _ITEM_TOLD_HERE if before.state != after.state else _ITEM_TOLD_HERE - {"done", "why_not"}
    yield from part_changes(before, after, told)


def _due(before: ActionItem, after: ActionItem) -> str:
    if not before.due or not after.due:
        return f"due {after.due}, had no due day" if after.due else f"no due day any more, was {before.due}"
    return f"{'put off' if after.due.date > before.due.date else 'brought forward'} from {before.due} to {after.due}"
