"""Ticks, and variables that fill the commands of a runbook: kept in the tab, but never a secret."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage

CHECKOUT = "example/runbooks/checkout-errors/"
LEAKED = "example/runbooks/leaked-credential/"
PROTOCOL = "proofi/procedures/p0-response/"
ROLLBACK = "vlossom/procedures/rollback/"
REFUSED = "the address of this page has a value for this that does not fit: it was not taken"


def variable(page: Page, label: str) -> Locator:
    """Return the field of a variable: a step may have the same words in its label."""
    return page.locator(".rb-fill").get_by_label(label)


def test_ticks_survive_a_reload_until_they_are_cleared(page: Page) -> None:
    """One line counts the steps that are done; it is not there before the first tick."""
    page.goto(CHECKOUT)
    progress = page.locator(".rb-progress")
    expect(progress).to_be_hidden()
    page.get_by_label("Check the provider's status page").check()
    page.get_by_label("Send new payments to the second provider").check()
    page.get_by_label("Offer payment by invoice only").check()
    expect(progress).to_contain_text("2 of 12 steps done")
    page.reload()
    expect(page.get_by_label("Check the provider's status page")).to_be_checked()
    expect(progress).to_contain_text("2 of 12 steps done")
    page.get_by_role("button", name="Clear ticks").click()
    expect(progress).to_be_hidden()
    expect(page.locator("[data-rb-tick]:checked")).to_have_count(0)
    expect(page.locator("[data-rb-tick]").first).to_be_focused()
    expect(page.locator(".rb-count")).to_be_hidden()
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('rb-ticks:'))") == []


def test_variants_are_counted_each_by_itself(page: Page) -> None:
    """One of them is followed: how far one is counts its steps, not those of the ways that nobody takes."""
    page.goto(ROLLBACK)
    page.get_by_label("Go to Railway dashboard").check()
    page.get_by_label("Select API service").check()
    shown = page.locator(".rb-progress:visible")
    expect(shown).to_contain_text(["2 of 4 steps done"])
    expect(page.locator(".rb-count")).to_have_text("Railway (Backend) 2/4")
    page.get_by_label("List recent deployments").check()
    expect(shown).to_contain_text(["1 of 2 steps done", "2 of 4 steps done"])
    expect(page.locator(".rb-count")).to_have_text("Vercel (Frontend) 1/2Railway (Backend) 2/4")
    shown.last.get_by_role("button", name="Clear ticks").click()
    expect(shown).to_contain_text(["1 of 2 steps done"])
    expect(page.get_by_label("Go to Railway dashboard")).to_be_focused()


def test_phases_are_counted_together(page: Page) -> None:
    """They are worked off one after the other."""
    page.goto(PROTOCOL)
    page.get_by_label("Check Vercel deployment status").check()
    page.get_by_label("Deploy fix or confirm rollback").check()
    expect(page.locator(".rb-progress:visible")).to_contain_text(["2 of 16 steps done"])
    expect(page.locator(".rb-count")).to_have_text("2/16")


def test_a_message_to_send_is_ticked_like_a_step(page: Page) -> None:
    """A phase that has nothing but a message to send is something to do, too."""
    page.goto(PROTOCOL)
    box = page.get_by_role("checkbox", name="Send the message Incident Acknowledged")
    box.check()
    expect(page.locator(".rb-progress")).to_contain_text("1 of 16 steps done")
    page.reload()
    expect(box).to_be_checked()
    line = page.locator("#send-acknowledge")
    expect(line.get_by_role("link", name="Incident Acknowledged")).to_have_attribute(
        "href", "../../templates/incident-acknowledged/"
    )


def test_how_far_one_is_fits_the_narrowest_header(open_page: OpenPage) -> None:
    """All ways begun, and still nothing scrolls sideways: the numbers stand there, the names under the steps."""
    page = open_page(width=320, height=568)
    page.goto(ROLLBACK)
    for box in page.locator("[data-rb-tick]").all():
        box.check()
    expect(page.locator(".rb-count__part")).to_have_count(3)
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320


@pytest.mark.parametrize("width", [390, 1280])
def test_how_far_one_is_covers_nothing(open_page: OpenPage, width: int) -> None:
    """Every caution can be read whole wherever the page stands, also while steps are ticked."""
    page = open_page(width=width)
    page.goto(CHECKOUT)
    for box in page.locator("[data-rb-tick]").all():
        box.check()
    expect(page.locator(".rb-count")).to_be_in_viewport(ratio=1)
    covered = """(one) => {
        const {left, bottom, width} = one.getBoundingClientRect();
        const seen = (part) => one.contains(document.elementFromPoint(left + width * part, bottom - 3));
        return ![0.1, 0.5, 0.9].every(seen);
    }"""
    for caution in page.locator(".rb-caution").all():
        for block in ("end", "center"):
            caution.evaluate("(one, block) => one.scrollIntoView({block, behavior: 'instant'})", block)
            assert not caution.evaluate(covered)


def test_each_page_keeps_its_own_ticks(page: Page) -> None:
    """The first step of one runbook is not the first step of another."""
    page.goto(CHECKOUT)
    page.locator("[data-rb-tick]").first.check()
    page.goto(LEAKED)
    expect(page.locator("[data-rb-tick]:checked")).to_have_count(0)


def test_ticks_work_where_the_browser_keeps_nothing(page: Page) -> None:
    """A closed storage costs the memory of a reload, nothing else."""
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no', 'SecurityError') }})",
    )
    page.goto(CHECKOUT)
    page.locator("[data-rb-tick]").first.check()
    expect(page.locator(".rb-progress")).to_contain_text("1 of 12 steps done")
    variable(page, "Order number").fill("48213")
    expect(page.locator("#step-one-order pre code")).to_contain_text("'order=48213'")


def test_a_step_is_ticked_with_the_keyboard(page: Page) -> None:
    """A real checkbox: the space bar, and a name that says the number and the step."""
    page.goto("vlossom/runbooks/api-down/")
    box = page.get_by_role("checkbox", name="1 Check Railway logs")
    box.focus()
    box.press("Space")
    expect(box).to_be_checked()


def test_variables_fill_every_command_that_is_copied(page: Page) -> None:
    """The copy button takes the command as it stands, filled; braces of the shell stay."""
    page.goto(CHECKOUT)
    variable(page, "Region").select_option("us")
    variable(page, "Order number").fill("48213")
    codes = page.locator(".rb-run code")
    expect(codes.nth(1)).to_have_text(
        "kubectl logs deploy/checkout --since=1h | grep 'order=48213' | awk '{print $1, $NF}'"
    )
    expect(codes.nth(2)).to_have_text("shop-flags set payment-provider=second --region us")
    page.locator("#step-one-order").get_by_role("button", name="Copy to clipboard").click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('kubectl'))")
    copied = page.evaluate("navigator.clipboard.readText()").rstrip("\n")
    assert copied == "kubectl logs deploy/checkout --since=1h | grep 'order=48213' | awk '{print $1, $NF}'"
    variable(page, "Order number").fill("")
    expect(codes.nth(1)).to_contain_text("'order={order}'")


def test_an_unfilled_variable_leads_to_its_field(page: Page) -> None:
    """It stands out in the command, and a click on it is the way to fill it in."""
    page.goto(ROLLBACK)
    place = page.locator(".rb-var")
    expect(place).to_have_text("{deployment_url}")
    place.click()
    expect(variable(page, "Deployment URL")).to_be_focused()
    assert place.evaluate("(element) => getComputedStyle(element).borderBottomStyle") == "dashed"


@pytest.mark.parametrize(
    ("query", "region", "order", "told"),
    [
        pytest.param("?region=us&order=48213", "us", "48213", "", id="both"),
        pytest.param("?REGION=US&alertname=X", "us", "", "", id="any case, other labels beside it"),
        pytest.param("?region=mars", "eu", "", REFUSED, id="no such choice"),
        pytest.param("?order=48213%3B+rm+-rf+%2F", "eu", "", REFUSED, id="a second command"),
        pytest.param("?order=%24(id)", "eu", "", REFUSED, id="a substitution"),
        pytest.param("?order=--all", "eu", "", REFUSED, id="an option"),
        pytest.param("?order=48213%0Aid", "eu", "", REFUSED, id="a second line"),
    ],
)
def test_values_come_from_the_address_of_an_alert(page: Page, query: str, region: str, order: str, told: str) -> None:
    """Labels of an alert fill the variables; what a shell would run is never taken from a link."""
    page.goto(f"{CHECKOUT}{query}")
    expect(variable(page, "Region")).to_have_value(region)
    expect(variable(page, "Order number")).to_have_value(order)
    assert "".join(page.locator(".rb-fill .rb-field__fault").all_text_contents()) == told
    expect(page.locator("#step-one-order pre code")).to_contain_text(f"'order={order or '{order}'}'")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        pytest.param("48213", "", id="plain"),
        pytest.param("48 213;", "a shell may read a space ; as more than text", id="signs of a shell"),
        pytest.param("-48213", "a shell may read - as more than text", id="an option"),
        pytest.param("1", "this should look like: one that failed, such as 48213", id="pattern"),
    ],
)
def test_a_value_that_a_shell_would_read_is_told(page: Page, value: str, told: str) -> None:
    """The reader is warned before the command is pasted; the command shows the value as typed."""
    page.goto(CHECKOUT)
    field = variable(page, "Order number")
    field.fill(value)
    expect(field).to_have_accessible_description(re.compile(f"^{re.escape(told)}.*$" if told else "^$"))
    expect(page.locator("#step-one-order pre code")).to_contain_text(f"'order={value}'")


def test_values_survive_a_reload_but_a_secret_does_not(page: Page) -> None:
    """The tab keeps what is needed again; a secret is neither stored nor taken from the address."""
    page.goto(f"{LEAKED}?unlock_code=999")
    expect(variable(page, "Vault unlock code")).to_have_value("")
    variable(page, "Name of the key").fill("api-mailer")
    variable(page, "Vault unlock code").fill("hunter2")
    expect(page.locator(".rb-run code").first).to_contain_text("shop-vault unlock --code hunter2")
    assert "hunter2" not in page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
    page.goto(LEAKED)
    expect(variable(page, "Name of the key")).to_have_value("api-mailer")
    expect(variable(page, "Vault unlock code")).to_have_value("")
    expect(page.locator(".rb-run code").first).to_contain_text("--code {unlock_code}")


def test_the_short_address_of_an_alert_carries_its_labels(page: Page) -> None:
    """A link in an alert, `/a/<Alert>/?region=us`, ends on the runbook with the variable filled in."""
    page.goto("a/CheckoutErrorRateHigh/?region=us")
    page.wait_for_url("**/runbooks/checkout-errors/?region=us")
    expect(variable(page, "Region")).to_have_value("us")


def test_what_the_alert_said_is_shown_as_text(page: Page) -> None:
    """Every label, markup and unseen signs included, but neither a secret nor the words of the search."""
    page.goto(f"{LEAKED}?instance=web-3:9090&who=%3Cb%3Ex%3C/b%3E%E2%80%AE&unlock_code=999&q=&empty=")
    said = page.locator(".rb-labels")
    expect(said.locator("code")).to_have_text(["instance=web-3:9090", "who=<b>x</b>\ufffd"])
    expect(said).to_contain_text("compare it with the alert before you run a command")
    assert "999" not in page.locator("article").inner_text()


def test_nothing_is_said_of_an_alert_that_said_nothing(page: Page) -> None:
    """The line is there only with labels."""
    page.goto(LEAKED)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".rb-labels")).to_have_count(0)


def test_print_shows_the_steps_and_no_controls(open_page: OpenPage) -> None:
    """A printed runbook has its boxes and commands; forms and buttons stay on the screen."""
    page = open_page()
    page.goto(CHECKOUT)
    page.locator("[data-rb-tick]").first.check()
    page.emulate_media(media="print")
    expect(page.locator(".rb-progress")).to_be_hidden()
    expect(page.locator("form.rb-fill")).to_be_hidden()
    expect(page.locator(".rb-run code").first).to_be_visible()
    expect(page.locator("[data-rb-tick]").first).to_be_visible()


def test_without_scripts_the_variables_are_described(open_page: OpenPage) -> None:
    """No dead form: what stands in braces, and what there is to choose from; boxes can still be ticked."""
    page = open_page(scripts=False)
    page.goto(CHECKOUT)
    expect(page.locator("form.rb-fill")).to_be_hidden()
    described = page.locator("#fill-in .rb-facts").inner_text()
    assert "{region} eu | us" in described
    expect(page.locator(".rb-run code").first).to_contain_text('{region="{region}"}')
    page.get_by_label("Check the provider's status page").check()
