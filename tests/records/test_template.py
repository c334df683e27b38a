"""A template's fields: from the braces, and what `fields` says about them."""

from generator.records.handbook import Handbook
from generator.records.template import MessageTemplate, Slot

BODY = """\
📋 **UPDATE** - {Time UTC}
Status: {Investigating | Identified}
Level: {Severity: P0 | P1} again {Severity}
See {handbook.status_page}, meet in {handbook.war_room}.
"""


def template() -> MessageTemplate:
    """Return a template with a bit of everything."""
    fields = [
        {"name": "Time UTC", "type": "time", "prefill": "now", "hint": "HH:MM"},
        {"name": "Severity", "required": "yes"},
        {"name": "handbook.war_room", "hint": "a link"},
    ]
    return MessageTemplate.model_validate(
        {"title": "Update", "subject": "[{Severity}]", "body": BODY, "fields": fields}
    )


def test_each_field_once_in_order() -> None:
    """The subject's first; a name is one value; facts of the handbook are no fields."""
    shown = [(field.name, field.kind, field.options, field.hint, bool(field.required)) for field in template().inputs]
    assert shown == [
        ("Severity", "choice", ("P0", "P1"), None, True),
        ("Time UTC", "time", (), "HH:MM", False),
        ("Status", "choice", ("Investigating", "Identified"), None, False),
    ]


def test_a_fact_that_is_not_recorded_is_a_field() -> None:
    """Labelled with the key's words; one that is recorded stands in its place."""
    handbook = Handbook.model_validate({"format": "1", "title": "Shop", "status_page": "https://status.example.com/"})
    more = template().inputs_with(handbook)[3:]
    assert [(field.name, field.shown, field.hint) for field in more] == [("handbook.war_room", "war room", "a link")]
    filled = template().filled(template().segments, handbook)
    assert "https://status.example.com/" in filled
    assert Slot("handbook.war_room") in filled


def test_nothing_is_wrong_with_it() -> None:
    """The same record has no faults."""
    assert list(template().faults()) == []
