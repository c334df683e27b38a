"""Whether nobody but the theme has a say in how a record's page looks, so that it may be filled into a frame."""

from mkdocs.config.defaults import MkDocsConfig

_CALM = frozenset({"generator.engines", "material.plugins.offline", "material.plugins.search", "material.plugins.tags"})
"""Packages of plugins that pass a record's page by: it has no tags, and the search is ours."""
_EVENTS = (
    *(
        "files",
        "nav",
        "env",
        "pre_page",
        "page_read_source",
        "page_markdown",
        "page_content",
        "page_context",
        "post_page",
    ),
    *("pre_template", "template_context", "post_template"),
)
"""What a plugin hears that may look at a page, or change what the theme makes of it."""


def is_alone(config: MkDocsConfig) -> bool:
    """Say whether the theme is as it comes and no other plugin looks at pages; mkdocs has hooks among the plugins."""
    as_it_comes = config.theme.name == "material" and not config.theme.custom_dir
    return as_it_comes and not any(map(_looks, config.plugins.values()))


def is_undisturbed(config: MkDocsConfig) -> bool:
    """Say whether no hook and no other plugin takes part in a build at all: nobody then changes what was written."""
    return all(map(_is_calm, config.plugins.values()))


def _looks(plugin: object) -> bool:
    return not _is_calm(plugin) and any(hasattr(plugin, f"on_{event}") for event in _EVENTS)


def _is_calm(plugin: object) -> bool:
    return type(plugin).__module__.rpartition(".")[0] in _CALM
