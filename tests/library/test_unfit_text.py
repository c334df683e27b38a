"""What no text may hold: on pages, too, and never shown itself when it is a secret."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.library.secrets import _DETECTORS, _LOWER, _WRITTEN, _detector, may_hold_secrets, secrets_in
from generator.library.signs import Plain
from tests.test_check import check

# Put together here, so that no scanner of the repository takes them for real ones.
SECRETS = {
    "AWS Access Key": "AKIA" + "IOSFODNN7SAMPLE0",
    "GitHub Token": "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
    "Slack Token": "xoxb-" + "123456789012-1234567890123-aBcDeFgHiJkLmNoPqRsTuVwX",
    "Basic Auth Credentials": "postgres://shop:" + "hunter33" + "@db/shop",
    "Private Key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "Stripe Access Key": "sk_live_" + "a1B2c3D4e5F6g7H8i9J0k1L2",
}


def test_turning_letters_are_found_on_pages(tmp_path: Path) -> None:
    """A record is read without them; a page would show a command in another order than the shell runs it."""
    page = {"content/shop/words.md": "# Words\n\nRun `rm \u202e-rf`.\n"}
    sentence = "an invisible character (U+202E) turns the letters behind it around; remove it [control-character]"
    assert check(tmp_path, page)[2].splitlines()[0] == f"content/shop/words.md:3:9: error: {sentence}"


@pytest.mark.parametrize("name", SECRETS)
def test_secret_is_found(name: str) -> None:
    """Each of the named forms."""
    assert [found for _, _, found in secrets_in(f"use {SECRETS[name]} here")] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "postgres://user:password@db/shop",
        "postgres://shop:$PASSWORD@db/shop",
        "https://shop:{password}@db/shop",
        "AKIAIOSFODNN7EXAMPLE",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "password: is in the vault",
        "postgres://shop:***@db/shop",
        "postgres://shop:<password>@db/shop",
    ],
)
def test_what_stands_for_a_secret_is_none(text: str) -> None:
    """Placeholders, variables, hashes and words."""
    assert list(secrets_in(text)) == []


def test_a_secret_is_never_printed(tmp_path: Path) -> None:
    """In no format: a log is published more widely than the file."""
    step = f"  - do: Look\n    run: psql {SECRETS['Basic Auth Credentials']}\n"
    record = {"content/shop/runbooks/a.yaml": f"title: A\nresolution:\n{step}"}
    for form in ("text", "json", "github", "sarif"):
        code, stdout, stderr = check(tmp_path, record, "--format", form)
        assert (code, "hunter33" in stdout + stderr) == (1, False)


@pytest.mark.parametrize("name", _DETECTORS)
@settings(max_examples=25)
@given(data=st.data())
def test_every_secret_has_a_sign(name: str, data: st.DataObject) -> None:
    """Texts without a sign are passed over, so whatever a detector may find has one, also among other letters."""
    detector: Any = _detector(name)
    pattern = data.draw(st.sampled_from(list(detector.denylist)))
    secret = data.draw(st.from_regex(pattern, fullmatch=True))
    assert may_hold_secrets(Plain(f"Schlüssel {secret}"))


def test_every_detector_has_its_signs() -> None:
    """The table of signs is of the version that is installed: of another one every text is looked at by each."""
    assert set(_DETECTORS) == {*_WRITTEN, *_LOWER}
    assert not may_hold_secrets(
        Plain("The pool of checkout ran out of connections at 10.0.4.17:5432, see https://x.example/a")
    )
