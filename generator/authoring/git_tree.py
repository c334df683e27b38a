"""A revision of the repository as files in a folder of their own: the user's own tree stays as it is."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os.path import normpath
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from generator.library.changes import FileChange
from generator.library.settings import CONFIG, inherited_files, read_settings
from generator.problems import quoted

_FILE_MODES = frozenset({"100644", "100755"})
_READ = (".yaml", ".yml", ".md")
_SHORT = 7
_NO_REPOSITORY = b"not a git repository"


class NotRead(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """A revision cannot be read; the sentence says why and what to do."""


@dataclass(frozen=True)
class GitTree:
    """The repository around a project's folder."""

    root: Path
    git: str

    @classmethod
    def around(cls, root: Path) -> "GitTree":
        """Return the repository that holds `root`; raises `NotRead` where there is none."""
        git = shutil.which("git")
        if git is None:
            raise NotRead("git is not installed here, and only git knows what the files were")
        tree = cls(root, git)
        done = tree._start(("rev-parse", "--is-inside-work-tree"), b"")
        if done.returncode and _NO_REPOSITORY not in done.stderr:
            # Git refuses a folder that somebody else owns, and says how to allow it.
            raise NotRead(_said(done))
        if done.stdout.strip() != b"true":
            raise NotRead(f"{root} lies in no git repository, so nothing is known of what its files were")
        return tree

    def commit(self, name: str) -> str:
        """Return the commit that a person names; raises `NotRead` when there is none."""
        found = self._asked("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if not found:
            way_out = "git branch --all names some, git fetch brings others"
            if self._asked("rev-parse", "--is-shallow-repository") == "true":
                way_out = "this clone has only its newest commits; git fetch --unshallow brings the others"
            raise NotRead(f"git knows no commit {quoted(name)}; {way_out}")
        return found

    def branched(self, base: str, head: str) -> str:
        """Return the commit at which `head` left `base`, so that what others did there since is not told as undone.

        It is `base` itself where git does not see that far back, as in a clone without history.
        """
        return self._asked("merge-base", base, head) or base

    @contextmanager
    def files(self, commit: str) -> Iterator[Path]:
        """Give a folder with the project's settings, records and pages as they were; it goes when nobody needs it."""
        known = dict(self._known(commit))
        with TemporaryDirectory(prefix="runbook-site-") as folder:
            # Settings may inherit from a file above the project, so it lies as deep here as in the repository.
            top = Path(folder)
            root = top / self._asked("rev-parse", "--show-prefix")
            root.mkdir(parents=True, exist_ok=True)
            self._put(root, {path: blob for path, blob in known.items() if path == CONFIG})
            for file in inherited_files(root):
                self._put_inherited(commit, top, Path(normpath(file)))
            settings, _ = read_settings(root)
            inside = (f"{settings.content}/", f"{settings.incidents}/")
            self._put(root, {path: blob for path, blob in known.items() if path.startswith(inside)})
            yield root

    def changed(self, folders: Sequence[str], begin: str, head: str | None) -> Iterator[FileChange]:
        """Yield the files of some folders that are not the same in a commit and in another, or in the tree as it is."""
        # What a person has set up for their own eyes must not change what is told.
        plain = ("--raw", "-z", "--find-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "--relative")
        sides = (begin, self.commit(head)) if head else (begin,)
        told = self._listed("-c", "core.fileMode=false", "diff", *plain, *sides, "--", *folders)
        for facts in told:
            was, mode, blob, other, status = facts[1:].split(" ")
            first = next(told)
            last = next(told) if status.startswith("R") else first
            if blob != other or status.startswith("R"):
                before, after = first if was in _FILE_MODES else "", last if mode in _FILE_MODES else ""
                yield FileChange(before, after, is_same=status == "R100")
        if not head:
            others = self._listed("ls-files", "--others", "--exclude-standard", "-z", "--", *folders)
            yield from (
                FileChange("", path)
                for path in others
                if (self.root / path).is_file() and not (self.root / path).is_symlink()
            )

    def _listed(self, *arguments: str) -> Iterator[str]:
        """Return what git lists, names as they are."""
        said = self._run("--literal-pathspecs", *arguments).decode("utf-8", "surrogateescape")
        return iter(said.split("\0")[:-1])

    def _known(self, commit: str) -> Iterator[tuple[str, str]]:
        """Yield path and content's name of each file below the project's folder; a link is none."""
        for entry in self._run("ls-tree", "-r", "-z", commit).split(b"\0"):
            facts, _, name = entry.partition(b"\t")
            mode, _, blob = facts.decode("ascii").partition(" ")
            path = name.decode("utf-8", "surrogateescape")
            if mode in _FILE_MODES and not {"..", ".", ""} & set(path.split("/")):
                yield path, blob.rpartition(" ")[2]

    def _put(self, root: Path, files: dict[str, str]) -> None:
        """Write files; of an image it matters only that it is there."""
        wanted = [path for path in files if path.lower().endswith(_READ)]
        contents = dict(zip(wanted, self._contents([files[path] for path in wanted]), strict=True))
        for path in files:
            file = root / PurePosixPath(path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(contents.get(path, b""))

    def _put_inherited(self, commit: str, top: Path, file: Path) -> None:
        """Write settings that others inherit, where the commit has them."""
        path = file.relative_to(top).as_posix() if file.is_relative_to(top) else ""
        done = self._start(("cat-file", "blob", f"{commit}:{path}"), b"")
        if path and done.returncode == 0:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(done.stdout)

    def _contents(self, blobs: list[str]) -> Iterator[bytes]:
        said = self._run("cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode())
        at = 0
        for _ in blobs:
            line = said.index(b"\n", at)
            size = int(said[at:line].rpartition(b" ")[2])
            yield said[line + 1 : line + 1 + size]
            at = line + 1 + size + 1

    def _asked(self, *arguments: str) -> str:
        """Return git's answer of one line; empty where it says no."""
        done = self._start(arguments, b"")
        return done.stdout.decode().strip() if done.returncode == 0 else ""

    def _run(self, *arguments: str, given: bytes = b"") -> bytes:
        done = self._start(arguments, given)
        if done.returncode:
            raise NotRead(_said(done))
        return done.stdout

    def _start(self, arguments: tuple[str, ...], given: bytes) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
        return subprocess.run(  # noqa: S603 - git itself, with names that it takes for nothing but names
            [self.git, *arguments], cwd=self.root, input=given, capture_output=True, check=False, env=environment
        )


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return why git refuses, in its own words."""
    return f"git says: {done.stderr.decode(errors='replace').strip()}"


def short(commit: str) -> str:
    """Return a commit's name as people say it."""
    return commit[:_SHORT]
