"""Records made without pydantic: nobody can tell them from its own, and most records are made so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError, field_validator

from benchmarks.corpus import incident
from generator.records import KINDS
from generator.records.folders import walk_tree
from generator.records.incident import Incident
from generator.records.incident_parts import Responder
from generator.records.kind import Kind
from generator.records.part import Part
from generator.records.quick_record import quick_record
from generator.records.reader import Data
from generator.records.record import Record
from generator.records.scalars import Words
from generator.records.source import parse, read
from generator.records.times import Moment

_RIGHT: dict[str, Data] = {"title": "Down", "status": "resolved"}


def slow_record(model: type[Part], data: object) -> Part | None:
    """Return what pydantic makes of data; None where it refuses."""
    try:
        return model.model_validate(data, context={"handbook": "shop"})
    except ValidationError:
        return None


def tells_the_same(model: type[Part], data: Data) -> bool:
    """Say whether what is made quickly is what pydantic makes; what is left to it is."""
    quick, slow = quick_record(model, data, "shop"), slow_record(model, data)
    return quick is None or (slow is not None and told(quick) == told(slow))


def told(part: Part) -> list[object]:
    """Return all that can be seen of a part, and of those in it."""
    own: list[object] = [type(part), list(vars(part)), part.model_fields_set, part.model_extra, repr(part), hash(part)]
    own += [part.__pydantic_private__]
    for value in vars(part).values():
        for one in value if isinstance(value, tuple) else (value,):
            own += told(one) if isinstance(one, Part) else [type(one), one, getattr(one, "handbook", "")]
    return own


def data_of(root: Path) -> Iterator[tuple[Kind, dict[str, Data]]]:
    """Yield the data of every record of a project, right or wrong, without the facts of the team's own."""
    for one in walk_tree(root, "content", "incidents").records:
        data = read(one.file, one.path).data
        for record in data if isinstance(data, list) else [data]:
            if isinstance(record, dict):
                yield one.kind, {key: value for key, value in record.items() if not key.startswith("x-")}


def test_records_are_made_alike(root: Path) -> None:
    """Those of the repository and those of the tests, with their mistakes."""
    cases = root / "tests" / "cases"
    projects = [root, *sorted({one.parent for name in ("content", "incidents") for one in cases.rglob(name)})]
    assert len(projects) > 50
    seen = [(kind, data) for project in projects for kind, data in data_of(project)]
    singles = [parse(file.read_text(encoding="utf-8-sig", errors="replace"), "a.yaml").data for file in single(cases)]
    pairs = [(kind, data) for data in singles if isinstance(data, dict) for kind in KINDS.values()]
    assert [(kind.name, data) for kind, data in (*seen, *pairs) if not tells_the_same(kind.model, data)] == []


def single(cases: Path) -> list[Path]:
    """Return the cases that are one file, of each kind of record right or wrong."""
    return sorted(file for name in ("ok", "bad") for file in (cases / name).rglob("*.yaml"))


def test_records_are_made_quickly(root: Path) -> None:
    """It is worth nothing if it knows only what people do not write."""
    left = [kind.name for kind, data in data_of(root) if quick_record(kind.model, data, "shop") is None]
    # The shifts of a rotation have a rule beside that of their types.
    assert set(left) <= {"rotation"}
    for number in range(50):
        data = parse(incident(number)[1], "a.yaml").data
        assert quick_record(Incident, data, "shop") is not None


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"colour": "red"}, id="a key that there is not"),
        pytest.param({"title": ["Down"]}, id="a list for a text"),
        pytest.param({"title": {"Down": "again"}}, id="a text that became a key"),
        pytest.param({"title": "Down\nand up"}, id="a text that its type refuses"),
        pytest.param({"status": "gone"}, id="no choice"),
        pytest.param({"status": ["resolved"]}, id="a list for a choice"),
        pytest.param({"services": "checkout"}, id="a text for a list"),
        pytest.param({"services": ["Check Out"]}, id="no id"),
        pytest.param({"timeline": [["14:05"]]}, id="a list for a part"),
        pytest.param({"timeline": ["14:05 it broke"]}, id="a text for a part that takes none"),
        pytest.param({"timeline": [{"at": "14:05"}]}, id="a part without a key that it needs"),
        pytest.param({"timeline": [{"at": "25:05", "event": "It broke"}]}, id="no time"),
        pytest.param({"impact": {"summary": "Bad", "users": "5"}}, id="a key that a part has not"),
    ],
)
def test_what_is_wrong_is_left(more: dict[str, Data]) -> None:
    """What is wrong, and how to say it, pydantic knows."""
    data = {**_RIGHT, **more}
    assert slow_record(Incident, _RIGHT) == quick_record(Incident, _RIGHT, "shop")
    assert (quick_record(Incident, data, "shop"), slow_record(Incident, data)) == (None, None)


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"impact": "Users saw nothing", "responders": ["shop"]}, id="texts that stand for parts"),
        pytest.param({"services": ["checkout", "other/checkout"], "caused_by": "2025-01-01-a"}, id="references"),
        pytest.param({"tags": [], "timeline": []}, id="empty lists"),
        pytest.param({"started": Moment("2025-01-01 14:05")}, id="a value that was read before"),
    ],
)
def test_what_is_right_is_made(more: dict[str, Data]) -> None:
    """All that people may write where pydantic changes what stands there."""
    data = {**_RIGHT, **more}
    assert quick_record(Incident, data, "shop") is not None
    assert tells_the_same(Incident, data)


def test_a_model_with_a_rule_of_its_own_is_left() -> None:
    """Whoever asks pydantic for more than the types is not passed over."""

    class Strict(Responder):
        @field_validator("role")
        @classmethod
        def _is_short(cls, role: Words | None) -> Words | None:
            return role

    class Drill(Record):
        """A record with such a part."""

        leaders: tuple[Strict, ...] = ()
        """Who leads."""

    assert quick_record(Responder, {"who": "shop"}, "shop") is not None
    assert (quick_record(Strict, {"who": "shop"}, "shop"), quick_record(Drill, {}, "shop")) == (None, None)
