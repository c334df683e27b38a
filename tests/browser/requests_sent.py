"""What a page asks for over the network, from a moment on, told as a server hears it."""

from collections.abc import Iterable
from urllib.parse import unquote_plus

from playwright.sync_api import Page, Request, WebSocket


class Sent:
    """All requests of a page from now on; the browser's own, for the page's icon, are known apart.

    A browser asks for the icon that a page names when it finds the time, even long after the page has loaded.
    That is no request of the page as long as it is exactly that: the bare address, and nothing sent along.
    """

    def __init__(self, page: Page) -> None:
        """Listen to a page; its icons are those that it names now."""
        icons: list[str] = page.locator("link[rel~=icon]").evaluate_all("all => all.map(one => one.href)")
        self._icons = {f"GET {address} " for address in icons}
        self._all: list[tuple[str, str]] = []
        page.on("request", self._request)
        page.on("websocket", self._socket)

    def by_the_page(self) -> list[str]:
        """Return the method, address and body of every request but the browser's own."""
        return [asked for asked, _ in self._all if asked not in self._icons]

    def that_say(self, words: Iterable[str]) -> list[str]:
        """Return every request, the browser's own too, that has one of the words in address, headers or body."""
        said = [word.lower() for word in words]
        return [asked for asked, heard in self._all if any(word in heard for word in said)]

    def _request(self, request: Request) -> None:
        body = (request.post_data_buffer or b"").decode(errors="replace")
        asked = f"{request.method} {request.url} {body}"
        self._note(asked, f"{asked} {request.headers}")

    def _socket(self, socket: WebSocket) -> None:
        self._note(f"WebSocket {socket.url}", socket.url)

    def _note(self, asked: str, heard: str) -> None:
        self._all.append((asked, f"{heard}\n{unquote_plus(heard)}".lower()))
