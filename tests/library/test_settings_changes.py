"""What changed in mkdocs.yml is told by its keys, in whatever form mkdocs takes them."""

import pytest

from generator.library.changes.settings_changes import Settings, settings_changes


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        pytest.param(
            {"a": "1", "b": "x y"}, {"b": "x z"}, ['b is "x z", was "x y"', "a is taken out, was 1"], id="text"
        ),
        pytest.param({"a": ""}, {"a": "1", "b": "2"}, ["a is set to 1", "b is set to 2"], id="a text that was empty"),
        pytest.param({"a": "1"}, {"a": ""}, ["a is written anew"], id="a text that is empty now"),
        pytest.param({"a": ["x"]}, {"a": ["x", "y"]}, ["a: added y"], id="a list of words"),
        pytest.param({"a": []}, {"a": ["x"]}, ["a is set"], id="a list that was empty"),
        pytest.param({"a": "x"}, {"a": ["x"]}, ["a is written anew"], id="a word becomes a list"),
        pytest.param({"a": [{"b": "1", "c": "2"}]}, {"a": [{"b": "1", "c": "3"}]}, ["a is written anew"], id="a table"),
        pytest.param(
            {"plugins": ["search", "runbook-site"]},
            {"plugins": {"runbook-site": {"edition": "public"}}},
            ["plugins: runbook-site: edition is set to public", "plugins: search is taken out"],
            id="plugins as a mapping",
        ),
        pytest.param(
            {"plugins": ["search", "runbook-site"]},
            {"plugins": ["search", {"runbook-site": {"check": {"ignore": ["not-shown"]}}}]},
            ["plugins: runbook-site: check: ignore is set"],
            id="a plugin gets options",
        ),
        pytest.param(
            {"nav": [{"Home": "index.md"}, "b.md"]},
            {"nav": ["b.md", {"Start": "index.md"}]},
            ["nav: Start is set to index.md", "nav: Home is taken out, was index.md"],
            id="navigation",
        ),
        pytest.param(
            {"nav": [{"A": "a.md"}, {"B": "b.md"}]},
            {"nav": [{"B": "b.md"}, {"A": "a.md"}]},
            ["nav: in another order"],
            id="order of the navigation",
        ),
        pytest.param(
            {"theme": "material"}, {"theme": {"name": "x"}}, ["theme is written anew"], id="a word, then keys"
        ),
        pytest.param({"theme": {"name": "x"}}, {}, ["theme is taken out"], id="keys taken out"),
        pytest.param({"a": "1", "b": "2"}, {"b": "2", "a": "1"}, [], id="order of keys"),
        pytest.param(
            {},
            {f"k{n:02}": "1" for n in range(30)},
            [*(f"k{n:02} is set to 1" for n in range(20)), "and 10 more"],
            id="many",
        ),
    ],
)
def test_each_setting_is_told(before: Settings, after: Settings, lines: list[str]) -> None:
    """One line for each key, with the keys that lead to it."""
    assert [line for change in settings_changes(before, after) for line in change.lines] == lines


def test_what_cannot_be_read_is_left_out() -> None:
    """Nobody knows what became of it, and the check says so."""
    assert [*settings_changes(None, {"a": "1"}), *settings_changes({"a": "1"}, None)] == []


def test_site_is_called_by_its_name() -> None:
    """Where it has none, by the file."""
    after: tuple[Settings, ...] = ({"site_name": "Harbour"}, {})
    names = [change.title for name in after for change in settings_changes({"a": "1"}, name)]
    assert names == ["Harbour", "mkdocs.yml"]
