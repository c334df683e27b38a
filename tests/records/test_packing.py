"""A record that was sent is the record: every value, its type, what it shares with others, and where it stands."""

import marshal
from pathlib import Path

import pytest

from benchmarks.corpus import write_corpus
from generator.records import KINDS
from generator.records.file_reading import origin_of, read_file
from generator.records.folders import walk_tree
from generator.records.incident import Incident
from generator.records.kind import Kind
from generator.records.packing import built, packed
from generator.records.part import Part
from generator.records.record import Origin, Record
from generator.records.refs import Key
from generator.records.scalars import Prose
from generator.records.times import Moment, Zone
from tests.cases.conftest import copy_file, single_files

ZONES = ("UTC", "Europe/Berlin", "America/New_York")


def assert_sent_whole(root: Path, zone: str) -> set[type[Record]]:
    """Send each sound record that has a file of its own; returns the models that there were."""
    seen: set[type[Record]] = set()
    for one in walk_tree(root, "content", "incidents").records:
        reading = read_file(one, Zone(zone))
        if one.kind.many or reading.problems:
            continue
        (record,) = reading.records
        assert record.origin == origin_of(one)
        assert_alike(record, sent(one.kind, record))
        seen.add(type(record))
    return seen


def assert_alike(record: Record, again: Record) -> None:
    """Hold that nobody can tell them."""
    assert again == record
    assert (again.origin, again.own_facts, again.lost) == (record.origin, record.own_facts, frozenset())
    assert again.values[0] is record.values[0], "the same places and the same types"
    assert all(type(text) is Prose for _, texts in again.own_facts for text in texts)
    for own, other in zip(record.values[1], again.values[1], strict=True):
        assert (type(own), own) == (type(other), other)
        if isinstance(own, Part) and isinstance(other, Part):
            assert own.model_fields_set == other.model_fields_set
            assert list(own.__dict__) == list(other.__dict__)
        if isinstance(own, Moment) and isinstance(other, Moment):
            assert repr(own.at) == repr(other.at)
            assert (own.at and own.at.tzname()) == (other.at and other.at.tzname())


@pytest.mark.parametrize("zone", ZONES)
def test_records_of_the_repository(root: Path, zone: str) -> None:
    """Of every kind that has a file for each record, or for a handbook."""
    seen = assert_sent_whole(root, zone)
    assert seen >= {kind.model for kind in KINDS.values() if kind.folder}


def test_records_that_show_each_key(tmp_path: Path) -> None:
    """What people may write, key by key."""
    for case in single_files():
        assert_sent_whole(copy_file(case, tmp_path / f"{case.parent.name}-{case.stem}"), "Europe/Berlin")


def test_a_corpus(tmp_path: Path) -> None:
    """Hundreds of incidents, as a large project has them."""
    write_corpus(tmp_path, 100)
    assert assert_sent_whole(tmp_path, "Asia/Kolkata") >= {Incident}


def test_what_comes_again_is_one_object() -> None:
    """Ten thousand records hold each team, service and choice once, whoever has read them."""
    data = {"title": "Down", "status": "resolved", "severity": "P1", "services": ["checkout"]}
    record = Incident.model_validate(data, context={"handbook": "shop"})
    origin = Origin(Key("incident", "shop", "down"), "incidents/shop/down.yaml")
    first, second = (sent(KINDS["incident"], record.seated(origin, ())) for _ in range(2))
    assert isinstance(first, Incident)
    assert isinstance(second, Incident)
    for name in ("status", "severity", "model_fields_set"):
        assert getattr(first, name) is getattr(second, name), name
    assert first.services[0] is second.services[0]


def sent(kind: Kind, record: Record) -> Record:
    """Return a record as another process gets it."""
    return built(kind, marshal.loads(marshal.dumps(packed(record))), record.origin)  # noqa: S302 - made just here
