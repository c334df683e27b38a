"""What does not come along from a chat."""

import pytest

from generator.authoring.importers.redaction import redacted

TOKEN = "ghp_" + "0123456789" * 3 + "abcdef"


@pytest.mark.parametrize(
    ("text", "clean", "removed"),
    [
        (f"token={TOKEN}, sorry", "(removed: github token) sorry", ("github token",)),
        ("mail desk@shop.example now", "mail (removed: e-mail address) now", ("e-mail address",)),
        ("call +49 30 5550 1234 now", "call (removed: phone number) now", ("phone number",)),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nend",
            "(removed: private key)\n\n\nend",
            ("private key",),
        ),
        ("-----BEGIN PRIVATE KEY-----\nMIIE", "(removed: private key)\n", ("private key",)),
    ],
)
def test_secret_is_removed_whole(text: str, clean: str, removed: tuple[str, ...]) -> None:
    """Nothing of it stays, and the lines below keep their numbers."""
    assert redacted(text) == (clean, removed)


@pytest.mark.parametrize(
    "text", ["@payments-lead is on it", "build 1741097100 of v1.2.3", "+5 nodes at 14:05", "2025-03-04"]
)
def test_other_words_stay(text: str) -> None:
    """Handles, numbers and days are no secrets."""
    assert redacted(text) == (text, ())
