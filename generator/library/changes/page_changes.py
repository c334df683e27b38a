"""What changed in hand-written Markdown pages: which came and went, and section by section what is different."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain, pairwise
from pathlib import PurePosixPath

from generator.library.changes.change import Change, What
from generator.library.markdown_pages import MarkdownPage, front_matter_of, without_fenced
from generator.problems import quoted

_HEADING = re.compile(
    r"^ {0,3}(?P<signs>\#{1,6})[ \t]+(?P<words>\S.*?)(?:[ \t]+\#*)?[ \t]*$"
    r"|^ {0,3}(?P<above>[^\s>#|*+-].*?)[ \t]*\n {0,3}(?P<under>=+|-{2,})[ \t]*$",
    re.MULTILINE,
)
_TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<words>.+?)(?P=quote)[ \t]*$", re.MULTILINE)
_BEGINNING = ""
_MOST = 8

Pages = Mapping[str, MarkdownPage]


def page_changes(before: Sequence[MarkdownPage], after: Sequence[MarkdownPage]) -> Iterator[Change]:
    """Yield what became of pages, by path. One that cannot be read on a side is left out: nobody knows what it says."""
    unread = {page.path for page in (*before, *after) if page.problem}
    old, new = ({page.path: page for page in pages if page.path not in unread} for pages in (before, after))
    moved = _moved(old, new)
    for path in sorted(old.keys() | new.keys()):
        if path in moved.values():
            continue
        was, now = old.get(moved.get(path, path)), new.get(path)
        lines = tuple(_lines(was, now)) if was and now else ()
        if path in moved:
            yield _change("renamed", new[path], (f"was {moved[path]}", *lines))
        elif was and now and lines:
            yield _change("changed", now, lines)
        elif not was or not now:
            yield _change("new" if now else "removed", now or old[path])


def title_of_page(page: MarkdownPage) -> str:
    """Return what people call a page: the title in its first lines, its first heading, else its file's name."""
    front, body = front_matter_of(page.text)
    said, heading = _TITLE.search(front), _HEADING.search(without_fenced(body))
    if said:
        return said["words"]
    return _words(heading) if heading else PurePosixPath(page.path).stem.replace("-", " ").capitalize()


def _change(what: What, page: MarkdownPage, lines: tuple[str, ...] = ()) -> Change:
    return Change(what, "page", "pages", title_of_page(page), page.path, lines)


def _moved(old: Pages, new: Pages) -> dict[str, str]:
    """Return the new paths of pages that say the same, or are called the same, and the old ones."""
    gone = [path for path in sorted(old) if path not in new]
    found: dict[str, str] = {}
    for path in sorted(new.keys() - old.keys()):
        page = new[path]
        same = (one for one in gone if old[one].text == page.text)
        alike = (one for one in gone if title_of_page(old[one]) == title_of_page(page))
        was = next(chain(same, alike), None)
        if was:
            found[path] = was
            gone.remove(was)
    return found


def _lines(was: MarkdownPage, now: MarkdownPage) -> Iterator[str]:
    """Yield a sentence for each section that is different; empty lines and white space at an end are no difference."""
    old_title, new_title = title_of_page(was), title_of_page(now)
    (old_front, old_body), (new_front, new_body) = front_matter_of(was.text), front_matter_of(now.text)
    if old_title != new_title:
        yield f"title is {quoted(new_title)}, was {quoted(old_title)}"
    elif _written(old_front) != _written(new_front):
        yield "what its first lines say of it changed"
    lines = list(_section_lines(_sections(old_body), _sections(new_body)))
    yield from lines if len(lines) <= _MOST else [f"{len(lines)} sections changed"]


def _section_lines(old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> Iterator[str]:
    called = dict(_called_anew(old, new))
    for name, lines in new.items():
        was = called.get(name, name)
        if was != name:
            yield f"section {quoted(name)} was called {quoted(was)}"
        elif name not in old:
            yield f"section {quoted(name)} added"
        elif old[name] != lines:
            where = f"section {quoted(name)}" if name else "text"
            yield f"{where}: {_difference(old[name], lines)}"
    yield from (f"section {quoted(name)} taken out" for name in old if name not in new and name not in called.values())
    if old.keys() == new.keys() and list(old) != list(new):
        yield "sections stand in another order"


def _called_anew(old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield sections that have another heading and say the same as one that is gone."""
    gone = [name for name in old if name not in new]
    for name, lines in new.items():
        same = next((was for was in gone if name not in old and lines and old[was] == lines), None)
        if same is not None:
            gone.remove(same)
            yield name, same


def _difference(old: Sequence[str], new: Sequence[str]) -> str:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    added = sum(stop - begin for what, _, _, begin, stop in codes if what != "equal")
    gone = sum(end - start for what, start, end, _, _ in codes if what != "equal")
    said = [
        f"{count} {'line' if count == 1 else 'lines'} {word}"
        for count, word in ((added, "added"), (gone, "taken out"))
        if count
    ]
    return ", ".join(said)


def _sections(body: str) -> dict[str, list[str]]:
    """Return the lines of each section by its heading; those above and below the page's title stand first.

    The same heading a second time gets a number.
    """
    headings = [*_HEADING.finditer(without_fenced(body))]
    bounds = [(0, 0, _BEGINNING), *((one.start(), one.end(), _words(one)) for one in headings), (len(body), 0, "")]
    sections: dict[str, list[str]] = {}
    for number, ((_, start, name), (end, _, _)) in enumerate(pairwise(bounds)):
        lines = _written(body[start:end])
        if number <= 1:
            # What stands below the title is the page's own text.
            sections[_BEGINNING] = [*sections.get(_BEGINNING, []), *lines]
            continue
        count = 2
        own = name
        while own in sections:
            own, count = f"{name} ({count})", count + 1
        sections[own] = lines
    return sections


def _written(text: str) -> list[str]:
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def _words(heading: re.Match[str]) -> str:
    return heading["words"] or heading["above"]
