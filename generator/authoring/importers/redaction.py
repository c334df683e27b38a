"""What must not come along from a chat: tokens, keys, e-mail addresses and phone numbers."""

import re
from functools import partial

from generator.library.secrets import is_installed, secrets_in

_KEY = re.compile(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\Z)", re.DOTALL)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.+])\+\d{1,3}[ ()./-]*\d(?:[ ()./-]*\d){6,12}(?!\w)")
PERSONAL = frozenset({"e-mail address", "phone number"})
"""What is removed because it is somebody's, not because it opens something."""
NOT_INSTALLED = "tokens are not looked for, because the extra is not installed: pip install runbook-site[secrets]"


def redacted(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text with `(removed: …)` where a secret, an address or a number stood, and what was removed.

    Line breaks stay, so that line numbers do.
    """
    removed: list[str] = []

    def without(found: re.Match[str], name: str) -> str:
        removed.append(name)
        return f"(removed: {name})" + "\n" * found[0].count("\n")

    text = _KEY.sub(partial(without, name="private key"), text)
    for _, secret, name in list(secrets_in(text)):
        # A detector may return a part of a secret only, so the whole word goes.
        text = re.sub(rf"\S*{re.escape(secret)}\S*", partial(without, name=name.lower()), text)
    text = _MAIL.sub(partial(without, name="e-mail address"), text)
    text = _PHONE.sub(partial(without, name="phone number"), text)
    return text, tuple(dict.fromkeys(removed))


def missing_detection() -> str:
    """Say that tokens cannot be looked for; empty where they can."""
    return "" if is_installed() else NOT_INSTALLED
