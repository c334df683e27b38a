"""The engine that looks queries up in a reader's browser: one script, of the parts in `browser/`.

A worker that names several scripts reads them one after another, each a way to the server and back; so it gets one.
"""

from pathlib import Path
from typing import Final

ADDRESS: Final = "assets/runbook-site/search/engine.js"
_PARTS: Final = Path(__file__).parent / "browser"
_ORDER: Final = (
    *("tokens", "files", "query", "near", "far", "rank", "mend", "snippet", "groups"),
    *("engine", "worker"),  # which take the others from `rbSearch` when they are read
)


def engine_script() -> str:
    """Return the whole engine: `rbSearch.open` in a page, what answers messages in a worker."""
    return "".join((_PARTS / f"{name}.js").read_text("utf-8") for name in _ORDER)
