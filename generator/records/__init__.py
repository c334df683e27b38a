"""What people write, as typed and frozen records; `KINDS` is the one table of what there is."""

from generator.records.contact import CONTACT
from generator.records.handbook import HANDBOOK
from generator.records.incident import INCIDENT
from generator.records.kind import Kind
from generator.records.post_mortem_form import FORM
from generator.records.procedure import PROCEDURE
from generator.records.rotation import ROTATION
from generator.records.runbook import RUNBOOK
from generator.records.service import SERVICE
from generator.records.severity import SEVERITY
from generator.records.template import TEMPLATE
from generator.records.tool import TOOL

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        HANDBOOK,
        RUNBOOK,
        PROCEDURE,
        TEMPLATE,
        SEVERITY,
        ROTATION,
        CONTACT,
        SERVICE,
        TOOL,
        FORM,
        INCIDENT,
    )
}
