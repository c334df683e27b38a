"""What this repository's incidents owe, computed anew from the text of the files."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from generator.library.library import Library
from generator.library.post_mortem_duty import Duties
from generator.library.project import open_project
from tests.small_library import TODAY


class FromYaml:
    """The duties of a handbook's incidents, computed anew from the text of its files."""

    def __init__(self, root: Path, handbook: str) -> None:
        """Read the handbook's files as texts."""
        content = root / "content" / handbook
        self.handbook = texts(content / "handbook.yaml")
        self.policies = {level["id"]: level.get("post_mortem_policy") for level in texts(content / "severities.yaml")}
        files = sorted((root / "incidents" / handbook).rglob("*.yaml"))
        self.incidents: dict[str, dict[str, Any]] = {
            file.parent.name if file.stem == "incident" else file.stem: texts(file) for file in files
        }

    def instant(self, name: str, key: str) -> float | None:
        """Return a milestone in seconds; a bare time belongs to the day of the one above it, or to the next."""
        record, last = self.incidents[name], None
        zone = ZoneInfo(record.get("timezone", self.handbook.get("timezone", "UTC")))
        for milestone in ("started", "detected", "acknowledged", "mitigated", "resolved"):
            text = record.get(milestone)
            if text is None:
                continue
            if len(text) > len("14:02"):
                at = datetime.fromisoformat(text.replace(" ", "T"))
                at = at if at.tzinfo else at.replace(tzinfo=zone)
            else:
                assert last is not None
                local = last.astimezone(zone)
                at = datetime.combine(local.date(), datetime.strptime(text, "%H:%M").time(), zone)  # noqa: DTZ007
                if at.replace(tzinfo=None) - local.replace(tzinfo=None) < -timedelta(hours=12):
                    at += timedelta(days=1)
            last = at
            if milestone == key:
                return at.timestamp()
        return None

    def due(self, name: str, key: str) -> date | None:
        """Return the day on which a part is due by the policy of the level."""
        policy = self.policies[self.incidents[name]["severity"]] or {}
        resolved = self.instant(name, "resolved")
        if key not in policy or resolved is None:
            return None
        zone = ZoneInfo(self.handbook.get("timezone", "UTC"))
        return datetime.fromtimestamp(resolved + seconds(policy[key]), zone).date()

    def is_recurring(self, name: str) -> bool:
        """Say whether an earlier incident had the same runbook or category within the policy's span."""
        record = self.incidents[name]
        policy = self.policies[record["severity"]] or {}
        longest = seconds(policy["recurring_within"]) if "recurring_within" in policy else float("inf")
        began = self.instant(name, "started")
        for other, earlier in self.incidents.items():
            before = self.instant(other, "started")
            is_apart = earlier.get("type", "incident") != "incident" or "duplicate_of" in earlier
            if other == name or is_apart or before is None or began is None:
                continue
            if 0 < began - before <= longest and traits(record) & traits(earlier):
                return True
        return False


def texts(file: Path) -> Any:  # noqa: ANN401 - whatever stands there
    """Return what a file says, every scalar as text."""
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts and nothing else


def seconds(span: str) -> float:
    """Return the length of a span of one number and one unit."""
    return float(span[:-1]) * {"m": 60, "h": 3600, "d": 86400, "w": 604800}[span[-1]]


def traits(record: dict[str, Any]) -> set[str]:
    """Return the runbooks and categories of an incident as a record says them."""
    uses = (use if isinstance(use, str) else use["runbook"] for use in record.get("runbooks", []))
    factors = (factor for factor in record.get("contributing_factors", []) if isinstance(factor, dict))
    return {f"runbook {use}" for use in uses} | {f"factor {one['category']}" for one in factors if "category" in one}


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    """Return the library of this repository."""
    return open_project(root, TODAY).library


def test_duties_of_this_repository_are_those_computed_from_its_files(root: Path, library: Library) -> None:
    """Required or not, recurring or not, and both due days, for every incident that is recorded here."""
    every = Duties(library)
    found, expected = {}, {}
    for handbook in library.handbooks:
        files = FromYaml(root, handbook.key.id)
        for incident in (one for one in library.incidents if one.key.handbook == handbook.key.id):
            duty, record = every.of(incident), files.incidents[incident.id]
            status = record.get("post_mortem", {}).get("status", "")
            required = (files.policies[record["severity"]] or {}).get("required")
            asked = record.get("type", "incident") == "incident" and "duplicate_of" not in record
            must = asked and (required == "always" or (required == "if-recurring" and files.is_recurring(incident.id)))
            is_owed = status in {"draft", "in-review", "published"} or (must and status != "not-required")
            days = [files.due(incident.id, key) if is_owed else None for key in ("meeting_within", "publish_within")]
            recurring = must and required == "if-recurring"
            expected[incident.id] = (is_owed, recurring, *days)
            found[incident.id] = (duty.is_owed, bool(duty.recurring), duty.meeting.due, duty.publication.due)
    assert found == expected
    assert {owed for owed, *_ in found.values()} == {True, False}
    assert any(recurring for _, recurring, *_ in found.values())
