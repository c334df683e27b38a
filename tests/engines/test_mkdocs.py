"""The plugin in real builds: plain mkdocs, a preview, editions, files that are never published, the same bytes."""

import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError

import html5lib
import pytest

from tests.engines.conftest import CONFIG, Project, new_project, surroundings, tree

INCIDENT = "title: Till\nstatus: resolved\nstarted: 2025-02-11 14:02\nresolved: 15:00\nsummary: It jammed.\n"
SECRET = "sesame-4711"  # noqa: S105 - it is looked for, not used
INTERNAL = {
    "content/shop/contacts.yaml": f"""\
- id: boss
  role: {SECRET} boss
  reach:
    - {{by: phone, value: {SECRET}}}
""",
    "content/shop/tools.yaml": f"- id: till\n  name: {SECRET} till\n",
    "content/shop/runbooks/vault.yaml": f"""\
title: {SECRET}
visibility: internal
alerts: [{SECRET}]
aliases: [{SECRET}]
symptoms: [{SECRET}]
resolution: [{SECRET}]
""",
    "content/shop/runbooks/till.yaml": """\
title: Till
owner: boss
related: [vault]
resolution:
  - {do: Look, tool: till}
  - {do: Call, contact: boss}
  - {do: Open, runbook: vault}
""",
    "incidents/shop/2025-02-11-theft/incident.yaml": f"""\
title: {SECRET}
visibility: internal
status: resolved
started: 2025-02-11 14:02
resolved: 15:00
summary: {SECRET}
action_items:
  - {{action: {SECRET}, owner: boss, due: 2025-03-01}}
""",
    "incidents/shop/2025-02-11-theft/plan.png": SECRET,
    "incidents/shop/2025-02-11-theft/note.md": f"# {SECRET}\n",
    f"content/hidden/{SECRET}.md": f"# {SECRET}\n",
    "content/hidden/handbook.yaml": f"format: 1\ntitle: {SECRET}\nvisibility: internal\n",
    "content/hidden/runbooks/x.yaml": f"title: {SECRET}\nresolution: [{SECRET}]\n",
}


def test_plain_mkdocs_builds_the_same_site(project: Project) -> None:
    """`mkdocs build --strict` gives what our command gives."""
    project.built()
    expected = tree(project.site)
    done = project.run("-m", "mkdocs", "build", "--strict")
    assert done.returncode == 0
    assert tree(project.site) == expected


def test_a_project_is_built_through_a_link_to_it(project: Project, tmp_path: Path) -> None:
    """The site is the one that is built in its folder."""
    project.build()
    before = tree(project.site)
    link = tmp_path / "link"
    link.symlink_to(project.root)
    done = project.run("-m", "mkdocs", "build", "-f", str(link / "mkdocs.yml"), "-d", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "site") == before


def test_errors_in_records_fail_plain_mkdocs_and_leave_the_site(project: Project) -> None:
    """The log says the place, and mkdocs has not wiped the site yet."""
    before = tree(project.built())
    project.write("content/shop/runbooks/down.yaml", "titel: Down\nresolution: [x]\n")
    done = project.run("-m", "mkdocs", "build")
    assert done.returncode == 1
    assert 'content/shop/runbooks/down.yaml:1:1: unknown key "titel"' in done.stderr
    assert "the last good site is left as it was" in done.stderr
    assert tree(project.site) == before


def test_the_public_edition_knows_nothing_internal(project: Project) -> None:
    """No word of an internal record reaches any file: page, search, navigation, image, redirect, address."""
    for path, text in INTERNAL.items():
        project.write(path, text)
    internal = tree(project.built())
    assert SECRET in "".join(internal)
    public = tree(project.built("--edition", "public"))
    assert [path for path, content in public.items() if SECRET in path or SECRET.encode() in content] == []
    assert "shop/runbooks/till/index.html" in public


