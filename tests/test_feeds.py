"""The files for programs on the built site: readers understand them, pages name them, the public edition is public."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import fromstring

import feedparser
import html5lib
import pytest
from icalendar import Calendar

from generator.library.project import open_project
from generator.records.contact import Contact
from generator.records.refs import PersonRef
from generator.records.rotation import Rotation
from generator.today import today

BASE = "https://example.github.io/runbooks/"
both = pytest.mark.parametrize("edition", ["built_site", "public_site"])


def files(site: Path, ending: str) -> list[Path]:
    """Return the files for programs whose names end so."""
    found = sorted((site / "data").rglob(f"*{ending}"))
    assert found, ending
    return found


@both
def test_readers_understand_every_file(edition: str, request: pytest.FixtureRequest) -> None:
    """Each by a reader of its own: JSON, a feed parser, a calendar library, XML."""
    site: Path = request.getfixturevalue(edition)
    for file in files(site, ".json"):
        assert json.loads(file.read_text("utf-8")), file
    for file in [*files(site, ".atom")]:
        read = feedparser.parse(file.read_bytes())
        assert (read.bozo, read.version, read.feed.id) == (
            False,
            "atom10",
            f"{BASE}{file.relative_to(site).as_posix()}",
        )
    for file in files(site, ".ics"):
        calendar = Calendar.from_ical(file.read_bytes())
        assert isinstance(calendar, Calendar)
        assert calendar.errors == [], file
    for file in files(site, ".svg"):
        assert fromstring(file.read_text("utf-8")).tag.endswith("svg")  # noqa: S314 - our own


@both
def test_every_address_in_a_file_is_there(edition: str, request: pytest.FixtureRequest) -> None:
    """Pages that a file names, relative to the site's root or whole, are pages of the site, anchors included."""
    site: Path = request.getfixturevalue(edition)
    lost = []
    for file in [path for path in (site / "data").rglob("*") if path.suffix in {".json", ".atom", ".ics"}]:
        # Lines of a calendar are folded: what follows a break and a space belongs to the line before.
        text = file.read_text("utf-8").replace("\n ", "") if file.suffix == ".ics" else file.read_text("utf-8")
        named = set(re.findall(rf'{re.escape(BASE)}[^\s"<>)\\&]*', text))
        named |= {urljoin(BASE, page) for page in re.findall(r'"page": "([^"]+)"', text)}
        lost += [f"{file.name}: {address}" for address in sorted(named) if not is_there(site, address)]
    assert lost == []


def is_there(site: Path, address: str) -> bool:
    """Say whether the site has such a page or file, and such a place on it."""
    path, _, anchor = address.removeprefix(BASE).partition("#")
    file = site / path / "index.html" if not path or path.endswith("/") else site / path
    return file.is_file() and (not anchor or f'id="{anchor}"' in file.read_text("utf-8"))


@both
def test_pages_name_their_feeds(edition: str, request: pytest.FixtureRequest) -> None:
    """In the head, where feed readers look: those of the whole site, and on a handbook's pages its own."""
    site: Path = request.getfixturevalue(edition)
    for page, folders in (("index.html", [""]), ("proofi/index.html", ["", "proofi/"]), ("data/index.html", [""])):
        tree = html5lib.parse((site / page).read_text("utf-8"), treebuilder="etree", namespaceHTMLElements=False)
        links = [link for link in tree.iter("link") if "alternate" in str(link.get("rel")).split()]
        assert [(link.get("type"), urljoin(BASE + page, str(link.get("href")))) for link in links] == [
            (kind, f"{BASE}data/{folder}incidents.{ending}")
            for folder in folders
            for kind, ending in (("application/atom+xml", "atom"), ("application/feed+json", "feed.json"))
        ]


def test_public_files_tell_nothing_internal(root: Path, public_site: Path) -> None:
    """Neither how to reach somebody, nor a handle, nor the name of anybody or anything that only the team may know."""
    library = open_project(root, today(), "internal").library
    hidden = open_project(root, today(), "public").library.hidden
    planted: set[str] = set()
    for record in library.records:
        planted |= {str(value) for _, value in record.walked if isinstance(value, PersonRef) and value.is_handle}
        if record.key not in hidden:
            continue
        planted |= {f"{record.key.handbook}/{record.key.id}"} - {f"{record.key.handbook}/on-call"}
        if isinstance(record, Contact):
            planted |= {str(reach.value) for reach in record.reach if reach.value}
        if isinstance(record, Rotation):
            planted |= {str(override.why) for override in record.overrides if override.why}
    # Channels of a handbook that everybody may read are no secret because a contact names them, too.
    known = {str(book.incident_channel) for book in library.handbooks} | {
        str(b.alert_channel) for b in library.handbooks
    }
    texts = {file: file.read_text("utf-8") for file in (public_site / "data").rglob("*") if file.is_file()}
    assert len(planted) > 20
    assert [
        f"{file.relative_to(public_site)}: {secret}"
        for file, text in texts.items()
        for secret in sorted(planted - known)
        if re.search(rf"(?<![\w/]){re.escape(secret)}(?![\w-])", text)
    ] == []


def test_internal_files_name_the_team(built_site: Path) -> None:
    """The search above finds what there is to find: the same words stand in the internal edition."""
    text = (built_site / "data/action-items.json").read_text("utf-8")
    assert [secret for secret in ("example/payments", "@example-search") if secret in text] != []
