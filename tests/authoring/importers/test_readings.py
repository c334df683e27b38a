"""Severities and durations as people write them."""

import pytest

from generator.authoring.importers.readings import Level, duration_of, level_of, levels_in, target_of


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("P0 - Critical (Complete Outage)", Level("P0", "Critical", "Complete Outage")),
        ("**P1 - High**", Level("P1", "High")),
        ("SEV1", Level("SEV1")),
        ("SEV-2: Major", Level("SEV-2", "Major")),
        ("Sev 3", Level("SEV3")),
        ("Severity 1 (Critical)", Level("SEV1", "Critical")),
        ("S1", Level("S1")),
        ("Priority 2 \u2014 Degraded", Level("P2", "Degraded")),
        ("\U0001f534 Critical", Level("Critical", "Critical")),
        ("Critical (P0)", Level("P0", "Critical")),
        ("Critical (site down)", Level("Critical", "Critical", "site down")),
        ("High - P1", Level("P1", "High")),
        ("P1: Users cannot pay", Level("P1", "Users cannot pay")),
        ("L1", None),
        ("L2 support", None),
        ("Critical functionality broken", None),
        ("P10", None),
        ("Postgres is down", None),
        ("S3 bucket", None),
        ("P0 Response Protocol", None),
        ("SEV1 Major outage", Level("SEV1", "Major outage")),
        ("", None),
    ],
)
def test_level_is_read(text: str, level: Level | None) -> None:
    """Numbers make the id, a word its name; tiers and sentences are no levels."""
    assert level_of(text) == level


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("P0/P1 incidents", ("P0", "P1")),
        ("P0-P2", ("P0", "P1", "P2")),
        ("SEV1 and SEV-2", ("SEV1", "SEV-2")),
        ("(if P0/P1)", ("P0", "P1")),
        ("http2 and mp3", ()),
        ("All incidents", ()),
    ],
)
def test_levels_are_found(text: str, levels: tuple[str, ...]) -> None:
    """Every numbered level in some words, a range as all of its levels."""
    assert levels_in(text) == levels


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("15 minutes", ("15 minutes", "")),
        ("Within 1 hour", ("1 hour", "")),
        ("< 30 min", ("30 min", "")),
        ("Immediate (within 15 minutes)", ("15 minutes", "Immediate")),
        ("4 hours (business hours)", ("4 hours", "business hours")),
        ("Next business day", ("Next business day", "")),
        ("an hour", ("1 hour", "")),
        ("1h 30m", ("1h 30m", "")),
    ],
)
def test_target_is_read(text: str, target: tuple[str, str]) -> None:
    """The duration is computed with, the words beside it are kept."""
    assert target_of(text) == target


@pytest.mark.parametrize("text", ["soon", "15", "15-30 minutes", "P1", ""])
def test_words_are_no_duration(text: str) -> None:
    """What has no unit, or two ends, is left as words."""
    assert duration_of(text) is None
