"""A message is filled in, seen and copied, and nothing of it is kept or sent."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.requests_sent import Sent

STATUS_UPDATE = "proofi/templates/status-update/"
DECLARED = "example/templates/incident-declared/"
BREACH = "example/templates/data-breach-notice/"
OPEN = "example/incidents/2026-11-21-search-shows-old-prices/"
SMS = "example/templates/fix-in-place/"
MESSAGE = "#message-body"
CLIPBOARD = "navigator.clipboard.readText()"


def field(page: Page, label: str) -> Locator:
    """Return the field with this label; a button beside it has the same words in its name."""
    return page.locator("#fields [data-rb-name]").and_(page.get_by_label(re.compile(f"^{label}( required)?$")))


def at(page: Page, time: str) -> None:
    """Stop the page's clock at a time of 22 November 2026, UTC."""
    page.clock.set_fixed_time(datetime.fromisoformat(f"2026-11-22T{time}").replace(tzinfo=UTC))


def test_a_message_is_filled_in_and_copied_to_the_letter(open_page: OpenPage) -> None:
    """What is typed stands in the message at once; the copy is the body with the values, stars and all."""
    page = open_page(zone="America/New_York")
    at(page, "14:20:00")
    page.goto(STATUS_UPDATE)
    left = page.locator("[data-rb-left]")
    expect(field(page, "Time")).to_have_value("14:20 UTC")
    expect(left).to_have_text("4 fields left")
    field(page, "Status").select_option("Identified")
    field(page, "What we know now").fill("A <b>bad</b> deploy & nothing else\nmore tomorrow")
    expect(left).to_have_text("2 fields left")
    page.get_by_role("button", name="Copy message").click()
    expect(page.locator("[data-rb-said]")).to_have_text(
        "Message copied, still with {What we're doing}, {When we expect resolution}.",
    )
    field(page, "What we're doing").fill("Rolling back")
    field(page, "When we expect resolution").fill("15:00 UTC")
    expect(left).to_have_text("all filled in")
    page.get_by_role("button", name="Copy message").click()
    expect(page.locator("[data-rb-said]")).to_have_text("Message copied.")
    assert page.evaluate(CLIPBOARD) == (
        "📋 **INCIDENT UPDATE** - 14:20 UTC\n\n"
        "**Status:** Identified\n"
        "**Summary:** A <b>bad</b> deploy & nothing else\nmore tomorrow\n"
        "**Next Steps:** Rolling back\n"
        "**ETA:** 15:00 UTC"
    )


def test_now_takes_the_time_of_the_click_in_utc(open_page: OpenPage) -> None:
    """A page that was open for an hour still writes the right time, and it is never the reader's own."""
    page = open_page(zone="Asia/Kolkata")
    at(page, "23:05:00")
    page.goto(BREACH)
    expect(field(page, "Time of discovery")).to_have_value("")
    at(page, "23:59:00")
    page.get_by_role("button", name="now, in UTC: Time of discovery").click()
    page.get_by_role("button", name="today, in UTC: Day of discovery").click()
    expect(page.locator(MESSAGE)).to_contain_text("on 2026-11-22 at 23:59 UTC we found")


def test_the_subject_of_an_email_is_copied_by_itself(page: Page) -> None:
    """A mail program has two fields; the same value stands in both texts."""
    page.goto(BREACH)
    field(page, "Day of discovery").fill("2026-11-22")
    page.get_by_role("button", name="Copy subject").click()
    expect(page.locator("[data-rb-said]")).to_have_text("Subject copied.")
    assert page.evaluate(CLIPBOARD) == "Notice of a personal data breach, Example Shop, 2026-11-22"


