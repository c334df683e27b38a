"""The site's map names pages, and no day that nobody knows."""

import gzip
import re

from tests.engines.conftest import CONFIG, Project

KNOWING = """\
def on_page_markdown(markdown, page, **_):
    if page.file.src_uri == "note.md":
        page.update_date = "2025-02-11"
    return markdown
"""
_URL = re.compile(r"<url>\s*<loc>https://example.org/try/(.*?)</loc>\s*(?:<lastmod>(.*?)</lastmod>\s*)?</url>")


def days(sitemap: bytes) -> dict[str, str | None]:
    """Return the day of each page of a map, by its address below the site's own."""
    found = {address: day or None for address, day in _URL.findall(sitemap.decode())}
    assert len(found) == sitemap.count(b"<url>")
    return found


def test_no_page_has_the_day_of_the_build(project: Project) -> None:
    """Nobody knows when a page changed, so no day stands there; the packed map is the same and has no time either."""
    site = project.built()
    found = days((site / "sitemap.xml").read_bytes())
    assert (found["shop/runbooks/down/"], set(found.values())) == (None, {None})
    packed = (site / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == (site / "sitemap.xml").read_bytes()
    assert packed[4:8] == bytes(4)


def test_a_day_that_somebody_knows_stays(project: Project) -> None:
    """A plugin or a hook of the project's own may know when a page changed."""
    project.write("content/note.md", "# Note\n")
    project.write("days.py", KNOWING)
    project.write("mkdocs.yml", f"{CONFIG}hooks: [days.py]\n")
    found = days((project.built() / "sitemap.xml").read_bytes())
    assert (found["note/"], found["shop/runbooks/down/"]) == ("2025-02-11", None)
