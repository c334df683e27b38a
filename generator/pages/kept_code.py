"""Templates as Python, kept as Python keeps modules: in the process, and compiled beside our own compiled modules.

Compiling the templates of a site takes longer than making a hundred pages. Only templates that come with packages
have a file: nothing of a project is written anywhere, and a project brings nothing along that would be run.
"""

import marshal
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from generator.pages import template_code

if TYPE_CHECKING:
    from types import CodeType

BESIDE_OURS: Final = Path(cache_from_source(__file__)).parent / "templates"
"""Where compiled templates stand: `__pycache__/templates`, or where `PYTHONPYCACHEPREFIX` leads."""
_DIGEST: Final = sha256().digest_size
_SAID_BY_OPTIONS: Final = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline", "optimized", "is_async"),
)


class KeptCode(BytecodeCache):
    """What templates became, by their own text and by whatever else the Python that is made of them depends on."""

    def __init__(self, packaged: Iterable[str | Path] = (), kept_in: Path | None = None) -> None:
        """Nothing is kept yet. `packaged` are folders of templates that came with a package: theirs go to files."""
        self._packaged = tuple(f"{folder}{os.sep}" for folder in packaged)
        self._kept_in = kept_in or BESIDE_OURS
        self._kept: dict[tuple[str, str], CodeType] = {}
        self._paths: dict[str, Path] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return what is kept of a template; empty when its text, our code, Jinja or Python are no longer the same."""
        key = self.get_cache_key(name, filename)
        if filename and filename.startswith(self._packaged):
            self._paths[key] = self._kept_in / f"{Path(name).name}-{key}.{sys.implementation.cache_tag}"
        bucket = Bucket(environment, key, _checksum(environment, name, source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what a template became, from this process or from a file that is whole."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))
        path = self._paths.get(bucket.key)
        if bucket.code is None and path:
            bucket.code = _read(path, bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template became."""
        if bucket.code is None:
            return
        self._kept[bucket.key, bucket.checksum] = bucket.code
        path = self._paths.get(bucket.key)
        if path and not sys.dont_write_bytecode:
            _write(path, bucket.checksum, bucket.code)


def _checksum(environment: Environment, name: str, source: str) -> str:
    """Return what tells one way to compile a template from all others."""
    escapes = environment.autoescape
    asked = (
        source,
        escapes(name) if callable(escapes) else escapes,
        *(getattr(environment, option) for option in _SAID_BY_OPTIONS),
        sorted(environment.extensions),
        environment.code_generator_class.__qualname__,
    )
    return sha256(f"{_compiler()}{asked!r}".encode()).hexdigest()


def _compiler() -> tuple[object, ...]:
    """Return what compiles templates: Python by the number of its compiled files, Jinja, and our way to write them."""
    return MAGIC_NUMBER, sys.version_info[:3], jinja2.__version__, template_code.EDITION


def _read(path: Path, checksum: str) -> "CodeType | None":
    try:
        kept = path.read_bytes()
    except OSError:
        # Not there, or not for us to read: it is compiled.
        return None
    seal, body = kept[:_DIGEST], kept[_DIGEST:]
    if seal != _seal(checksum, body):
        return None
    code: CodeType = marshal.loads(body)  # noqa: S302 - our own file, whole, as trusted as Python's beside it
    return code


def _write(path: Path, checksum: str, code: "CodeType") -> None:
    body = marshal.dumps(code)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    # As for Python's own files: where they may not be written, each run compiles anew.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(_seal(checksum, body) + body)
        unfinished.replace(path)


def _seal(checksum: str, body: bytes) -> bytes:
    return sha256(checksum.encode() + body).digest()
