"""Words that templates ask for: what is shown once, whom a field for a person suggests."""

from pathlib import Path

import pytest

from generator.library.library import Edition
from generator.pages.template_words import LibraryWords, errors_unsaid
from generator.records.runbook import Runbook
from tests.small_library import TODAY, small_library


def test_an_error_that_a_symptom_names_is_said_once(tmp_path: Path) -> None:
    """Quotes, capitals and markup of the symptom make no difference; another error stays."""
    text = """
title: Checkout
symptoms:
  - Orders fail with "Payment provider  timed out"
  - The log says `no route to host`
errors: [payment provider timed out, No route to host, out of memory]
resolution: [Roll back]
"""
    library = small_library(tmp_path, {"content/shop/runbooks/checkout.yaml": text})
    assert errors_unsaid(library.of(Runbook, "shop")[0]) == ("out of memory",)


@pytest.mark.parametrize(
    ("edition", "names"),
    [
        pytest.param("internal", ("Payments team", "Till"), id="internal"),
        pytest.param("public", ("Till",), id="public"),
    ],
)
def test_a_field_for_a_person_suggests_contacts(tmp_path: Path, edition: Edition, names: tuple[str, ...]) -> None:
    """By name, else by role, each once; the public edition suggests only who is public."""
    contacts = """
- {id: payments, role: Payments on-call, name: Payments team}
- {id: second, role: Second line, name: Payments team}
- {id: till, role: Till, visibility: public}
"""
    library = small_library(tmp_path, {"content/shop/contacts.yaml": contacts}, edition)
    assert LibraryWords(library, TODAY).people_of(library.handbook("shop")) == names
