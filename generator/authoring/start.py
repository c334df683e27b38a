"""A site of one's own, as `init` writes it: the files of `starter/`, with what a person says filled in.

In the names of those files `dot-` stands for the dot of a hidden one, and `HANDBOOK` for the handbook's folder; in
their texts words in « » are filled in.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.authoring.ids import id_of
from generator.authoring.markdown import plain
from generator.authoring.yaml_text import scalar
from generator.library.repository import Repository
from generator.problems import quoted
from generator.records.folders import RESERVED
from generator.records.names import is_slug
from generator.records.scalars import Slug, Words

_STARTER = Path(__file__).parent / "starter"
_FILLED_IN = re.compile("«([a-z ]+)»")
_HANDBOOK = "HANDBOOK"
_NO_NAME = "team"
_UNKNOWN_ADDRESSES = """\
# Where the site is published and where its files are changed: both give it feeds, calendars and links to GitHub.
# site_url: https://OWNER.github.io/NAME/
# edit_uri: https://github.com/OWNER/NAME/edit/main/content/"""
_BEGIN = """\
The handbook in `content/{handbook}/` is a start: its words are made up. Go through it file by file.

1. `severities.yaml`: your levels, and how fast you want to be. `contacts.yaml`, `on-call.yaml`: who answers.
2. `runbook-site new runbook`: the thing that broke last time. `runbook-site import FILE… --handbook {handbook}` takes
   runbooks that you have in Markdown.
3. Delete `incidents/{handbook}/2025-02-11-example-website-down-after-deploy.yaml`, then what you do not need of the
   rest. The check says what still leads to a file that is gone."""
_BEGIN_BARE = """\
There is no handbook yet.

1. `runbook-site import FILE… --handbook {handbook}` makes one of the runbooks that you have in Markdown, and
   says line by line what became what.
2. `runbook-site new runbook`: the thing that broke last time.
3. Write down your levels in `content/{handbook}/severities.yaml`, and who answers in `contacts.yaml`;
   `runbook-site reference severity` prints what can stand there."""
_PUBLISH = """\
1. {first}
2. On GitHub: Settings → Pages → Source: "GitHub Actions".
3. Push to `main`: `.github/workflows/publish.yml` publishes the site, and again every day, because who is on call and
   what is overdue changes with the day."""


@dataclass(frozen=True)
class Start:
    """What a person says of a new site."""

    name: str
    """What the site and its first handbook are called."""
    handbook: str
    """The folder of the first handbook, and its address."""
    repository: Repository | None = None
    """Where it will lie on GitHub, if that is known."""
    is_bare: bool = False
    """Whether it begins without a handbook, for records that exist already."""

    def texts(self, schemas: Mapping[str, str]) -> dict[str, str]:
        """Return every file of the site, texts by paths from its root; `schemas` are the editors' schemas, alike."""
        words = self._words()
        files = sorted(path for path in _STARTER.rglob("*") if path.is_file())
        if self.is_bare:
            files = [file for file in files if _HANDBOOK not in file.parts]
        texts = {
            _path(file, self.handbook): _FILLED_IN.sub(lambda found: words[found[1]], file.read_text("utf-8"))
            for file in files
        }
        return {**texts, **schemas}

    def _words(self) -> dict[str, str]:
        return {
            "name": plain(self.name),
            "quoted name": json.dumps(self.name, ensure_ascii=False),
            "yaml name": scalar(self.name, words=True),
            "handbook": self.handbook,
            "handbooks": "" if self.is_bare else f'"{self.handbook}"',
            "begin": (_BEGIN_BARE if self.is_bare else _BEGIN).format(handbook=self.handbook),
            "version": __version__,
            "addresses": _addresses(self.repository),
            "publish": _PUBLISH.format(first=_first(self.repository)),
        }


def read_name(text: str) -> str:
    """Return the name of a site: some words on one line; raises ValueError."""
    return str(Words.read(text))


def read_handbook(text: str) -> str:
    """Return the name of a handbook's folder: an id that is no address of the site itself; raises ValueError."""
    if text in RESERVED:
        raise ValueError(f"{quoted(text)} is an address of the site itself; give the handbook another name")
    return str(Slug.read(text))


def name_of(folder: Path) -> str:
    """Return what a site in this folder may be called: the folder's name in words."""
    words = " ".join(re.findall(r"[^\W_]+", folder.resolve().name))
    return f"{words[:1].upper()}{words[1:]}" or _NO_NAME.capitalize()


def handbook_of(name: str) -> str:
    """Return the folder that a handbook of this name may have."""
    found = id_of(name)
    return found if is_slug(found) and found not in RESERVED else _NO_NAME


def _path(file: Path, handbook: str) -> str:
    parts = file.relative_to(_STARTER).parts
    return "/".join(handbook if part == _HANDBOOK else re.sub(r"^dot-", ".", part) for part in parts)


def _addresses(repository: Repository | None) -> str:
    if repository is None:
        return _UNKNOWN_ADDRESSES
    site = f"site_url: {repository.pages}" if repository.pages else "# site_url: where GitHub publishes the site"
    # No repo_url: with one, every page would ask GitHub for stars and releases.
    return f"{site}\nedit_uri: {repository.edit('content/')}"


def _first(repository: Repository | None) -> str:
    if repository is None:
        return "Make a repository on GitHub, and write its addresses into `mkdocs.yml`: `site_url` and `edit_uri`."
    where = f" The site's address is <{repository.pages}>." if repository.pages else ""
    return f"Push this folder to <{repository.address}>.{where}"
