"""The rule files that a person names: files, and folders with all that is in them."""

import os
from collections.abc import Iterable, Iterator
from os.path import relpath
from pathlib import Path

from generator.library.alerting.rules import RuleFile, rules_in
from generator.problems import Place, Problem
from generator.records.text_file import text_of

_ENDINGS = (".yaml", ".yml", ".rules")
"""What is read in a folder. A file that is named itself may end as it likes."""


def read_rule_files(named: Iterable[Path], root: Path) -> tuple[RuleFile, ...]:
    """Return the files by path, each once; paths are relative to `root`, the project's folder."""
    files: dict[str, RuleFile] = {}
    for path in named:
        for file in sorted(_files(path)):
            shown = Path(relpath(file, root)).as_posix()
            files.setdefault(shown, _read(file, shown, is_named=file == path))
    return tuple(files[path] for path in sorted(files))


def _files(path: Path) -> Iterator[Path]:
    """Yield a file, or what lies in a folder; links and folders that begin with a dot are not followed."""
    if not path.is_dir():
        yield path
        return
    for at, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found = (Path(at) / name for name in names if name.lower().endswith(_ENDINGS))
        yield from (file for file in found if file.is_file() and not file.is_symlink())


def _read(file: Path, shown: str, *, is_named: bool) -> RuleFile:
    text, problem = text_of(file, shown)
    if not is_named and "rules" not in text:
        # A folder of manifests holds many files that say nothing of alerts, and may be no business of ours.
        return RuleFile(shown, problems=(problem,) if problem else ())
    if problem:
        return RuleFile(shown, problems=(problem,))
    found = rules_in(text, shown)
    if is_named and not found.rules and not found.problems:
        sentence = "no alert rule stands here; name a file with `groups:` and `rules:`"
        return RuleFile(shown, problems=(Problem(Place(shown), "warning", sentence, "wrong-shape"),))
    return found
