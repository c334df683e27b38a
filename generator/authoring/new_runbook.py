"""A new runbook from what somebody looked for and did not find: what stands in it."""

from generator.authoring.skeleton import FIRST_STEP
from generator.records import KINDS
from generator.records.load import schema_path


def beginning(path: str) -> tuple[str, str, str]:
    """Return the text of a new runbook at `path`, cut where its title and its first symptom go, each quoted."""
    schema = schema_path(path, KINDS["runbook"])
    title = f"# yaml-language-server: $schema={schema}\ntitle: "
    return (title, "\nsymptoms:\n  - ", f"\ninvestigation:\n  - {FIRST_STEP}\n")
