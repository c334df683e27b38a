"""Secrets in a text, by the named detectors of detect-secrets, where the extra `secrets` is installed."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Protocol, cast

from generator.library.signs import Plain, Signs

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
_WRITTEN = {
    "AWSKeyDetector": {sign: sign for sign in ("A3T", "ABIA", "ACCA", "AKIA", "ASIA")},
    "BasicAuthDetector": {r"://[^\s/]+@": "@"},
    "DiscordBotTokenDetector": {r"\.[\w?-]{6}\.": ""},
    "GitLabTokenDetector": {"GR1348941": "GR1348941"},
    "OpenAIDetector": {"T3BlbkFJ": "T3BlbkFJ"},
    "PrivateKeyDetector": {"PRIVATE KEY": "PRIVATE KEY", "PuTTY-User-Key-File-2": "PuTTY-User-Key-File-2"},
    "SendGridDetector": {r"SG\.": "SG"},
    "TelegramBotTokenDetector": {r":[\w-]{35}": ""},
    "TwilioKeyDetector": {r"AC[a-z0-9]{32}": "AC", r"SK[a-z0-9]{32}": "SK"},
}
_LOWER = {
    "AWSKeyDetector": {"aws": "aws"},
    "AzureStorageKeyDetector": {"accountkey=": "accountkey="},
    "GitHubTokenDetector": {"gh[pousr]_": "g_"},
    "GitLabTokenDetector": {"gl(?:pat|dt|ft|soat|rt|cbt|imt|ptt|oas)-": "g-", "glagent-": "glagent-"},
    "JwtTokenDetector": {"eyj": "eyj"},
    "MailchimpDetector": {"-us": "-us"},
    "NpmDetector": {":_authtoken=": ":_authtoken="},
    "PypiTokenDetector": {"pypi-age": "pypi-age"},
    "SlackDetector": {"xox": "xox", r"://hooks\.slack\.com/": "://hooks.slack.com/"},
    "SquareOAuthDetector": {"sq0csp-": "sq0csp-"},
    "StripeDetector": {"k_live_": "k_live_"},
}
"""What every secret of a detector has, in the version named above, as it is written or in lower case, each with letters
that are in it (`Signs`). They are looked for first, because that there is none is found out twenty times sooner. The
detectors of another version look at every text."""
_TABLES = (_WRITTEN, _LOWER)
_DETECTOR_OF = {sign: name for table in _TABLES for name, signs in table.items() for sign in signs}
_SIGNS = Signs(*({sign: sure for signs in table.values() for sign, sure in signs.items()} for table in _TABLES))
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
    for name in _likely(Plain(text)):
        detector = _detector(name)
        for secret in dict.fromkeys(detector.analyze_string(text)):
            if secret and not _STANDS_FOR_ONE.search(secret):
                yield text.find(secret), secret, detector.secret_type


def may_hold_secrets(plain: Plain) -> bool:
    """Say whether secrets may stand in a text; the letters that are not of ASCII do not matter."""
    return bool(_likely(plain))


def _likely(plain: Plain) -> Iterable[str]:
    """Return the names of the detectors that may find something; none of them is loaded for that."""
    if not is_installed():
        return ()
    if not _is_known():
        return _DETECTORS
    return sorted({_DETECTOR_OF[sign] for sign in _SIGNS.found_in(plain)})


@cache
def _is_known() -> bool:
    return version(_PACKAGE) == _KNOWN_VERSION


@cache
def _detector(name: str) -> _Detector:
    # By name, because it need not be there. `analyze_string` asks no server, as other methods of a detector would.
    return cast("_Detector", getattr(import_module(f"{_PACKAGE}.plugins.{_DETECTORS[name]}"), name)())
