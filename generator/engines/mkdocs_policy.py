"""The content security policy of each page: scripts of the site only, no request to any other host."""

import base64
import hashlib
import re

from generator.pages.redirects import POLICY

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_HEAD = '<meta charset="utf-8">'


class NoHead(Exception):  # noqa: N818 - it says what is wrong
    """A page without the place where its policy stands: the theme is not the one this was written for."""


def with_policy(before: str, after: str) -> str:
    """Return what stands before a page's content with the page's policy right after the charset, before any script.

    The theme's own inline scripts, before and `after` the content, are allowed by their hashes; a script inside the
    content never is. GitHub Pages sends no headers, so the policy stands in the page. Raises `NoHead`.
    """
    if _HEAD not in before:
        message = f"a page of the theme has no {_HEAD}, where its content security policy belongs"
        raise NoHead(message)
    inline = (script for part in (before, after) for script in _INLINE.findall(part))
    scripts = ("'self'", *sorted({f"'sha256-{_digest(script)}'" for script in inline}))
    rules = (
        "default-src 'none'",
        f"script-src {' '.join(scripts)}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
    )
    return before.replace(_HEAD, f"{_HEAD}\n      {POLICY.format('; '.join(rules))}", 1)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
