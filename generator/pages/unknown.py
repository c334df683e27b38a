"""How a value that nobody recorded reads on a page."""

from markupsafe import Markup

from generator.pages.safe import escaped, safe


def missing(what: str) -> Markup:
    """Return a dash with the reason at hand, also for screen readers."""
    said = escaped(what)
    return safe(f'<span class="rb-unknown" title="{said}">—<span class="rb-only-read"> {said}</span></span>')
