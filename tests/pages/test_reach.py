"""Ways to reach a contact as addresses that a phone or a browser opens."""

import pytest

from generator.pages.reach import address_of
from generator.records.contact import Reach


@pytest.mark.parametrize(
    ("by", "value", "expected"),
    [
        pytest.param("phone", "+44 20 7946 0101", "tel:+442079460101", id="phone"),
        pytest.param("phone", "(030) 123-45.67", "", id="a number in brackets is not dialled by guess"),
        pytest.param("phone", "0800 1234, then 2", "", id="more than a number"),
        pytest.param("phone", None, "", id="number not recorded"),
        pytest.param("sms", "+1 212 555 0142", "sms:+12125550142", id="sms"),
        pytest.param("email", "team+night@example.com", "mailto:team+night@example.com", id="email"),
        pytest.param("email", "a?cc=b@example.com", "mailto:a%3Fcc%3Db@example.com", id="no headers in an address"),
        pytest.param("email", "the team's list", "", id="email in words"),
        pytest.param("slack", "#on-call", "", id="a channel has no address"),
        pytest.param("slack", "https://chat.example/x", "https://chat.example/x", id="a channel with its address"),
        pytest.param("link", "https://pager.example/", "https://pager.example/", id="link"),
        pytest.param("link", "javascript:alert(1)", "", id="no other scheme"),
    ],
)
def test_a_way_to_reach_somebody_has_an_address(by: str, value: str | None, expected: str) -> None:
    """Only what is surely a number, a mail address or an address on the web becomes one."""
    reach = Reach.model_validate({"by": by, **({"value": value} if value else {})})
    assert address_of(reach) == expected
