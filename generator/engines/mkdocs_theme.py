"""Our parts of the theme: templates, styles and scripts."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

ASSETS = Path(__file__).parent.parent / "pages" / "assets"
"""The scripts and styles of our pages."""
_TEMPLATES = Path(__file__).parent / "theme"


def add_ours(config: MkDocsConfig) -> None:
    """Add our templates, styles and scripts, each once; what a project has of its own goes before and after."""
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_TEMPLATES))
    config.extra_css[:0] = [style for style in _addresses("*.css") if style not in config.extra_css]
    config.extra_javascript += [script for script in _addresses("*.js") if script not in config.extra_javascript]


def _addresses(names: str) -> list[str]:
    return [f"assets/runbook-site/{file.name}" for file in sorted(ASSETS.glob(names))]
