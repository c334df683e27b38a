"""A real browser on the real site, served as GitHub Pages serves it: under a folder, every fault of a page noted."""

from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    WebError,
    expect,
    sync_playwright,
)

from tests.find_browser import HOW_TO_GET_ONE, find

HERE = Path(__file__).parent
HOST = "127.0.0.1"
# The browser itself can look up no name: what a page asks of another host is noted and goes nowhere.
NO_OTHER_HOST = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}"

# A busy machine is no bug: what comes late has as long to come as a page has to load.
expect.set_options(timeout=30_000)

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that `-m browser` means exactly these."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves files as GitHub Pages does: the site's own 404 page for what is not there."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's 404 page where something is missing, and as usual otherwise."""
        missing = next(Path(self.directory).glob("*/404.html"), None)
        if code != HTTPStatus.NOT_FOUND or missing is None:
            super().send_error(code, message, explain)
            return
        body = missing.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: a test's output is its own."""


@pytest.fixture(scope="session")
def site_address(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the built site under /runbooks/ on this machine only; return the address of its home page."""
    top = tmp_path_factory.mktemp("served")
    (top / "runbooks").symlink_to(built_site, target_is_directory=True)
    with ThreadingHTTPServer((HOST, 0), partial(SiteHandler, directory=str(top))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}/runbooks/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium once; without one the tests fail and say how to get one."""
    executable = find()
    if executable is None:
        pytest.fail(HOW_TO_GET_ONE, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[NO_OTHER_HOST])
        yield browser
        browser.close()


class Watch:
    """Notes what no page of ours may do: ask another host, report an error, open a dialog."""

    def __init__(self, context: BrowserContext) -> None:
        """Watch every page of the context, those that it opens later too."""
        self.faults: list[str] = []
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("dialog", self._dialog)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname != HOST:
            self.faults.append(f"request to another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console error: {message.text}")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"script error: {error.error}")

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def open_page(browser: Browser, site_address: str) -> Iterator[OpenPage]:
    """Return a function that opens an empty page; at the end the test fails for every fault that any of them had.

    Addresses are relative to the home page: `open_page(width=390).goto("vlossom/")`.
    """
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_page(
        *,
        width: int = 1280,
        height: int = 844,
        colours: Literal["light", "dark"] = "light",
        scripts: bool = True,
        zone: str = "UTC",
    ) -> Page:
        context = browser.new_context(
            base_url=site_address,
            viewport={"width": width, "height": height},
            color_scheme=colours,
            java_script_enabled=scripts,
            timezone_id=zone,
            permissions=["clipboard-read", "clipboard-write"],
        )
        opened.append((context, Watch(context)))
        return context.new_page()

    yield open_page
    for context, _ in opened:
        context.close()
    faults = [fault for _, watch in opened for fault in watch.faults]
    assert faults == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Return an empty page as a desktop shows it; the test fails if it asks another host or reports an error."""
    return open_page()
