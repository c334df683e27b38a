"""The content security policy of each page: scripts of the site only, no request to any other host."""

import base64
import hashlib
import re

from generator.pages.redirects import POLICY

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_HEAD = '<meta charset="utf-8">'


class NoHead(Exception):  # noqa: N818 - it says what is wrong
    """A page without the place where its policy stands: the theme is not the one this was written for."""


def with_policy(output: str, content: str) -> str:
    """Return a page with its policy right after the charset, before any script.

    The theme's own inline scripts are allowed by their hashes; a script inside the page's content never is.
    GitHub Pages sends no headers, so the policy stands in the page. Raises `NoHead`.
    """
    if _HEAD not in output:
        message = f"a page of the theme has no {_HEAD}, where its content security policy belongs"
        raise NoHead(message)
    frame = output.replace(content, "", 1) if content else output
    scripts = ("'self'", *sorted({f"'sha256-{_digest(script)}'" for script in _INLINE.findall(frame)}))
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
    return output.replace(_HEAD, f"{_HEAD}\n      {POLICY.format('; '.join(rules))}", 1)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
