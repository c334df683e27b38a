"""The anchors of pages, for whoever begins before what makes pages is loaded: that is needed for some links only."""

from collections.abc import Collection, Mapping
from datetime import date

from generator.library.library import Library


def anchors_of(
    library: Library,
    today: date,
    paths: Collection[str],
    pages: Mapping[str, str],
    markdown: Collection[str] = (),
) -> dict[str, frozenset[str]]:
    """Return what `anchors.anchors_of` returns."""
    from generator.pages import anchors  # noqa: PLC0415 - takes longer than a check of some hundred records

    return anchors.anchors_of(library, today, paths, pages, markdown)