def test_no_record_and_nothing_that_runs_is_published(project: Project, tmp_path: Path) -> None:
    """Records in any spelling, what editors leave of them, links, and files that run in a browser stay out."""
    left = ("x.yaml~", "x.yaml.orig", "X.YML.bak", ".x.yaml.swp")
    for name in left:
        project.write(f"content/shop/{name}", SECRET)
    secret = tmp_path / "secret.md"
    secret.write_text(SECRET)
    project.built()
    assert [path for path, content in tree(project.site).items() if SECRET.encode() in content] == []
    (project.root / "content/shop/link.md").symlink_to(secret)
    assert project.build().returncode == 1
    project.run("-m", "mkdocs", "build")
    assert [path for path, content in tree(project.site).items() if SECRET.encode() in content] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("x.html", "<p>hello", id="page"),
        pytest.param("x.JS", "alert(1)", id="script"),
        pytest.param(
            "x.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', id="picture with a handler"
        ),
        pytest.param("y.svg", "<svg><svg:script>alert(1)</svg:script></svg>", id="picture with a script"),
    ],
)
def test_what_runs_in_a_browser_fails_the_build(project: Project, name: str, text: str) -> None:
    """A file from a pull request must not run on the site's address; the log says what to do."""
    project.write(f"content/shop/{name}", text)
    done = project.build()
    assert done.returncode == 1
    assert f"content/shop/{name} is not published: it could run scripts" in done.stderr


def test_a_picture_and_a_script_of_ours_are_published(project: Project) -> None:
    """The near miss: a calm picture, and what mkdocs.yml names, which is trusted."""
    project.write("content/shop/calm.svg", '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>')
    project.write("content/own.js", "1;")
    project.write("mkdocs.yml", f"{CONFIG}extra_javascript: [own.js]\n")
    project.built()
    assert {"shop/calm.svg", "own.js"} <= set(tree(project.site))


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Over two folders, two time zones and two hash seeds."""
    sites = []
    for name, zone, seed in (("here", "Pacific/Kiritimati", "1"), ("there", "America/Los_Angeles", "2")):
        project = new_project(tmp_path / name / "project")
        assert project.build(SOURCE_DATE_EPOCH="1764000000", TZ=zone, PYTHONHASHSEED=seed).returncode == 0
        sites.append(tree(project.site))
    assert sites[0] == sites[1]


def test_the_repository_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """The same for all that this repository shows: in another folder, time zone, locale and with another hash seed."""
    elsewhere = tmp_path / "elsewhere" / "repository"
    for name in ("content", "incidents", ".github"):
        shutil.copytree(root / name, elsewhere / name)
    shutil.copy(root / "mkdocs.yml", elsewhere)
    here = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}
    # Here Python takes text for ASCII, unless it is told what it is.
    there = {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0"}
    sites = []
    for folder, environment in ((root, here), (elsewhere, {**there, "PYTHONCOERCECLOCALE": "0"})):
        command = [sys.executable, "-m", "generator", "build", "--site", str(tmp_path / environment["PYTHONHASHSEED"])]
        surrounding = surroundings(SOURCE_DATE_EPOCH="1795300000", **environment)
        subprocess.run(command, cwd=folder, env=surrounding, check=True, capture_output=True)
        sites.append(tree(tmp_path / environment["PYTHONHASHSEED"]))
    assert sites[0] == sites[1]


def test_a_page_of_the_site_is_not_overwritten(project: Project) -> None:
    """A hand-written page where the site puts one of its own is refused."""
    project.write("content/shop/runbooks/index.md", "# Mine\n")
    done = project.build()
    assert done.returncode == 1
    assert "shop/runbooks/index.md" in done.stderr


@pytest.mark.parametrize(
    ("address", "way"),
    [
        pytest.param("a/ShopDown", "../../shop/runbooks/down/", id="alert"),
        pytest.param("a/shopdown", "../../shop/runbooks/down/", id="alert in lower case"),
        pytest.param("shop/runbooks/closed", "../down/", id="older id"),
    ],
)
def test_redirects_lead_on_without_javascript(project: Project, address: str, way: str) -> None:
    """A relative way, so that it holds below any path."""
    project.built()
    parsed = html5lib.parse(project.page(address), namespaceHTMLElements=False, scripting=False)
    refresh = next(meta for meta in parsed.iter("meta") if meta.get("http-equiv") == "refresh")
    link = next(parsed.iter("a"))
    assert (refresh.get("content"), link.get("href")) == (f"0; url={way}", way)


def test_the_navigation_has_a_tab_for_each_handbook(project: Project) -> None:
    """Home, the handbooks, what there is across them; hand-written pages by their heading, the overview as index."""
    project.write("content/shop/opening.md", "# How we *open* & close\n\ntext\n")
    project.built()
    parsed = html5lib.parse(project.page("shop/runbooks/down"), namespaceHTMLElements=False)
    tabs = [link for link in parsed.iter("a") if "md-tabs__link" in (link.get("class") or "")]
    assert [(said(tab), tab.get("href")) for tab in tabs] == [
        ("Home", "../../.."),
        ("Shop", "../../"),
        ("Incidents", "../../../incidents/"),
        ("Action items", "../../../action-items/"),
        ("Reports", "../../../reports/"),
        ("Data", "../../../data/"),
    ]
    side = [link for link in parsed.iter("a") if "md-nav__link" in (link.get("class") or "")]
    assert {"Shop", "Runbooks", "Shop down", "How we open & close"} <= {said(link) for link in side}


def said(element: object) -> str:
    """Return the words of an element on one line."""
    return " ".join("".join(element.itertext()).split())  # type: ignore[attr-defined]


def test_the_404_page_leads_home_from_any_depth(project: Project) -> None:
    """Its addresses begin at the host's root and name the folder that the site is published under."""
    project.built()
    parsed = html5lib.parse((project.site / "404.html").read_text("utf-8"), namespaceHTMLElements=False)
    article = next(parsed.iter("article"))
    assert [(said(link), link.get("href")) for link in article.iter("a")] == [
        ("Home", "/try/."),
        ("All runbooks", "/try/search/"),
    ]
    sources = [script.get("src") for script in parsed.iter("script") if script.get("src")]
    assert [source for source in sources if not str(source).startswith("/try/")] == []


