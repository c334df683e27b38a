"""What mkdocs.yml may say to our plugin."""

from mkdocs.config import base
from mkdocs.config import config_options as option

from generator.library.settings import EDITIONS


class RunbookSiteConfig(base.Config):
    """The plugin's options in mkdocs.yml; `library/settings.py` reads the same ones as plain data."""

    edition = option.Choice(EDITIONS, default="internal")
    """Internal: everything. Public: what everybody may read."""
    handbooks = option.ListOfItems(option.Type(str), default=[])
    """The handbooks in the order to show them."""
    incidents = option.Type(str, default="incidents")
    """The folder of the incidents, beside mkdocs.yml."""
    check = option.Type(dict, default={})
    """What the check says of problems: `ignore`, a list of codes, and `levels`, a level for each of some codes."""
