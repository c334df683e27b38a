"""Where the link of an alert rule leads: to a page of our site, to none, or elsewhere."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from generator.library.alerting.rules import AlertRule

State = Literal["none", "here", "dangling", "elsewhere"]
ALERTS = "a/"
_ALERT_NAME = re.compile(r"\{\{-?\s*(?:\$labels|\.Labels|\.CommonLabels)\.alertname\s*(?:\|\s*\w+\s*)*-?\}\}")
_TEMPLATE = re.compile(r"\{\{.*?\}\}")
_OPEN = "\ue000"
"""Stands for what only the monitoring fills in."""
_NOWHERE = "https://site.invalid/"
_FILE = re.compile(r"(?:^|/)index\.(?:html|md)$|\.(?:html|md)$|/$")

Fault = Callable[[str, str], str]
"""`(address, anchor)` to what is wrong with it, in words, or nothing: the address has no slash at its end."""


class Verdict(NamedTuple):
    """What is to be said of a link, and why, in words that end a sentence."""

    state: State
    why: str = ""


@dataclass(frozen=True)
class Site:
    """Our site as links see it."""

    base: str
    """Where it is published, with a slash at the end; empty when nobody knows."""
    fault: Fault

    def short_address(self, word: str) -> str:
        """Return the short address of an alert."""
        return f"{self.base}{ALERTS}{word}/"

    def judged(self, rule: AlertRule) -> Verdict:
        """Say where the link of a rule leads."""
        if not rule.link:
            return Verdict("none")
        filled = _TEMPLATE.sub(_OPEN, _ALERT_NAME.sub(rule.word, rule.link))
        try:
            whole = urlsplit(urljoin(self.base or _NOWHERE, filled))
        except ValueError:
            return Verdict("dangling", "it is no address")
        if whole.scheme not in {"http", "https"}:
            return Verdict("dangling", "it is no address on the web")
        is_relative = not urlsplit(filled).netloc
        home = urlsplit(self.base or _NOWHERE)
        if _OPEN in whole.netloc:
            return Verdict("elsewhere", "a template says to which host")
        if whole.netloc.lower() != home.netloc.lower() or not f"{whole.path}/".startswith(home.path):
            return Verdict("dangling", "it leads out of the site") if is_relative else Verdict("elsewhere")
        return self._ours(whole.path.removeprefix(home.path), whole.fragment)

    def _ours(self, path: str, anchor: str) -> Verdict:
        if _OPEN in path:
            return Verdict("elsewhere", "a template says to which page")
        address = posixpath.normpath(_FILE.sub("", unquote(path)) or ".")
        wrong = self.fault("" if address == "." else address, "" if _OPEN in anchor else unquote(anchor))
        return Verdict("dangling", wrong) if wrong else Verdict("here")
