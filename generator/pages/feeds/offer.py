"""What the site offers to programs: a file, and what the Data page says of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from generator.pages.page import DataFile

TYPES = {"Atom": "application/atom+xml", "JSON Feed": "application/feed+json"}
"""What each form of feed is called among media types."""
Shelf = Literal["data", "feed", "calendar", "owner", "badge", "schema"]


@dataclass(frozen=True)
class Offer:
    """One file for programs."""

    file: DataFile
    shelf: Shelf
    """Under which heading it stands."""
    title: str
    about: str
    """What it is for, in a sentence."""
    form: str
    """What kind of file it is, in a word: `JSON`, `Atom`."""
    scope: str = ""
    """The handbook whose it is, by its title; nothing for the whole site."""
    folder: str = ""
    """The id of that handbook."""
    schema: str = ""
    """The address of its schema."""
    shown: str | Callable[[], str] = ""
    """A piece of the file, or what makes it; for a badge, what shows it in a README."""

    @property
    def example(self) -> str:
        """A piece of the file, made for whoever names it."""
        return self.shown if isinstance(self.shown, str) else self.shown()

    @property
    def media_type(self) -> str:
        """What a browser calls the form of a feed."""
        return TYPES[self.form]

    @property
    def heading(self) -> str:
        """Its title with its handbook's: `Incidents of Example Shop`."""
        return f"{self.title} of {self.scope}" if self.scope else self.title

    @property
    def name(self) -> str:
        """The file's name: `incidents.json`."""
        return self.file.address.rpartition("/")[2]
