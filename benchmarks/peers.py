"""The tools that build the same content: ours from the records, the others from the Markdown of `export --plain`."""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

_SCRIPTS = Path(sys.executable).parent
_HUGO = Path(__file__).parent / "hugo"
_INCIDENTS = "corpus/incidents"

# What Material's own pages advise for a site with code, so that the pages of both have the same parts.
_STOCK = """\
site_name: Corpus
docs_dir: docs
site_url: https://example.org/corpus/
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.indexes]
plugins: [search]
markdown_extensions:
  - admonition
  - attr_list
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
  - toc: {permalink: true}
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: what it is called, how it is prepared, the commands of its build and its server, what to change.

    `prepare` makes the tool's folder from the corpus and its plain export. `record` returns the file of an incident in
    that folder by its id. `address` is where the server shows the incident with that id.
    """

    name: str
    versions: tuple[str, ...]
    prepare: Callable[[Path, Path, Path], None]
    build: tuple[str, ...]
    serve: tuple[str, ...]
    record: Callable[[Path, str], Path]
    site: str = "site"
    left: tuple[str, ...] = ("site",)
    """What a cold build must not find, beside the site."""


def _ours(corpus: Path, _plain: Path, folder: Path) -> None:
    """Take the corpus as it is."""
    shutil.copytree(corpus, folder)


def _stock(_corpus: Path, plain: Path, folder: Path) -> None:
    """Put the plain tree under the theme, with everything but the incidents in the navigation."""
    shutil.copytree(plain, folder / "docs")
    pages = sorted(page.relative_to(folder / "docs").as_posix() for page in (folder / "docs").rglob("*.md"))
    listed = [page for page in pages if not page.startswith(_INCIDENTS) or page.endswith("README.md")]
    settings = f"{_STOCK}not_in_nav: /{_INCIDENTS}/\nnav:\n" + "".join(f"  - {json.dumps(page)}\n" for page in listed)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")


def _hugo(_corpus: Path, plain: Path, folder: Path) -> None:
    """Put the plain tree under our small layout; each page's first heading becomes its title, as Hugo wants it."""
    shutil.copytree(_HUGO, folder)
    for source in plain.rglob("*"):
        target = folder / "content" / source.relative_to(plain)
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif source.suffix == ".md":
            target.parent.mkdir(parents=True, exist_ok=True)
            index = target.with_name("_index.md") if source.name == "README.md" else target
            index.write_text(_titled(source.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def _titled(text: str) -> str:
    """Return a page with its first heading of level 1 as the title in front matter."""
    before, _, after = text.partition("# ") if text.startswith("# ") else text.partition("\n# ")
    title, _, body = after.partition("\n")
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n{before}\n{body}"


def _yaml(folder: Path, incident: str) -> Path:
    """Return an incident's record."""
    return folder / "incidents" / "corpus" / incident[:4] / f"{incident}.yaml"


def _markdown(top: str) -> Callable[[Path, str], Path]:
    """Return what finds an incident's page below a top folder."""
    return lambda folder, incident: folder / top / _INCIDENTS / f"{incident}.md"


def _mkdocs(command: str, *more: str) -> tuple[str, ...]:
    """Return a command of mkdocs, run by this Python."""
    return (sys.executable, "-m", "mkdocs", command, *more)


PORT = 8971
_AT = f"127.0.0.1:{PORT}"

OURS = Peer(
    "runbook-site", ("runbook-site", "mkdocs", "mkdocs-material"), _ours,
    _mkdocs("build", "--quiet"), _mkdocs("serve", "--quiet", "--dev-addr", _AT), _yaml,
)  # fmt: skip
STOCK = Peer(
    "stock MkDocs", ("mkdocs", "mkdocs-material"), _stock,
    _mkdocs("build", "--quiet"), _mkdocs("serve", "--quiet", "--dev-addr", _AT), _markdown("docs"),
)  # fmt: skip
ZENSICAL = Peer(
    "Zensical", ("zensical",), _stock,
    (str(_SCRIPTS / "zensical"), "build"), (str(_SCRIPTS / "zensical"), "serve", "--dev-addr", _AT),
    _markdown("docs"), left=("site", ".cache"),
)  # fmt: skip
HUGO = Peer(
    "Hugo", ("hugo",), _hugo,
    (str(_SCRIPTS / "hugo"), "build", "--quiet"),
    (str(_SCRIPTS / "hugo"), "server", "--quiet", "--port", str(PORT), "--baseURL", f"http://{_AT}/corpus/"),
    _markdown("content"), site="public", left=("public", "resources"),
)  # fmt: skip

PEERS = (OURS, STOCK, ZENSICAL, HUGO)


def address(incident: str) -> str:
    """Return where every one of the servers shows an incident: they have the same tree."""
    return f"http://{_AT}/corpus/{_INCIDENTS}/{incident}/"


def versions(peers: tuple[Peer, ...]) -> dict[str, str]:
    """Return the version of each package that the tools are made of."""
    return {name: version(name) for peer in peers for name in peer.versions}
