"""Our options in mkdocs.yml, read as plain data: `check` on a stranger's pull request runs no code of theirs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import get_args

from generator.library.judgement import Judgement, judgement_of
from generator.library.library import Edition
from generator.problems import Level, Place, Problem, any_of, did_you_mean, quoted
from generator.records.notes import Loc
from generator.records.source import Source, read_plain

CONFIG = "mkdocs.yml"
OFFLINE = "mkdocs.offline.yml"
"""The settings beside it, as `init` writes them, of a site that opens without a web server."""
PLUGIN = "runbook-site"
OPTIONS = ("edition", "handbooks", "incidents", "check")
EDITIONS: tuple[Edition, ...] = get_args(Edition)
_MOST_PARENTS = 5


@dataclass(frozen=True)
class Settings:
    """What mkdocs.yml says to us."""

    content: str = "content"
    incidents: str = "incidents"
    edition: Edition = "internal"
    handbooks: tuple[str, ...] = ()
    check: Judgement = field(default_factory=Judgement)
    """What the team thinks of problems in general."""
    markdown: frozenset[str] = frozenset()
    """What is switched on for Markdown pages and makes anchors: `attr_list`, `footnotes`; `slugify` when the anchors of
    headings are not made as Python-Markdown makes them."""
    site_url: str = ""
    """Where the site is published; empty when nobody has said it."""


def read_settings(root: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """Return our settings of the project at `root`, and what is wrong with them."""
    if not (root / CONFIG).is_file():
        sentence = f"there is no {CONFIG} here; name the folder that holds it"
        return Settings(), (Problem(Place(CONFIG), "error", sentence, "bad-settings"),)
    source = read_plain(root / CONFIG, CONFIG)
    if not isinstance(source.data, dict):
        wrong = source.problems or (
            Problem(Place(CONFIG), "error", "the settings are no mapping; write keys and values", "bad-settings"),
        )
        return Settings(), wrong
    reader = _Reader(root, source, _with_parents(root, dict(source.data)))
    return reader.settings(), tuple(reader.problems)


def plain_settings(root: Path) -> dict[str, object] | None:
    """Return everything that mkdocs.yml says, with its tags and what it inherits; None where it cannot be read."""
    data = read_plain(root / CONFIG, CONFIG, tags=True).data if (root / CONFIG).is_file() else None
    return _with_parents(root, dict(data), tags=True) if isinstance(data, dict) else None


class _Reader:
    """Reads the settings of one project and notes what cannot be so."""

    def __init__(self, root: Path, source: Source, data: dict[str, object]) -> None:
        self.root = root
        self.source = source
        self.data = data
        self.problems: list[Problem] = []

    def settings(self) -> Settings:
        """Return the settings; what is wrong is noted, and the default stands for it."""
        at, options = self._plugin()
        for name in options:
            if name not in OPTIONS:
                hint = did_you_mean(name, OPTIONS) or f"; it has {any_of(OPTIONS, 'and')}"
                self._problem((*at, name), f"the plugin has no option {quoted(name)}{hint}", key=True)
        content = self._folder(("docs_dir",), self.data.get("docs_dir", "docs"), "docs")
        incidents = self._folder((*at, "incidents"), options.get("incidents", "incidents"), "incidents")
        if _overlap(content, incidents):
            sentence = f'records of incidents lie beside "{content}", not in it or around it; name another folder'
            self._problem((*at, "incidents"), sentence)
            incidents = "incidents"
        if content == self.data.get("docs_dir", "docs") and not (self.root / content).is_dir():
            self._problem(("docs_dir",), f'there is no folder "{content}"; make it, or write the right `docs_dir`')
        handbooks = tuple(self._handbooks(at, options, content))
        markdown = frozenset(_markdown(self.data.get("markdown_extensions")))
        judgement, wrong = judgement_of(options.get("check"), (*at, "check"))
        for fault in wrong:
            self._problem(fault.loc, fault.sentence, key=fault.is_key)
        said = self.data.get("site_url")
        site_url = said if isinstance(said, str) else ""
        return Settings(content, incidents, self._edition(at, options), handbooks, judgement, markdown, site_url)

    def _plugin(self) -> tuple[Loc, dict[str, object]]:
        """Return where our options stand, and what they are; mkdocs takes a list of plugins, or one mapping."""
        plugins = self.data.get("plugins")
        named = list(_named(plugins))
        if not any(name == PLUGIN for name, _, _ in named):
            sentence = f"mkdocs does not know of the records; write `plugins: [{PLUGIN}]`"
            self._problem(("plugins",), sentence, level="warning")
        found = next(((at, options) for name, at, options in named if name == PLUGIN), None)
        at, options = found or (("plugins",), {})
        if options in ("", None):
            return at, {}
        if not isinstance(options, dict):
            self._problem(at, f"the options of the plugin are a mapping; write keys such as {any_of(OPTIONS, 'and')}")
            return at, {}
        return at, dict(options)

    def _edition(self, at: Loc, options: dict[str, object]) -> Edition:
        said = options.get("edition", "internal")
        edition = next((known for known in EDITIONS if known == said), None)
        if edition is None:
            shown = (
                f"{quoted(said)} is no edition" if isinstance(said, str) else "the edition is a word, not a variable"
            )
            self._problem((*at, "edition"), f"{shown}; write {any_of(EDITIONS)}")
        return edition or "internal"

    def _handbooks(self, at: Loc, options: dict[str, object], content: str) -> Iterator[str]:
        names = options.get("handbooks", [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self._problem(
                (*at, "handbooks"), "`handbooks` is a list of their folders' names, in the order to show them"
            )
            return
        known = sorted(file.parent.name for file in (self.root / content).glob("*/handbook.y*ml"))
        for index, name in enumerate(names):
            if name not in known:
                sentence = f"there is no handbook {quoted(name)}{did_you_mean(name, known) or '; leave it out'}"
                self._problem((*at, "handbooks", index), sentence)
            yield str(name)

    def _folder(self, loc: Loc, said: object, default: str) -> str:
        """Return a folder inside the project: what lies elsewhere is not for this site."""
        path = PurePosixPath(said) if isinstance(said, str) and said else None
        if path is None or path.is_absolute() or ".." in path.parts or not path.parts:
            self._problem(loc, f"`{loc[-1]}` is a folder inside the project; write its name")
            return default
        folders = [self.root / part for part in (path, *path.parents)][:-1]
        if any(folder.is_symlink() for folder in folders):
            self._problem(loc, f'"{path}" is a symbolic link, which is not followed; put the folder itself there')
            return default
        return path.as_posix()

    def _problem(
        self,
        loc: Loc,
        sentence: str,
        code: str = "bad-settings",
        level: Level = "error",
        *,
        key: bool = False,
    ) -> None:
        self.problems.append(Problem(self.source.place(loc, key=key), level, sentence, code))


def _overlap(one: str, other: str) -> bool:
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _named(plugins: object) -> Iterator[tuple[str, Loc, object]]:
    """Yield each plugin's name, where its options stand, and what they are."""
    if isinstance(plugins, dict):
        yield from ((name, ("plugins", name), options) for name, options in plugins.items())
    for index, entry in enumerate(plugins if isinstance(plugins, list) else ()):
        if isinstance(entry, str):
            yield entry, ("plugins", index), None
        elif isinstance(entry, dict):
            yield from ((name, ("plugins", index, name), options) for name, options in entry.items())