@pytest.fixture
def preview(project: Project) -> Iterator[str]:
    """Run `mkdocs serve` for a project; return the address of its home page."""
    project.write("incidents/shop/2025-02-11-till.yaml", INCIDENT)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    with (project.root / "log").open("w") as log:
        running = subprocess.Popen(command, cwd=project.root, env=surroundings(), stdout=log, stderr=log)
    try:
        yield f"http://{address}/try/"
    finally:
        running.terminate()
        running.wait()


def seen(address: str, words: str, log: Path) -> bool:
    """Wait until a page holds some words, or the log does; give up after a minute."""
    end = monotonic() + 60
    while monotonic() < end:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - an address of this test
                page = answer.read().decode()
        except (URLError, ConnectionError):
            page = ""
        if words in page or words in log.read_text("utf-8"):
            return True
        sleep(0.05)
    return False


def test_a_preview_follows_the_records_and_survives_mistakes(project: Project, preview: str) -> None:
    """A broken record leaves the last good pages; mended, the page changes. Incidents, beside the docs, are watched."""
    page, log = f"{preview}shop/runbooks/down/", project.root / "log"
    assert seen(page, "Restart it", log)
    record = project.root / "content/shop/runbooks/down.yaml"
    good = record.read_text()
    record.write_text("titel: Down\n")
    assert seen(page, "unknown key", log)
    with urllib.request.urlopen(page) as answer:  # noqa: S310 - an address of this test
        assert "Restart it" in answer.read().decode()
    record.write_text(good.replace("Restart it", "Restart it twice"))
    assert seen(page, "Restart it twice", log)
    project.write("incidents/shop/2025-02-11-till.yaml", INCIDENT.replace("It jammed", "The till burned"))
    assert seen(f"{preview}shop/incidents/2025-02-11-till/", "The till burned", log)
