"""Secrets in a text, by the named detectors of detect-secrets, where the extra `secrets` is installed."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Protocol, cast

_PACKAGE = "detect_secrets"
# Those that know a form. What guesses by randomness or by a word beside it finds hashes and ids of deploys.
_DETECTORS = {
    "AWSKeyDetector": "aws",
    "AzureStorageKeyDetector": "azure_storage_key",
    "BasicAuthDetector": "basic_auth",
    "DiscordBotTokenDetector": "discord",
    "GitHubTokenDetector": "github_token",
    "GitLabTokenDetector": "gitlab_token",
    "JwtTokenDetector": "jwt",
    "MailchimpDetector": "mailchimp",
    "NpmDetector": "npm",
    "OpenAIDetector": "openai",
    "PrivateKeyDetector": "private_key",
    "PypiTokenDetector": "pypi_token",
    "SendGridDetector": "sendgrid",
    "SlackDetector": "slack",
    "SquareOAuthDetector": "square_oauth",
    "StripeDetector": "stripe",
    "TelegramBotTokenDetector": "telegram_token",
    "TwilioKeyDetector": "twilio",
}
"""Their classes, each with its module."""
_KNOWN_VERSION = "1.5.0"
_SIGNS = {
    "AWSKeyDetector": (r"A(?:3T|BIA|CCA|KIA|SIA)",),
    "AzureStorageKeyDetector": (r"AccountKey=",),
    "BasicAuthDetector": (r"://[^\s/]+@",),
    "DiscordBotTokenDetector": (r"\.[\w?-]{6}\.",),
    "GitHubTokenDetector": (r"gh[pousr]_",),
    "GitLabTokenDetector": (r"gl(?:pat|dt|ft|soat|rt|cbt|imt|ptt|agent|oas)-", r"GR1348941"),
    "JwtTokenDetector": (r"eyJ",),
    "MailchimpDetector": (r"-us",),
    "NpmDetector": (r":_authToken=",),
    "OpenAIDetector": (r"T3BlbkFJ",),
    "PrivateKeyDetector": (r"PRIVATE KEY", r"PuTTY-User-Key-File-2"),
    "PypiTokenDetector": (r"pypi-AgE",),
    "SendGridDetector": (r"SG\.",),
    "SlackDetector": (),
    "SquareOAuthDetector": (r"sq0csp-",),
    "StripeDetector": (r"k_live_",),
    "TelegramBotTokenDetector": (r":[\w-]{35}",),
    "TwilioKeyDetector": (r"AC[a-z0-9]{32}", r"SK[a-z0-9]{32}"),
}
_LOWER_SIGNS = {"AWSKeyDetector": (r"aws",), "SlackDetector": (r"xox", r"://hoo")}
"""What every secret of a detector has, in the version named above, the second ones in lower or upper case. They are
looked for first, because that there is none is found out twenty times sooner; each begins with letters that are found
fast. The detectors of another version look at every text."""
_SEARCHES = tuple((name, re.compile(sign).search) for name, signs in _SIGNS.items() for sign in signs)
_STANDS_FOR_ONE = re.compile(r"[$<{*…]|\A(?:x+|pass|password|passwd|secret|token|changeme)\Z|example", re.IGNORECASE)


class _Detector(Protocol):
    secret_type: str

    def analyze_string(self, string: str) -> Iterable[str]:
        """Yield what looks like a secret."""


@cache
def is_installed() -> bool:
    """Say whether secrets are looked for at all."""
    return find_spec(_PACKAGE) is not None


def secrets_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where a secret begins, the secret, and what it is called; what only stands for one is none."""
    for name in _likely(text):
        detector = _detector(name)
        for secret in dict.fromkeys(detector.analyze_string(text)):
            if secret and not _STANDS_FOR_ONE.search(secret):
                yield text.find(secret), secret, detector.secret_type


def may_hold_secrets(text: str) -> bool:
    """Say whether secrets may stand in a text; the letters that are not of ASCII do not matter."""
    return any(_likely(text))


def _likely(text: str) -> Iterator[str]:
    """Yield the names of the detectors that may find something; none of them is loaded for that."""
    if not is_installed():
        return
    if not _is_known():
        yield from _DETECTORS
        return
    found = {name for name, search in _SEARCHES if search(text)}
    lower = text.lower()
    found.update(name for name, signs in _LOWER_SIGNS.items() if any(sign in lower for sign in signs))
    yield from sorted(found)


@cache
def _is_known() -> bool:
    return version(_PACKAGE) == _KNOWN_VERSION


@cache
def _detector(name: str) -> _Detector:
    # By name, because it need not be there. `analyze_string` asks no server, as other methods of a detector would.
    return cast("_Detector", getattr(import_module(f"{_PACKAGE}.plugins.{_DETECTORS[name]}"), name)())
