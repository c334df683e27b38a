"""A template as its page shows it: text to the letter, a place for each field, facts of the handbook filled in."""

import html
import re
from pathlib import Path
from textwrap import dedent, indent

import pytest

from generator.pages.message import Message, fact_text, message_of
from generator.records.template import MessageTemplate
from tests.small_library import HANDBOOK, small_library


def made(folder: Path, body: str, more: str = "", handbook: str = "") -> Message:
    """Return the message of a template with this body in a handbook with these facts."""
    template = f"title: Note\n{dedent(more)}body: |\n{indent(body, '  ')}\n"
    files = {"content/shop/templates/note.yaml": template, "content/shop/handbook.yaml": HANDBOOK + handbook}
    library = small_library(folder, files)
    return message_of(library.of(MessageTemplate, "shop")[0], library.handbook("shop"))


def slot(name: str, look: str = "") -> str:
    """Return what stands where a field is not filled in yet."""
    return f'<span class="rb-slot{look}" data-rb-slot="{name}">{{{name}}}</span>'


def bold(inside: str) -> str:
    """Return bold words, with the signs that are copied with them."""
    return f'<strong><span class="rb-sign">**</span>{inside}<span class="rb-sign">**</span></strong>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("Since {Time} we see it.", f"Since {slot('Time')} we see it.", id="a field"),
        pytest.param("{A}{A}", slot("A") * 2, id="the same field twice"),
        pytest.param("Status: {Up | Down}", f"Status: {slot('Status')}", id="a choice named by its line"),
        pytest.param("leave {{breach}} in", "leave {breach} in", id="braces that are no field"),
        pytest.param("a < b & c > d", "a &lt; b &amp; c &gt; d", id="signs of HTML in the text"),
        pytest.param('{<b> & "x"}', slot("&lt;b&gt; &amp; &#34;x&#34;"), id="signs of HTML in a field's name"),
        pytest.param("**Status:** {Now}", f"{bold('Status:')} {slot('Now')}", id="bold"),
        pytest.param("**[{A}] {B}**", bold(f"[{slot('A')}] {slot('B')}"), id="fields inside bold"),
        pytest.param("**a** and **b**", f"{bold('a')} and {bold('b')}", id="bold twice in a line"),
        pytest.param("**a\nb**", "**a\nb**", id="bold does not cross lines"),
        pytest.param("2 ** 3 ** 4", "2 ** 3 ** 4", id="two stars that are no markup"),
        pytest.param("**** and **", "**** and **", id="nothing between the stars"),
        pytest.param("one **left open", "one **left open", id="bold that does not end"),
    ],
)
def test_a_body_is_safe_html_with_a_place_for_each_field(tmp_path: Path, body: str, expected: str) -> None:
    """Text is escaped once, bold keeps its signs, each field has its place."""
    assert str(made(tmp_path, body).body) == expected


def test_the_text_content_is_the_message_to_the_letter(tmp_path: Path) -> None:
    """Without its tags the HTML is the body again: that is what "Copy" takes."""
    body = "**[{Severity}] {Title}** <now>\n\n  two spaces & a {{brace}}\t*one star*\n{Title}"
    without_tags = html.unescape(re.sub(r"<[^>]+>", "", str(made(tmp_path, body).body)))
    assert without_tags == "**[{Severity}] {Title}** <now>\n\n  two spaces & a {brace}\t*one star*\n{Title}"


@pytest.mark.parametrize(
    ("handbook", "expected", "names"),
    [
        pytest.param(
            "status_page: https://s.example/", "See https://s.example/ in 5", [], id="a fact that is recorded"
        ),
        pytest.param(
            "", f"See {slot('status page')} in 5", [("status page", "Status page")], id="a fact that is not recorded"
        ),
        pytest.param(
            'status_page: "https://s.example/?a=1&b={x}"',
            "See https://s.example/?a=1&amp;b={x} in 5",
            [],
            id="a fact with signs of its own",
        ),
    ],
)
def test_facts_of_the_handbook_stand_in_the_message(
    tmp_path: Path,
    handbook: str,
    expected: str,
    names: list[tuple[str, str]],
) -> None:
    """A recorded fact is text; one that is not recorded is a field called by the words of its key."""
    message = made(tmp_path, "See {handbook.status_page} in 5", handbook=handbook)
    assert (str(message.body), [(str(field.name), field.shown) for field in message.inputs]) == (expected, names)


def test_a_link_of_prose_keeps_its_address_in_a_message(tmp_path: Path) -> None:
    """Whoever reads the message has no page to click on."""
    war_room = (
        "war_room: Join [the bridge](https://meet.example/x), or <https://b.example/>, or [this](handbook.yaml)\n"
    )
    library = small_library(tmp_path, {"content/shop/handbook.yaml": HANDBOOK + war_room})
    told = "Join the bridge, or https://b.example/, or this (https://meet.example/x)"
    assert fact_text(library.handbook("shop"), "war_room") == told


def test_fields_come_in_the_order_of_the_message(tmp_path: Path) -> None:
    """The subject first, then the body, each field once, with what the template says about it."""
    more = """\
        channel: email
        subject: "{Title} at {Time}"
        fields:
          - name: Code
            secret: true
          - name: Time
            type: time
        """
    message = made(tmp_path, "{Code} {Title} {handbook.alert_channel} {Mood: Good | Bad} {Time}", more)
    fields = [(str(field.name), field.kind, bool(field.secret)) for field in message.inputs]
    assert fields == [
        ("Title", "text", False),
        ("Time", "time", False),
        ("Code", "text", True),
        ("alert channel", "text", False),
        ("Mood", "choice", False),
    ]
    assert str(message.subject) == f"{slot('Title')} at {slot('Time')}"
    assert str(message.body).startswith(slot("Code", " rb-slot--secret"))
