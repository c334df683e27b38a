"""The links of sanitized HTML, led to where they go from one page; what leads nowhere is words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape

from generator.pages.markdown_safety import ATTRIBUTE, ATTRIBUTES_OF_A_TAG
from generator.pages.safe import escaped
from generator.records.link_syntax import leads

Resolver = Callable[[str], str | None]
"""A relative target as written -> its address relative to the page; None when it leads to nothing that we know."""

_LEADING_TAG = re.compile(rf"<(a|h[456]|img){ATTRIBUTES_OF_A_TAG}>|</a>")


@dataclass
class PageLinks:
    """Leads the links of one piece of sanitized HTML, in which they stand as written, to where they go from a page."""

    resolve: Resolver | None
    shown: bool = True
    """Whether links stay links; else their words stay."""
    prefix: str | None = None
    """What a heading's id begins with: `""` takes the ids away, None leaves them."""
    _ends: list[str] = field(default_factory=list)

    def lead(self, html: str) -> str:
        """Return the HTML with its links led; what leads nowhere is words."""
        return _LEADING_TAG.sub(self._led, html)

    def _led(self, tag: re.Match[str]) -> str:
        name = tag[1]
        if name is None:
            return self._ends.pop() if self._ends else ""
        attributes: dict[str, str] = dict(ATTRIBUTE.findall(tag[2]))
        if name == "a":
            start = self._anchor(attributes)
            self._ends.append("</a>" if start else "")
            return start
        return self._image(attributes) if name == "img" else self._heading(name, attributes)

    def _anchor(self, attributes: dict[str, str]) -> str:
        address = self._address(attributes.pop("href", ""))
        if not self.shown or not (address or "id" in attributes):
            return ""
        if address:
            attributes = {"href": escaped(address), **attributes}
            if leads(address) == "outside":
                attributes["rel"] = "noopener noreferrer"
        return _start("a", attributes)

    def _image(self, attributes: dict[str, str]) -> str:
        source = attributes.pop("src", "")
        words = attributes.get("alt") or source
        address = self._address(source)
        if not self.shown or not address:
            return words
        if leads(address) == "inside":
            return _start("img", {"src": escaped(address), **attributes})
        # Shown, it would be a request to another host.
        return words if any(self._ends) else f"{self._anchor({'href': source})}{words}</a>"

    def _heading(self, name: str, attributes: dict[str, str]) -> str:
        if "id" in attributes and self.prefix is not None:
            own = attributes.pop("id")
            if self.prefix:
                attributes["id"] = f"{escaped(self.prefix)}{own}"
        return _start(name, attributes)

    def _address(self, written: str) -> str | None:
        target = unescape(written)
        if self.resolve is not None and leads(target) == "inside":
            target = self.resolve(target) or ""
        return None if leads(target) == "nowhere" else target


def _start(name: str, attributes: Mapping[str, str]) -> str:
    return "".join((f"<{name}", *(f' {key}="{value}"' for key, value in attributes.items()), ">"))
