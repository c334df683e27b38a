"""The search box as tests reach for it: what it is made of, and how somebody opens it and looks for words."""

from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Locator, Page, expect


def box(page: Page) -> Locator:
    """Return the dialog."""
    return page.get_by_role("dialog", name="Search", exact=True)


def field(page: Page) -> Locator:
    """Return the field that takes the words."""
    return page.get_by_role("combobox", name="What do you see?", exact=True)


def options(page: Page) -> Locator:
    """Return the results, and what shows more of them."""
    return box(page).get_by_role("option")


def best(page: Page) -> Locator:
    """Return the first result."""
    return options(page).first


def open_box(page: Page) -> Locator:
    """Open the box from wherever the focus is; return its field."""
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()
    return field(page)


def look_for(page: Page, words: str) -> None:
    """Put words into the open box, and wait until it shows all that it has to say about them."""
    field(page).fill(words)
    expect(box(page).locator("[aria-busy]")).to_have_attribute("aria-busy", "false")


def first_address(page: Page, home: str) -> tuple[str, str]:
    """Return the page of the first result, and its address with the place on it; both from the site's root."""
    address, anchor = urldefrag(str(best(page).get_attribute("href")))
    path = urlsplit(address).path.removeprefix(urlsplit(home).path)
    return path, f"{path}#{anchor}" if anchor else path
