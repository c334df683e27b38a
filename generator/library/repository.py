"""The repository on GitHub that a project lies in: where its files are looked at, changed and begun."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote

_BRANCH = "main"
_WRITTEN = re.compile(
    r"(?:https://(?:[^/@\s]+@)?|ssh://git@|git@)(?P<host>[\w.-]*\bgithub\b[\w.-]*)[:/]"
    r"(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?"
)
_EDIT = re.compile(r"(?P<address>https://[^/\s]+/[^/\s]+/[^/\s]+)/edit/(?P<seat>[^/\s]+(?:/[^/\s]+)*)/?")
_ORIGIN = re.compile(r'^\[remote "origin"\]\n(?:[ \t]+(?!url\b).*\n)*[ \t]+url = (?P<address>\S+)$', re.MULTILINE)
_UNQUOTED = "/!$&'()*+,;=:@~"
"""What RFC 3986 allows in a path as it is."""


@dataclass(frozen=True)
class Repository:
    """A repository on GitHub, or on a GitHub of one's own."""

    address: str
    """`https://github.com/OWNER/NAME`, without a slash at the end."""
    seat: str = _BRANCH
    """The branch that is published, and behind it the project's folder where that is not the root: `main/docs`."""

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the repository that a person names, as a browser or as git shows it; raises ValueError."""
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            sentence = "is no repository on GitHub; write https://github.com/OWNER/NAME, or leave it out"
            raise ValueError(f'"{text}" {sentence} and say later in mkdocs.yml where the site lies')
        return cls(f"https://{found['host']}/{found['owner']}/{found['name']}")

    @classmethod
    def of_checkout(cls, folder: Path) -> Self | None:
        """Return the repository that a folder was cloned from; None when it was not, or not from GitHub."""
        config = folder / ".git/config"
        found = _ORIGIN.search(config.read_text("utf-8", "replace")) if config.is_file() else None
        try:
            return cls.read(found["address"]) if found else None
        except ValueError:
            return None

    @classmethod
    def of_edit_link(cls, link: str, docs: str) -> Self | None:
        """Return the repository of mkdocs' `edit_uri`, as the whole address of the folder `docs`; None of another host.

        GitHub's edit links are `ADDRESS/edit/BRANCH/PATH`; those of other forges have another word in that place.
        """
        found = _EDIT.fullmatch(link)
        if found is None:
            return None
        seat, folder = found["seat"], f"/{docs}"
        return cls(found["address"], seat.removesuffix(folder)) if seat.endswith(folder) else None

    @property
    def pages(self) -> str:
        """Where GitHub Pages publishes it, with a slash at the end; empty for a GitHub of one's own, which decides."""
        host, owner, name = self.address.removeprefix("https://").split("/")
        if host != "github.com":
            return ""
        site = f"{owner.lower()}.github.io"
        return f"https://{site}/" if name.lower() == site else f"https://{site}/{name}/"

    def edit(self, path: str) -> str:
        """Return where a file or folder is changed."""
        return f"{self.address}/edit/{self._seat}/{quote(path, safe=_UNQUOTED)}"

    def new(self, folder: str) -> str:
        """Return where a file is begun in a folder; the query `filename=…&value=…` fills it in."""
        return f"{self.address}/new/{self._seat}/{quote(folder, safe=_UNQUOTED)}"

    @property
    def new_issue(self) -> str:
        """Where an issue is begun; the query `template=…` chooses a form, its other keys fill in the form's fields."""
        return f"{self.address}/issues/new"

    @property
    def _seat(self) -> str:
        return quote(self.seat, safe=_UNQUOTED)
