"""What somebody has to look through from time to time."""

from typing import TypeAlias

from generator.records.procedure import Procedure
from generator.records.runbook import Runbook
from generator.records.template import MessageTemplate

Reviewed: TypeAlias = Runbook | Procedure | MessageTemplate
"""The records that people follow, or send, at night."""
