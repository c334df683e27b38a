"""The table of levels: a column where some level says something, and one line for what none does."""

from pathlib import Path

from generator.pages.severity_words import LevelColumns, level_columns
from tests.small_library import small_library

SEVERITIES = """
- id: P1
  name: High
  response_note: At once
- id: P2
  name: Low
  examples: [A button is grey]
  who_to_page: Nobody
"""


def test_a_column_is_there_where_a_level_fills_it(tmp_path: Path) -> None:
    """What no level records is named once, not as a dash in each row."""
    library = small_library(tmp_path, {"content/shop/severities.yaml": SEVERITIES})
    assert level_columns(library.severities("shop")) == LevelColumns(
        (("examples", "Examples"), ("response_time", "Response time"), ("who_to_page", "Who to page")),
        ("resolution target", "updates every", "post-mortem"),
    )
