"""The guard of the browser tests itself: a page that misbehaves is found out."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Watch


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        pytest.param(
            '<img src="https://leak.example/pixel.png">',
            "request to another host: https://leak.example/pixel.png",
            id="request to another host",
        ),
        pytest.param("<script>console.error('lost')</script>", "console error: lost", id="console error"),
        pytest.param("<script>throw new Error('broken')</script>", "script error: broken", id="script error"),
        pytest.param("<script>alert('hello')</script>", "dialog: hello", id="dialog"),
    ],
)
def test_a_fault_of_a_page_is_noted(browser: Browser, body: str, fault: str) -> None:
    """Each kind of fault is in the list that makes a test fail."""
    with browser.new_context() as context:
        watch = Watch(context)
        page = context.new_page()
        page.set_content(f"<!doctype html><title>x</title>{body}")
        page.wait_for_timeout(100)
    assert fault in watch.faults


def test_a_page_that_behaves_has_no_fault(browser: Browser) -> None:
    """Nothing is noted for a page without any."""
    with browser.new_context() as context:
        watch = Watch(context)
        context.new_page().set_content("<!doctype html><title>x</title><p>Calm.")
    assert watch.faults == []
