"""Any other document: it becomes a page of the handbook as it stands."""

from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document
from generator.authoring.importers.importer import Importer
from generator.authoring.importers.outcome import Outcome


def _read(document: Document, destination: Destination) -> Outcome:
    del destination
    # Whatever no record takes goes to a page: here that is everything.
    return Outcome(document.path)


PAGE = Importer("page", "any Markdown, as a page of the handbook", lambda _document: 0, _read)
