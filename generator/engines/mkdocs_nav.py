"""The navigation as mkdocs' `nav` setting takes it."""

from markupsafe import escape

from generator.pages.page import NavItem


def nav_config(items: tuple[NavItem, ...]) -> list[object]:
    """Return the setting: pages by their source address, groups as mappings, titles escaped for the theme."""
    return [_entry(item) for item in items]


def _entry(item: NavItem) -> object:
    if item.children:
        return {str(escape(item.title)): nav_config(item.children)}
    return {str(escape(item.title)): item.uri} if item.title else item.uri