@pytest.mark.parametrize("broken", ["insecure", "refused"])
def test_a_message_is_copied_where_the_clipboard_is_closed(page: Page, broken: str) -> None:
    """On a host without HTTPS, or when the browser refuses, the older way copies the same text."""
    script = {
        "insecure": "Object.defineProperty(window, 'isSecureContext', {value: false})",
        "refused": "navigator.clipboard.writeText = async () => { throw new DOMException('no', 'NotAllowedError') }",
    }[broken]
    page.add_init_script(script)
    page.goto(STATUS_UPDATE)
    page.get_by_role("button", name="Copy message").click()
    expect(page.locator("[data-rb-said]")).to_contain_text("Message copied")
    assert page.evaluate(CLIPBOARD) == page.locator(MESSAGE).text_content()
    expect(page.get_by_role("button", name="Copy message")).to_be_focused()


def test_a_message_that_cannot_be_copied_is_selected(page: Page) -> None:
    """When no way to copy is open, the text is marked and the page says what to press."""
    page.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', {value: false}); document.execCommand = () => false",
    )
    page.goto(STATUS_UPDATE)
    page.get_by_role("button", name="Copy message").click()
    expect(page.locator("[data-rb-said]")).to_contain_text("copy it with Ctrl+C")
    assert page.evaluate("getSelection().toString()").startswith("📋 **INCIDENT UPDATE** - ")


def test_values_come_from_the_address_but_never_a_secret(page: Page) -> None:
    """Names are case-blind, a choice takes only what it offers, a secret is typed by a person."""
    page.goto(f"{DECLARED}?severity=sev2&TITLE=Payments+fail&who+is+hurt=Everybody&call+code=123456&nobody=asked")
    expect(field(page, "Severity")).to_have_value("SEV2")
    expect(field(page, "Title")).to_have_value("Payments fail")
    expect(field(page, "Who is hurt")).to_have_value("")
    expect(field(page, "Call code")).to_have_value("")
    expect(page.locator(MESSAGE)).to_contain_text("🚨 **SEV2 Payments fail**")


def test_an_incident_fills_in_its_messages(page: Page) -> None:
    """A link on an open incident's first screens carries what the record knows; the rest is typed."""
    page.goto(OPEN)
    page.locator("#write-an-update").get_by_role("link", name="Incident declared").click()
    expect(field(page, "Severity")).to_have_value("SEV3")
    expect(field(page, "Title")).to_have_value("Search shows the prices of Thursday")
    expect(field(page, "Commander")).to_have_value("Platform team")
    expect(field(page, "Began")).to_have_value("18:00 UTC")
    expect(field(page, "Call code")).to_have_value("")
    expect(page.locator(MESSAGE)).to_contain_text("🚨 **SEV3 Search shows the prices of Thursday**")


def test_a_field_for_a_person_suggests_the_contacts(page: Page) -> None:
    """Whoever is on the handbook's list is a few letters away; anybody else can be typed."""
    page.goto(DECLARED)
    suggested = page.locator("datalist#people option")
    assert suggested.evaluate_all("(all) => all.map((one) => one.value)")[:2] == ["On-call engineer", "Payments team"]
    assert field(page, "Commander").evaluate("(one) => one.list.id") == "people"


def test_nothing_typed_is_kept_or_sent(page: Page) -> None:
    """No storage, no cookie, no request, no word in the address; a reload begins anew."""
    page.goto(DECLARED)
    before = page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    sent = Sent(page)
    field(page, "Title").fill("Payments fail")
    field(page, "Call code").fill("123456")
    field(page, "Call code").press("Enter")
    page.get_by_role("button", name="Copy message").click()
    expect(page.locator("[data-rb-said]")).to_contain_text("Message copied")
    assert "code 123456" in page.evaluate(CLIPBOARD)
    assert page.evaluate("[JSON.stringify([localStorage, sessionStorage]), document.cookie]") == [before, ""]
    assert sent.by_the_page() == []
    assert page.url.endswith(DECLARED)
    page.reload()
    expect(field(page, "Title")).to_have_value("")
    assert sent.by_the_page() != []
    assert sent.that_say(["Payments fail", "123456"]) == []


