"""What brings existing documents in: one module for each form that they have, and IMPORTERS, the one table."""

from generator.authoring.importers.alert_runbook import ALERT_RUNBOOK
from generator.authoring.importers.chat.pasted import TEXT
from generator.authoring.importers.chat.slack import SLACK_EXPORT
from generator.authoring.importers.importer import Importer
from generator.authoring.importers.page import PAGE
from generator.authoring.importers.post_mortem import POST_MORTEM
from generator.authoring.importers.response import INCIDENT_RESPONSE

IMPORTERS: dict[str, Importer] = {
    importer.name: importer for importer in (INCIDENT_RESPONSE, ALERT_RUNBOOK, POST_MORTEM, SLACK_EXPORT, TEXT, PAGE)
}
"""Every form that can be imported, by its name. Of two with as much evidence the first one reads a document."""
