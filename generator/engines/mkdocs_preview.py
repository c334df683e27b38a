"""A preview: it keeps its last good pages while a record has errors, and has pages made when somebody asks for them."""

from collections.abc import Callable, Iterable
from posixpath import normpath
from threading import RLock
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from mkdocs.livereload import LiveReloadServer

    from generator.engines.mkdocs_backlog import Backlog

_TRIES = 3
"""How often a page is made anew because a build began before it was sent."""

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


class Preview:
    """One preview: builds and requests take turns, and each request finds its page made."""

    def __init__(self) -> None:
        """There is nothing to see yet."""
        self.backlog: Backlog | None = None
        """What the last good build left open."""
        self._turn = RLock()
        self._builds = 0

    def building(self, build: Callable[[], None]) -> Callable[[], None]:
        """Return a build during which no page is made."""

        def built() -> None:
            with self._turn:
                self._builds += 1
                build()

        return built

    def serving(self, server: "LiveReloadServer") -> "WSGIApplication":
        """Return a server's way to answer, before which the page that is asked for is made."""
        answer = server.serve_request

        def served(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            for _ in range(_TRIES):
                build = self._made(path, server.mount_path)
                said: list[tuple[Any, ...]] = []
                body = answer(environ, lambda *words, said=said: said.append(words))
                if build == self._builds:
                    break
                # A build began in between, and took the page away again.
            start_response(*said[-1])
            return body

        return served

    def _made(self, path: str, mount: str) -> int:
        """Make what is asked for; return the number of the build that it is of."""
        if path.startswith("/livereload/") or not f"{path}/".startswith(mount):
            return self._builds
        with self._turn:
            if self.backlog:
                self.backlog.make(normpath(f"/{path[len(mount) :]}").lstrip("/"))
            return self._builds
