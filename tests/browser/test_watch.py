"""The guard of the browser tests itself: a page that misbehaves is found out."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Watch
from tests.browser.requests_sent import Sent

Event = Literal["console", "dialog", "request", "weberror"]
ADDRESS = "example/templates/incident-declared/"


@pytest.mark.parametrize(
    ("body", "event", "fault"),
    [
        pytest.param(
            '<img src="https://leak.example/pixel.png">',
            "request",
            "request to another host: https://leak.example/pixel.png",
            id="request to another host",
        ),
        pytest.param("<script>console.error('lost')</script>", "console", "console error: lost", id="console error"),
        pytest.param(
            "<script>throw new Error('broken')</script>", "weberror", "script error: broken", id="script error"
        ),
        pytest.param("<script>alert('hello')</script>", "dialog", "dialog: hello", id="dialog"),
    ],
)
def test_a_fault_of_a_page_is_noted(browser: Browser, body: str, event: Event, fault: str) -> None:
    """Each kind of fault is in the list that makes a test fail."""
    with browser.new_context() as context:
        watch = Watch(context)
        page = context.new_page()
        with context.expect_event(event):
            page.set_content(f"<!doctype html><title>x</title>{body}")
    assert fault in watch.faults


def test_a_page_that_behaves_has_no_fault(browser: Browser) -> None:
    """Nothing is noted for a page without any."""
    with browser.new_context() as context:
        watch = Watch(context)
        context.new_page().set_content("<!doctype html><title>x</title><p>Calm.")
    assert watch.faults == []


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("fetch('?q=Payments+fail')", id="in the address"),
        pytest.param("fetch('', {method: 'POST', body: 'about: payments fail'}).catch(() => {})", id="in the body"),
        pytest.param("fetch('', {headers: {'X-Typed': 'Payments%20fail'}})", id="in a header"),
        pytest.param("new Image().src = document.querySelector('link[rel~=icon]').href + '?Payments fail'", id="icon"),
        pytest.param("navigator.sendBeacon('', 'Payments fail')", id="beacon"),
    ],
)
def test_what_is_sent_is_noted(browser: Browser, site_address: str, script: str) -> None:
    """Whatever way it goes, and though it looks like the browser's own request for the icon."""
    with browser.new_context(base_url=site_address) as context:
        page = context.new_page()
        page.goto(ADDRESS)
        sent = Sent(page)
        with page.expect_request(lambda request: request.resource_type != "other"):
            page.evaluate(f"() => {{ {script} }}")
    assert len(sent.by_the_page()) == 1
    assert sent.that_say(["payments fail"]) == sent.by_the_page()


def test_the_request_for_the_icon_is_the_browsers_own(page: Page) -> None:
    """The bare address that the page names, without a word: it says nothing of what was typed."""
    page.goto(ADDRESS)
    sent = Sent(page)
    with page.expect_request("**/favicon.png"):
        page.evaluate("() => { fetch(document.querySelector('link[rel~=icon]').href) }")
    assert sent.by_the_page() == []
    assert sent.that_say(["payments fail"]) == []
