"""Commands that are imported when somebody calls them: a check need not wait for what builds sites."""

from importlib import import_module
from typing import Any

import click


class Late(click.Command):
    """A command of another module. Its name and what it is for are known before, for the list of all commands."""

    def __init__(self, name: str, place: str, about: str) -> None:
        """`place` is `module:attribute`; `about` is the first sentence of its help."""
        super().__init__(name, help=about)
        self._place = place

    def whole(self) -> click.Command:
        """Return the command itself."""
        module, _, attribute = self._place.partition(":")
        found: click.Command = getattr(import_module(module), attribute)
        return found

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's own settings
    ) -> click.Context:
        """Let the command itself read what was typed; from then on it is the one that runs."""
        return self.whole().make_context(info_name, args, parent, **extra)
