"""Our parts of the theme: templates, styles and scripts."""

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig

ASSETS = Path(__file__).parent.parent / "pages" / "assets"
"""The scripts and styles of our pages."""
_TEMPLATES = Path(__file__).parent / "theme"


def add_ours(config: MkDocsConfig) -> None:
    """Add our templates, styles and scripts, each once; what a project has of its own goes before and after."""
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_TEMPLATES))
    config.extra_css[:0] = [style for style in _addresses("*.css") if style not in config.extra_css]
    config.extra_javascript += [script for script in _addresses("*.js") if script not in config.extra_javascript]


def pass_icons_by(config: MkDocsConfig) -> None:
    """Let mkdocs find the theme's static files without a look at its fourteen thousand icons.

    It asks for every name, and takes none that begins with a dot or stands in a folder that does: the icons do. It has
    no other way to be told how a theme is read.
    """
    theme_env = config.theme.get_env

    def env() -> Environment:
        made = theme_env()
        made.loader = _Visible(config.theme.dirs)
        return made

    config.theme.get_env = env  # type: ignore[method-assign]


class _Visible(FileSystemLoader):
    """Finds templates as mkdocs' own loader does, and names those that are not hidden."""

    def list_templates(self) -> list[str]:
        """Return the names of all templates and files without a dot before a name on their way, sorted."""
        found: set[str] = set()
        for top in self.searchpath:
            for at, folders, names in os.walk(top, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                way = Path(at).relative_to(top)
                found.update((way / name).as_posix() for name in names if not name.startswith("."))
        return sorted(found)


def _addresses(names: str) -> list[str]:
    return [f"assets/runbook-site/{file.name}" for file in sorted(ASSETS.glob(names))]
