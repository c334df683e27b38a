"""What several commands take: the project's folder, an edition, a format."""

from pathlib import Path

import click

from generator.library.settings import CONFIG, EDITIONS
from generator.output.problems import FORMATS

PROBLEMS = 1
"""The exit code where something is wrong; click has 2 for wrong usage."""


def _root(_context: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    if not (value / CONFIG).is_file():
        raise click.BadParameter(f"{value} holds no {CONFIG}; name the folder that does")
    return value.resolve()


root_argument = click.argument(
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    callback=_root,
)
root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    callback=_root,
    help="The folder that holds mkdocs.yml, instead of this one.",
)
into_option = click.option(
    "--into",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    callback=_root,
    help="The folder that holds mkdocs.yml, instead of this one.",
)
write_option = click.option("--write", is_flag=True, help="Write the files instead.")
format_option = click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
edition_option = click.option("--edition", type=click.Choice(EDITIONS), help="Instead of the one in mkdocs.yml.")
on_option = click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="The day, as 2025-02-14; today unless said."
)