@pytest.mark.parametrize(
    ("address", "label", "value", "told"),
    [
        pytest.param(BREACH, "Reference", "26-01", "this should look like: ES-2026-01", id="pattern with a hint"),
        pytest.param(BREACH, "Reference", "ES-2026-01", "", id="pattern fits"),
        pytest.param(BREACH, "Time of discovery", "14:20", "which time zone? Write it as 14:20 UTC", id="no zone"),
        pytest.param(BREACH, "Time of discovery", "25:20 UTC", "write the time as 14:20 UTC", id="no such hour"),
        pytest.param(BREACH, "Time of discovery", "14:20 CET", "", id="time with a zone"),
        pytest.param(BREACH, "Time of discovery", "shortly after noon", "", id="time in words"),
        pytest.param(BREACH, "Day of discovery", "11/02/2026", "write the day as 2025-02-20", id="day or month first?"),
        pytest.param(BREACH, "Day of discovery", "2026-02-30", "write the day as 2025-02-20", id="no such day"),
        pytest.param(BREACH, "Day of discovery", "2026-02-28", "", id="a day"),
        pytest.param(BREACH, "Day of discovery", "20 Feb 2026", "", id="a day in words"),
        pytest.param(BREACH, "Persons affected", "many", "write a number, such as 212", id="not a number"),
        pytest.param(BREACH, "Persons affected", "~ 1,200", "", id="about a number"),
        pytest.param(SMS, "Lasted", "29", "which unit? Write it as 15 minutes or 2 h", id="no unit"),
        pytest.param(SMS, "Lasted", "1 h 29 min", "", id="length with units"),
    ],
)
def test_a_value_that_does_not_fit_is_told_at_its_field(
    page: Page,
    address: str,
    label: str,
    value: str,
    told: str,
) -> None:
    """The sentence says what is expected and belongs to the field; the message takes the value all the same."""
    page.goto(address)
    entry = field(page, label)
    entry.fill(value)
    entry.blur()
    expect(entry).to_have_accessible_description(told)
    assert entry.get_attribute("aria-invalid") == ("true" if told else None)
    expect(page.locator(MESSAGE)).to_contain_text(value)


@pytest.mark.parametrize(
    ("title", "size"),
    [
        pytest.param("Checkout fails.", "160 characters, 1 SMS", id="as many plain letters as one takes"),
        pytest.param("Checkout fails!!", "161 characters, 2 SMS", id="one more"),
        pytest.param("Checkout fail €", "161 characters, 2 SMS", id="a sign that counts twice"),
        pytest.param("Shop 😀", "152 characters, 3 SMS", id="any other sign: 70, then 67 each"),
    ],
)
def test_a_short_message_says_how_many_it_takes(page: Page, title: str, size: str) -> None:
    """One sign outside the short alphabet makes a message cost more than twice as much."""
    page.goto(SMS)
    for label, value in (("Title", title), ("Lasted", "29 minutes"), ("Orders lost", "212")):
        field(page, label).fill(value)
    field(page, "Watching until").fill("18:00 UTC")
    field(page, "Day of the report").fill("2026-11-23")
    text = page.locator(MESSAGE).text_content() or ""
    assert "{" not in text
    expect(page.locator("[data-rb-characters]")).to_have_text(size)


def test_an_unfilled_field_is_found_from_the_message(page: Page) -> None:
    """A click on its place leads to the field, and the field's place is marked while one types."""
    page.goto(STATUS_UPDATE)
    page.locator(MESSAGE).get_by_text("{What we know now}").click()
    expect(field(page, "What we know now")).to_be_focused()
    expect(page.locator(".rb-slot--current")).to_have_text(["{What we know now}"])


def test_without_scripts_the_message_and_its_fields_are_read(open_page: OpenPage) -> None:
    """The body with its fields in braces, what belongs into them, and no dead button."""
    page = open_page(scripts=False)
    page.goto("proofi/templates/initial-alert/")
    expect(page.locator(MESSAGE)).to_contain_text("**Impact:** {Description of user impact}")
    fields = page.locator("#fields .rb-facts").inner_text()
    assert "P0 | P1 | P2 | P3 · P{X}" in fields
    assert "a time, such as 14:20 UTC · Time UTC" in fields
    assert page.locator("article button:visible, article input:visible, article select:visible").count() == 0
