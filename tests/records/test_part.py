"""Parts of records take little room, and nobody can tell."""

import gc
import sys
from pathlib import Path

from generator.records.action_item import ActionItem
from generator.records.incident import Incident
from generator.records.incident_parts import Event
from generator.records.times import Moment
from tests.small_library import small_library

RECORD = (
    "title: It jammed\nstatus: resolved\nstarted: 2025-02-11 14:02\nresolved: 15:00\n"
    "timeline:\n- at: 14:05\n  event: A till jammed\n- at: 14:20\n  event: It was opened\n"
    "action_items:\n- action: Oil it\n  due: 2025-03-01\n- action: Count the tills\n"
)


def test_parts_share_the_names_of_their_attributes(tmp_path: Path) -> None:
    """None of them has a table of its own, which would be larger than what is in it."""
    # Of the first thirty objects of a class Python learns how many attributes they have.
    event = "- at: 15:00\n  event: Another till jammed\n"
    incident = small_library(
        tmp_path, {"2025-02-11-a": RECORD.replace("action_items", f"{event * 30}action_items")}
    ).incidents[0]
    assert (len(incident.timeline), len(incident.action_items)) == (32, 2)
    last = incident.timeline[-1]
    assert sys.getsizeof(vars(last)) < sys.getsizeof({**vars(last)})


def test_parts_are_asked_without_tables(tmp_path: Path) -> None:
    """Python makes none until somebody looks at all attributes of a part at once, and none of our rules does."""
    incident = small_library(tmp_path, {"2025-02-11-a": RECORD}).incidents[0]
    assert [value for _, value in incident.each(Moment)]
    tables = [held for part in (*incident.timeline, *incident.action_items) for held in gc.get_referents(part)]
    assert not [held for held in tables if isinstance(held, dict)]
    assert [held for held in gc.get_referents(incident) if isinstance(held, dict)], "this is how one is seen"


def test_a_small_part_is_as_any_other() -> None:
    """It is equal to one that was just made, before and after, and a copy of it has what it has."""
    small, other = (ActionItem.model_validate({"action": "Oil it", "due": "2025-03-01"}) for _ in range(2))
    small.share_names()
    assert (small, small.model_copy(), hash(small)) == (other, other.model_copy(), hash(other))
    assert (small.model_fields_set, list(vars(small))) == ({"action", "due"}, list(vars(other)))
    changed = small.model_copy(update={"owner": None, "priority": "high"})
    assert (changed.priority, changed.due, small.priority) == ("high", other.due, None)


def test_a_part_of_many_attributes_keeps_its_own_table() -> None:
    """Python shares the names of thirty at most; an incident has more."""
    incident = Incident.model_validate({"title": "A", "status": "resolved"})
    incident.share_names()
    assert incident == Incident.model_validate({"title": "A", "status": "resolved"})
    assert len(Event.model_fields) < 30 < len(Incident.model_fields)
