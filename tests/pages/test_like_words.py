"""What a list of incidents offers to filter by, and the address that an incident's page leads to."""

import re
from pathlib import Path

from generator.pages.book import book
from generator.pages.like_words import LikeWords, like_marks
from generator.pages.render import Renderer
from tests.small_library import TODAY, small_library

FILES = {
    "content/shop/runbooks/payments.yaml": "title: Payments\nresolution: [Roll back]\n",
    "content/shop/services.yaml": "- {id: api, name: API}\n",
    "content/bank/handbook.yaml": "format: 1\ntitle: Bank\n",
    "2025-02-11-first": """
title: First
status: resolved
runbooks: [payments]
services: [api]
alerts: [PaymentErrors]
contributing_factors: [{category: clock-change, text: x}, {category: clock-change, text: y}, No category]
""",
    "2025-02-12-second": "title: Second\nstatus: resolved\nservices: [api]\nalerts: [Other]\n",
    "2025-02-13-alone": "title: Alone\nstatus: resolved\nalerts: [Alone]\n",
    "2025-02-14-nothing": "title: Nothing\nstatus: resolved\n",
}
BANK = {
    "incidents/bank/2025-02-15-bank.yaml": (
        "title: Of the bank\nstatus: resolved\nservices: [shop/api]\n"
        "contributing_factors: [{category: clock-change, text: z}]\n"
    )
}


def words(folder: Path, files: dict[str, str]) -> LikeWords:
    """Return the words for a library."""
    return LikeWords(small_library(folder, files))


def test_choices_of_one_handbook(tmp_path: Path) -> None:
    """By kind and title, each with the number of incidents that have it."""
    made = words(tmp_path, FILES)
    assert made.like_groups(made.library.incidents) == (
        ("Runbook", (("runbook:shop/payments", "Payments", 1),)),
        ("Service", (("service:shop/api", "API", 2),)),
        (
            "Alert",
            (("alert:Alone", "Alone", 1), ("alert:Other", "Other", 1), ("alert:PaymentErrors", "PaymentErrors", 1)),
        ),
        ("Factor", (("factor:shop/clock-change", "clock change", 1),)),
    )
    assert made.like_groups(()) == ()


def test_a_choice_has_no_markup(tmp_path: Path) -> None:
    """An alert's name is code elsewhere; a browser takes no elements in a choice."""
    library = words(tmp_path, FILES).library
    (page,) = (one for one in book(Renderer(library, TODAY)).pages if one.uri == "shop/incidents/index.md")
    choices = re.findall(r"<option [^>]*>(.*?)</option>", str(page.html))
    assert choices[-3:] == ["Other (1)", "PaymentErrors (1)", "clock change (1)"]


def test_choices_of_several_handbooks_say_whose_they_are(tmp_path: Path) -> None:
    """A word for a factor is a handbook's own; an alert is nobody's."""
    made = words(tmp_path, {**FILES, **BANK})
    assert made.like_groups(one for one in made.library.incidents if one.id != "2025-02-13-alone") == (
        ("Runbook", (("runbook:shop/payments", "Payments · Shop", 1),)),
        ("Service", (("service:shop/api", "API · Shop", 3),)),
        ("Alert", (("alert:Other", "Other", 1), ("alert:PaymentErrors", "PaymentErrors", 1))),
        (
            "Factor",
            (
                ("factor:bank/clock-change", "clock change · Bank", 1),
                ("factor:shop/clock-change", "clock change · Shop", 1),
            ),
        ),
    )


def test_address_names_what_others_have_too(tmp_path: Path) -> None:
    """Whether they were before or after; what an incident has alone leads nowhere."""
    made = words(tmp_path, {**FILES, **BANK})
    assert {one.id: made.like_address_of(one) for one in made.library.incidents} == {
        "2025-02-11-first": "?like=service:shop/api",
        "2025-02-12-second": "?like=service:shop/api",
        "2025-02-13-alone": "",
        "2025-02-14-nothing": "",
        "2025-02-15-bank": "?like=service:shop/api",
    }
    (first,) = (one for one in made.library.incidents if one.id == "2025-02-11-first")
    assert like_marks(first) == "runbook:shop/payments service:shop/api alert:PaymentErrors factor:shop/clock-change"
