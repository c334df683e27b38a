"""What an action item knows about itself."""

import pytest

from generator.records.action_item import ActionItem
from generator.records.scalars import Line, Link


@pytest.mark.parametrize(
    ("ticket", "name"),
    [
        pytest.param("https://tickets.example.com/browse/SHOP-702", "SHOP-702", id="key"),
        pytest.param("https://example.com/a/b/issues/412#note", "412", id="number"),
        pytest.param("https://example.com/t/SHOP-1/?view=all", "SHOP-1", id="question behind it"),
        pytest.param("https://example.com", "", id="host alone"),
        pytest.param("https://example.com/", "", id="top of a host"),
        pytest.param(f"https://example.com/{'a' * 31}", "", id="too long for a name"),
        pytest.param("https://example.com/?id=7", "", id="question alone"),
        pytest.param("mailto:desk@example.com", "", id="mail"),
    ],
)
def test_a_ticket_is_called_what_its_address_ends_with(ticket: str, name: str) -> None:
    """Only what reads like a name is one."""
    assert ActionItem(action=Line("Look"), ticket=Link(ticket)).ticket_name == name
