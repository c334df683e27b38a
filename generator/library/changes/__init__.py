"""What is different between two libraries, in the words of the people who wrote them."""

from generator.library.changes.comparing import Change, changes

__all__ = ["Change", "changes"]
