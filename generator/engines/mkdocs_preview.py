"""A preview that keeps its last good pages while a record has errors."""

from collections.abc import Callable

from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("runbook_site")


class RecordsHaveProblems(PluginError):  # noqa: N818 - it says what happened
    """The build ended before anything was written, and every problem stands in the log."""


def keeping_pages(build: Callable[[], None]) -> Callable[[], None]:
    """Return a preview's build that ends quietly where records have problems: no page has been touched then."""

    def built_or_kept() -> None:
        try:
            build()
        except Abort as error:
            if not isinstance(error.__context__, RecordsHaveProblems):
                raise
            log.info("the preview shows the last good pages until they are mended")

    return built_or_kept
