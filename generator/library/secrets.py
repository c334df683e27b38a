"""Secrets in a text, by the named detectors of detect-secrets, where the extra `secrets` is installed."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

_PACKAGE = "detect_secrets"
# Those that know a form. What guesses by randomness or by a word beside it finds hashes and ids of deploys.
_DETECTORS = (
    ("aws", "AWSKeyDetector"),
    ("azure_storage_key", "AzureStorageKeyDetector"),
    ("basic_auth", "BasicAuthDetector"),
    ("discord", "DiscordBotTokenDetector"),
    ("github_token", "GitHubTokenDetector"),
    ("gitlab_token", "GitLabTokenDetector"),
    ("jwt", "JwtTokenDetector"),
    ("mailchimp", "MailchimpDetector"),
    ("npm", "NpmDetector"),
    ("openai", "OpenAIDetector"),
    ("private_key", "PrivateKeyDetector"),
    ("pypi_token", "PypiTokenDetector"),
    ("sendgrid", "SendGridDetector"),
    ("slack", "SlackDetector"),
    ("square_oauth", "SquareOAuthDetector"),
    ("stripe", "StripeDetector"),
    ("telegram_token", "TelegramBotTokenDetector"),
    ("twilio", "TwilioKeyDetector"),
)
_STANDS_FOR_ONE = re.compile(r"[$<{*…]|\A(?:x+|pass|password|passwd|secret|token|changeme)\Z|example", re.IGNORECASE)


class _Detector(Protocol):
    secret_type: str

    def analyze_string(self, string: str) -> Iterable[str]:
        """Yield what looks like a secret."""


def is_installed() -> bool:
    """Say whether secrets are looked for at all."""
    return find_spec(_PACKAGE) is not None


def secrets_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where a secret begins, the secret, and what it is called; what only stands for one is none."""
    for detector in _detectors():
        for secret in dict.fromkeys(detector.analyze_string(text)):
            if secret and not _STANDS_FOR_ONE.search(secret):
                yield text.find(secret), secret, detector.secret_type


@cache
def _detectors() -> tuple[_Detector, ...]:
    if not is_installed():
        return ()
    # By name, because it need not be there. `analyze_string` asks no server, as other methods of a detector would.
    return tuple(
        cast("_Detector", getattr(import_module(f"{_PACKAGE}.plugins.{module}"), name)()) for module, name in _DETECTORS
    )
