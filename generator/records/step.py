"""A step: one thing to do in a runbook, a procedure or a post-mortem process."""

import re
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from generator.problems import Fault, did_you_mean
from generator.records.kind import Part
from generator.records.refs import ContactRef, ProcedureRef, Ref, RunbookRef, SeverityRef, TemplateRef, ToolRef
from generator.records.scalars import Line, Literal as Letter, Slug, VariableName, Words
from generator.records.source import Loc
from generator.records.template_field import Input
from generator.records.times import Offset, Span

_BRACES = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Step(Part):
    """What to do, how, what to expect, and where to go if that is not what happens."""

    shorthand: ClassVar[str] = "do"

    id: Slug | None = None
    """Its name, for `goto`."""
    at: Offset | None = Field(default=None, examples=["D+1"])
    """When it is due; in a post-mortem process only."""
    do: Line | None = Field(default=None, examples=["Check the provider's status page"])
    """What to do, as an order to a person."""
    one_of: tuple["Step", ...] = ()
    """Instead of `do`: this or that."""
    when: Line | None = Field(default=None, examples=["deployment-related"])
    """The condition, in words."""
    severities: tuple[SeverityRef, ...] = ()
    """Only at these levels."""
    after: Span | None = Field(default=None, examples=["30m"])
    """How long to wait before this."""
    where: Line | None = Field(default=None, examples=["Railway dashboard"])
    """Where to do it, in words."""
    run: Letter | None = None
    """The command, to the letter; `{name}` is a declared variable."""
    language: Words = Words("shell")
    """What the command is written in."""
    expect: Line | None = Field(default=None, examples=["below 0.5 %"])
    """What happens when all is well."""
    if_not: Line | None = None
    """What it means when that does not happen."""
    goto: Slug | None = None
    """The step to go to then."""
    risk: Literal["read-only", "changes", "destructive"] | None = None
    """What it may do to the system."""
    caution: Line | None = None
    """What to beware of, shown before the command."""
    note: Line | None = None
    """Anything else worth knowing."""
    procedure: ProcedureRef | None = None
    """The procedure to follow."""
    runbook: RunbookRef | None = None
    """The runbook to follow."""
    template: TemplateRef | None = None
    """The message to send."""
    tool: ToolRef | None = None
    """The tool to use."""
    contact: ContactRef | None = None
    """Whom to call."""

    @property
    def links(self) -> tuple[Ref, ...]:
        """The records that it leads to, in the order that a page shows them."""
        found = (self.procedure, self.runbook, self.template, self.tool, self.contact)
        return tuple(ref for ref in found if ref is not None)

    def faults(self) -> Iterator[Fault]:
        """A step says what to do, once."""
        if not self.do and not self.one_of:
            yield Fault((), "a step says what to do: write `do:` or `one_of:`", "missing-key")
        if self.do and self.one_of:
            yield Fault(("one_of",), "a step has `do` or `one_of`, not both; put the text into one of them", "one-or-other")
        if self.if_not and not (self.expect or self.do):
            yield Fault(("if_not",), "`if_not` needs what is expected: write `expect:`", "one-or-other")


class Stage(Part):
    """A phase of a procedure, or one of its variants."""

    title: Words
    """What it is called."""
    at: Offset | None = None
    """When it begins, counted from the alert."""
    until: Offset | None = None
    """When it should be over."""
    when: Line | None = None
    """The condition, in words."""
    severities: tuple[SeverityRef, ...] = ()
    """Only at these levels."""
    template: TemplateRef | None = None
    """The message to send."""
    note: Line | None = None
    """Anything worth knowing."""
    caution: Line | None = None
    """What to beware of."""
    steps: tuple[Step, ...] = ()
    """What to do, in order."""

    def faults(self) -> Iterator[Fault]:
        """A stage ends after it begins."""
        if self.at and self.until and self.until.length < self.at.length:
            yield Fault(("until",), f"it ends ({self.until}) before it begins ({self.at})", "ends-before-start")


def steps_within(steps: tuple[Step, ...], loc: Loc) -> Iterator[tuple[Loc, Step]]:
    """Yield every step of a list with its place, those of `one_of` after their own."""
    for index, step in enumerate(steps):
        yield (*loc, index), step
        yield from steps_within(step.one_of, (*loc, index, "one_of"))


def step_faults(steps: tuple[tuple[Loc, Step], ...], variables: tuple[Input, ...]) -> Iterator[Fault]:
    """Yield what is wrong between the steps of one record: ids used twice, `goto` into nothing, loops, unknown variables."""
    ids: dict[str, Loc] = {}
    for loc, step in steps:
        if step.id and step.id in ids:
            yield Fault((*loc, "id"), f'two steps have the id "{step.id}"; rename one of them', "duplicate-id")
        elif step.id:
            ids[step.id] = loc
    names = {variable.name for variable in variables}
    for loc, step in steps:
        if step.goto and step.goto not in ids:
            sentence = f'no step here has the id "{step.goto}"{did_you_mean(step.goto, ids)}'
            yield Fault((*loc, "goto"), sentence, "unknown-reference")
        elif step.goto and ids.get(step.goto) == loc:
            yield Fault((*loc, "goto"), "this step leads to itself; name another step", "unknown-reference")
        if step.at:
            yield Fault((*loc, "at"), "only a post-mortem process has `at` on its steps; use a phase", "unknown-key")
        yield from _variables(loc, step, names)


def _variables(loc: Loc, step: Step, names: set[VariableName] | set[str]) -> Iterator[Fault]:
    if not step.run:
        return
    for name in dict.fromkeys(_BRACES.findall(step.run)):
        near = did_you_mean(name, names)
        if name not in names and near:
            sentence = f'no variable is called "{name}"{near}'
            yield Fault((*loc, "run"), sentence, "unknown-variable", "warning")
