"""A template is compiled once for each text, Jinja, Python and edition of our code; a file never changes a page."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import jinja2
import pytest
from jinja2 import Environment, FileSystemLoader

from generator.pages import kept_code, template_code
from generator.pages.kept_code import KeptCode
from generator.pages.template_code import DirectEnvironment

TEXT = "{% for one in (1, 2) %}{{ one }}, {% endfor %}{{ '<' }}"
SAID = "1, 2, &lt;"


class Shop:
    """A folder of templates with one in it, where its code is kept, and how often it was compiled."""

    def __init__(self, folder: Path) -> None:
        """Open below a folder; nothing has been compiled yet."""
        self.templates, self.kept_in = folder / "templates", folder / "kept"
        self.template = self.templates / "page.html"
        self.templates.mkdir()
        self.template.write_text(TEXT, encoding="utf-8")
        self.compiled = 0

    def say(self, kind: type[Environment] = DirectEnvironment, *, packaged: bool = True, trim: bool = False) -> str:
        """Return the page, as a process says it that has just begun."""
        folders = [self.templates] if packaged else []
        environment = kind(
            loader=FileSystemLoader(self.templates),
            autoescape=True,
            trim_blocks=trim,
            bytecode_cache=KeptCode(folders, self.kept_in),
        )
        compile_template = environment.compile

        def counted(*given: object) -> CodeType:
            self.compiled += 1
            return compile_template(*given)  # type: ignore[call-overload,no-any-return] # what Jinja gives

        environment.compile = counted  # type: ignore[assignment]
        return environment.get_template("page.html").render()

    @property
    def files(self) -> list[Path]:
        """What is kept."""
        return sorted(self.kept_in.iterdir()) if self.kept_in.exists() else []


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Return a shop in which one page has been said, by a Python that keeps what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    shop = Shop(tmp_path)
    assert (shop.say(), shop.compiled, len(shop.files)) == (SAID, 1, 1)
    return shop


def test_the_next_process_compiles_nothing(shop: Shop) -> None:
    """The page is the same, from the file."""
    assert (shop.say(), shop.compiled, len(shop.files)) == (SAID, 1, 1)


def another_text(shop: Shop, _monkeypatch: pytest.MonkeyPatch) -> str:
    """The template is another one, of the same size and time."""
    before = shop.template.stat()
    shop.template.write_text(TEXT.replace("2", "3"), encoding="utf-8")
    os.utime(shop.template, ns=(before.st_atime_ns, before.st_mtime_ns))
    return "1, 3, &lt;"


def another_jinja(_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> str:
    """Jinja was upgraded."""
    monkeypatch.setattr(jinja2, "__version__", "99.0")
    return SAID


def another_python(_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> str:
    """Python has other instructions."""
    monkeypatch.setattr(kept_code, "MAGIC_NUMBER", b"none")
    return SAID


def another_edition(_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> str:
    """We write templates in another way."""
    monkeypatch.setattr(template_code, "EDITION", "another")
    return SAID


@pytest.mark.parametrize("change", [another_text, another_jinja, another_python, another_edition])
def test_what_another_one_kept_is_replaced(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, change: Callable[[Shop, pytest.MonkeyPatch], str]
) -> None:
    """It is compiled again once, and takes the place of the old one."""
    said = change(shop, monkeypatch)
    assert [shop.say(), shop.say()] == [said, said]
    assert (shop.compiled, len(shop.files)) == (2, 1)


def test_an_environment_of_another_kind_does_not_take_it(shop: Shop) -> None:
    """The same text becomes something else for Jinja itself, and where lines are trimmed."""
    assert [shop.say(Environment), shop.say(trim=True), shop.say(Environment)] == [SAID] * 3
    assert shop.compiled == 4


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda _kept: b"", id="empty"),
        pytest.param(lambda kept: kept[: len(kept) // 2], id="cut"),
        pytest.param(lambda kept: kept[:-1] + bytes([kept[-1] ^ 1]), id="one bit"),
        pytest.param(lambda kept: bytes(32) + kept[32:], id="another seal"),
        pytest.param(lambda _kept: b"import os", id="something else"),
    ],
)
def test_a_spoiled_file_is_written_anew(shop: Shop, spoil: Callable[[bytes], bytes]) -> None:
    """It is not run, and not read again."""
    (file,) = shop.files
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    assert (shop.say(), shop.compiled, file.read_bytes()) == (SAID, 2, whole)
    assert (shop.say(), shop.compiled, shop.files) == (SAID, 2, [file])


def test_where_nothing_can_be_written_it_is_compiled_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package in a place of somebody else works as any."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    shop = Shop(tmp_path)
    shop.kept_in.write_text("a file, where a folder should be", encoding="utf-8")
    assert ([shop.say(), shop.say()], shop.compiled) == ([SAID, SAID], 2)


def test_a_python_that_keeps_nothing_keeps_no_templates(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asked Python to leave no compiled files (`-B`) gets none of ours; what is there is read."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert (shop.say(), shop.compiled) == (SAID, 1)
    shop.template.write_text("other", encoding="utf-8")
    (file,) = shop.files
    kept = file.read_bytes()
    assert (shop.say(), shop.compiled, file.read_bytes()) == ("other", 2, kept)


def test_a_projects_own_templates_have_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what came with a package is kept."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    shop = Shop(tmp_path)
    assert (shop.say(packaged=False), shop.say(packaged=False), shop.files) == (SAID, SAID, [])


def test_ours_stand_where_python_keeps_our_modules() -> None:
    """Where Python was told to put its compiled files, ours go, too."""
    own = Path(kept_code.__spec__.cached or "")
    assert own.parent / "templates" == kept_code.BESIDE_OURS
