"""The browser's half of the search is one script."""

from pathlib import Path

from generator.pages.search.engine import engine_script

PARTS = Path(__file__).parents[3] / "generator/pages/search/browser"


def test_every_part_is_in_it_once() -> None:
    """A part that is added and not named would be missing in the browser alone."""
    script = engine_script()
    texts = {part.name: part.read_text("utf-8") for part in PARTS.iterdir()}
    assert {name for name, text in texts.items() if script.count(text) != 1} == set()
    assert len(script) == sum(map(len, texts.values()))
