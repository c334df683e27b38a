"""`runbook-site export` of the repository: other engines build the same site of it; ProperDocs runs our plugin."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml

from generator.engines.mkdocs_search import is_our_search

ROOT = Path(__file__).parent.parent
Build = Callable[[str, list[str]], Path]
BASE = "https://example.github.io/runbooks/"
LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"))
# What the engines' themes and searches bring along is theirs.
THEIRS = (
    *("assets/images/", "assets/javascripts/", "assets/stylesheets/", "sitemap", ".runbook-site"),
    *("search.json", "search/search_index.json"),
)
# The engine's own search takes the place of ours: its box has a script and a style of its own.
REPLACED = frozenset({"assets/runbook-site/search.css", "assets/runbook-site/search.js"})
ENGINES = {
    "mkdocs": ["mkdocs", "build", "--strict"],
    "zensical": ["zensical", "build", "--strict"],
}


@pytest.fixture(scope="session")
def exported(build_once: Build) -> Path:
    """Return the folder of the repository's own site as an export."""
    return build_once("export", ["-m", "generator", "export"])


@pytest.fixture(scope="session", params=ENGINES)
def rebuilt(request: pytest.FixtureRequest, exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site that another engine makes of a copy of the export, outside the checkout, without our plugin."""
    folder = tmp_path_factory.mktemp(request.param) / "export"
    shutil.copytree(exported, folder)
    done = run_in(folder, "-m", *ENGINES[request.param])
    assert (done.returncode, "WARNING" in done.stderr, "rror" in done.stdout) == (0, False, False), done
    return folder / "site"


def run_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this Python with the arguments in a folder."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        capture_output=True,
        text=True,
        check=False,
    )


def files(site: Path) -> set[str]:
    """Return the address of every file of a site that is not its theme's."""
    found = (file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    return {address for address in found if not address.startswith(THEIRS)}


@cache
def parsed(page: Path) -> Element:
    """Return a page as a tree."""
    tree: Element = html5lib.parse(page.read_text("utf-8"), treebuilder="etree", namespaceHTMLElements=False)
    return tree


def article(page: Path) -> list[object]:
    """Return what stands on a page, without what an engine adds: links to headings, buttons, a place to skip to."""
    found = parsed(page).find(".//article")
    return [] if found is None else list(content(found))


def content(element: Element, *, kept: bool = False) -> Iterator[object]:
    """Yield an element's tags, attributes and words in order; white space counts where it is shown."""
    names = str(element.get("class", "")).split()
    if "headerlink" not in names and "md-content__button" not in names and element.get("id") != "__skip":
        kept = kept or element.tag in {"pre", "textarea"}
        yield element.tag, sorted(element.items())
        yield from said(element.text, kept=kept)
        for child in element:
            yield from content(child, kept=kept)
            yield from said(child.tail, kept=kept)


def said(text: str | None, *, kept: bool) -> Iterator[str]:
    """Yield a text's words; a text whose white space counts as one piece."""
    yield from filter(None, [text]) if kept else (text or "").split()


def lost_links(site: Path) -> Iterator[str]:
    """Yield every link of a site that leads to no file, or to no anchor of one."""
    for page in sorted(site.rglob("*.html")):
        here = page.relative_to(site).as_posix()
        for tag, attribute in LINKS:
            for link in filter(None, (element.get(attribute) for element in parsed(page).iter(tag))):
                address, anchor = urldefrag(urljoin(BASE + here, link))
                file = site / unquote(urlsplit(address).path.removeprefix(urlsplit(BASE).path))
                file = file / "index.html" if file.is_dir() else file
                if address.startswith(BASE) and not file.is_file():
                    yield f"{here}: {link}"
                elif address.startswith(BASE) and anchor and file.suffix == ".html" and not has(file, unquote(anchor)):
                    yield f"{here}: {link}: no such anchor"


def has(page: Path, anchor: str) -> bool:
    """Say whether a page has an anchor."""
    return any(anchor in (element.get("id"), element.get("name")) for element in parsed(page).iter())


def test_every_page_and_file_of_the_site_is_there(built_site: Path, rebuilt: Path) -> None:
    """Pages, downloads, data, redirects, scripts and styles stand at the same addresses, and no others.

    But for our search: an exported site has its engine's own.
    """
    assert files(rebuilt) == taken_along(built_site)


def taken_along(site: Path) -> set[str]:
    """Return the files of our site that an export has, too."""
    return {address for address in files(site) if address.endswith(".html") or not is_our_search(address)}


def test_files_are_the_same_to_the_byte(built_site: Path, rebuilt: Path) -> None:
    """What is no page comes out as it went in; a redirect is no page of an engine's."""
    same = [
        name
        for name in sorted(taken_along(built_site) - REPLACED)
        if not name.endswith(".html") or name.startswith("a/")
    ]
    assert len(same) > 30
    assert [name for name in same if (rebuilt / name).read_bytes() != (built_site / name).read_bytes()] == []


def test_the_box_of_the_engine_has_our_script(rebuilt: Path) -> None:
    """It cleans what is pasted; on the site it would be the script of our own box."""
    for name in REPLACED:
        made = ROOT / "generator/engines/export_assets" / name.rpartition("/")[2]
        assert (rebuilt / name).read_bytes() == made.read_bytes()


def test_pages_say_the_same(built_site: Path, rebuilt: Path) -> None:
    """Each page's content is that of our own site: every element, attribute and word."""
    pages = [name for name in sorted(files(built_site)) if name.endswith("index.html") and article(built_site / name)]
    assert len(pages) > 60
    assert [name for name in pages if article(rebuilt / name) != article(built_site / name)] == []


def test_every_link_leads_somewhere(rebuilt: Path) -> None:
    """No link, script, style or image leads to what is not there; the page for lost addresses is seen from the root."""
    assert [lost for lost in lost_links(rebuilt) if not lost.startswith("404.html: /")] == []


def test_the_table_of_contents_and_titles_are_those_of_the_site(built_site: Path, rebuilt: Path) -> None:
    """Headings are Markdown, so an engine finds them; a browser's tab says whose runbook it is."""
    for name in ("example/runbooks/checkout-errors/index.html", "vlossom/severities/index.html"):
        ours, theirs = parsed(built_site / name), parsed(rebuilt / name)
        assert contents(theirs) == contents(ours) != []
        assert theirs.findtext(".//title") == ours.findtext(".//title")


def contents(page: Element) -> list[str | None]:
    """Return where the table of contents leads."""
    entries = (element for element in page.iter("nav") if element.get("class") == "md-nav md-nav--secondary")
    return sorted({link.get("href") for entry in entries for link in entry.iter("a")} - {None, "#title"}, key=str)


def test_the_search_finds_what_pages_say(rebuilt: Path) -> None:
    """The engine's own index holds a runbook's error texts."""
    index = next(file for file in (rebuilt / "search.json", rebuilt / "search/search_index.json") if file.is_file())
    assert "PaymentError: no answer from pay.example after 10s" in index.read_text("utf-8")


def test_an_edit_link_leads_to_the_record(rebuilt: Path) -> None:
    """Not to the Markdown, which is made anew from it."""
    page = parsed(rebuilt / "example/runbooks/checkout-errors/index.html")
    links = [link.get("href") for link in page.iter("a") if link.get("rel") == "edit"]
    assert links == [
        "https://github.com/example/runbooks/edit/main/content/example/runbooks/checkout-errors.yaml",
    ]


def test_the_navigation_names_only_what_is_there(exported: Path) -> None:
    """`mkdocs.yml` holds nothing of ours: no plugin, no hook, no path of the checkout."""
    settings = yaml.safe_load((exported / "mkdocs.yml").read_text("utf-8"))
    assert [list(plugin) for plugin in settings["plugins"]] == [["search"]]
    assert "hooks" not in settings
    listed = list(pages_in(settings["nav"]))
    assert [page for page in listed if not (exported / "docs" / page).is_file()] == []
    assert len(listed) > 40


def pages_in(nav: object) -> Iterator[str]:
    """Yield the pages of a navigation."""
    if isinstance(nav, str):
        yield nav
    for below in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from pages_in(below)


def test_properdocs_runs_our_plugin_unchanged(root: Path, built_site: Path, tmp_path: Path) -> None:
    """The repository as it is, built by MkDocs' successor: the same files, the same pages."""
    site = tmp_path / "site"
    done = run_in(root, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", str(site))
    assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr
    assert files(site) == files(built_site)
    pages = [name for name in sorted(files(site)) if name.endswith(".html")]
    assert [name for name in pages if article(site / name) != article(built_site / name)] == []


def test_plain_markdown_has_no_dead_link_for_mkdocs_either(build_once: Build, tmp_path: Path) -> None:
    """Another reader than ours follows every link and image of the whole tree."""
    shutil.copytree(build_once("plain", ["-m", "generator", "export", "--plain"]), tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text("site_name: Plain\nplugins: []\n", "utf-8")
    done = run_in(tmp_path, "-m", "mkdocs", "build", "--strict")
    assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr
    assert len(list((tmp_path / "site").rglob("*.html"))) > 80
