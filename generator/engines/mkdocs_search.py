"""What becomes of the searches that come with mkdocs and its themes: ours takes their place, but not in an export."""

from mkdocs.config.defaults import MkDocsConfig

SEPARATOR = r"""[\s\-,;:!?=\[\](){}"'/`_|*+~^%$#@\\<>]+|\.(?!\d)|&[a-z]+;|&#\d+;"""
"""What stands between two words: postgres:5432 and too_many_connections are several, 10.0.0.1 and 5xx are one."""
SEARCHES = ("material/search", "search")
"""What the search plugins of Material and of mkdocs are called."""
_OFFLINE = "material/offline"
_OUR_FILES = ("search/", "assets/runbook-site/search/", "assets/runbook-site/search-")


def silence_theirs(config: MkDocsConfig) -> None:
    """Switch Material's search off, where mkdocs.yml has it on: ours takes its place. Before its own `on_config`.

    Nobody needs to name `search` under `plugins:`, and nobody has to take it away. Nor has `offline` anything left to
    do but the addresses: it would load a script from another host, for that search.
    """
    for name in SEARCHES:
        plugin = config.plugins.get(name)
        # That of mkdocs itself cannot be switched off; it comes with other themes, which have a box for it.
        if plugin is not None and "enabled" in plugin.config:
            plugin.config["enabled"] = False
    offline = config.plugins.get(_OFFLINE)
    if offline is not None and offline.config["enabled"]:
        offline.config["enabled"] = False
        config.use_directory_urls = False


def separator_of(config: MkDocsConfig) -> str:
    """Return what stands between two words for an engine's search: as mkdocs.yml says, else as our pages need it."""
    plugin = next((config.plugins[name] for name in SEARCHES if name in config.plugins), None)
    return str(plugin.config.get("separator") or SEPARATOR) if plugin else SEPARATOR


def is_our_search(address: str) -> bool:
    """Say whether a file belongs to our search, which an exported site has not: it has its engine's own."""
    return address.startswith(_OUR_FILES)