def _markdown(extensions: object) -> Iterator[str]:
    """Yield what makes anchors among the extensions, which mkdocs takes as it takes plugins."""
    for name, _, options in _named(extensions):
        short = name.removeprefix("markdown.extensions.")
        if short in {"extra", "pymdownx.extra"}:
            yield from ("attr_list", "footnotes")
        elif short in {"attr_list", "footnotes"}:
            yield short
        elif short == "toc" and isinstance(options, dict) and "slugify" in options:
            yield "slugify"


def inherited_files(root: Path) -> Iterator[Path]:
    """Yield the files that mkdocs.yml inherits from, each as its child names it, whether it is there or not."""
    file = root / CONFIG
    for _ in range(_MOST_PARENTS):
        data = read_plain(file, file.name).data if file.is_file() else None
        parent = data.get("INHERIT") if isinstance(data, dict) else None
        if not isinstance(parent, str):
            return
        file = file.parent / parent
        yield file


def _with_parents(root: Path, data: dict[str, object], *, tags: bool = False) -> dict[str, object]:
    """Return settings with those that they inherit, as mkdocs merges them: mappings by key, all else as a whole."""
    for file in inherited_files(root) if "INHERIT" in data else ():
        inherited = read_plain(file, file.name, tags=tags).data if file.is_file() else None
        data = _merged(dict(inherited), data) if isinstance(inherited, dict) else data
    return {name: value for name, value in data.items() if name != "INHERIT"}


def _merged(below: dict[str, object], above: dict[str, object]) -> dict[str, object]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merged(dict(old), dict(value)) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
