"""How a value that nobody recorded reads on a page."""

from markupsafe import Markup


def missing(what: str) -> Markup:
    """Return a dash with the reason at hand, also for screen readers."""
    return Markup('<span class="rb-unknown" title="{0}">—<span class="rb-only-read"> {0}</span></span>').format(what)
