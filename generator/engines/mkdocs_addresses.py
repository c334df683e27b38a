"""How addresses look on the site that mkdocs.yml describes."""

from mkdocs.config.defaults import MkDocsConfig

from generator.pages.addresses import Addresses


def addresses_of(config: MkDocsConfig) -> Addresses:
    """Return what makes addresses; mkdocs.yml may give the site's own without its slash."""
    site = config.site_url or ""
    slash = "" if not site or site.endswith("/") else "/"
    return Addresses(config.use_directory_urls, f"{site}{slash}", config.site_name)
