"""A step: one thing to do in a runbook, a procedure or a post-mortem process."""

import re
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from generator.problems import Fault, did_you_mean, quoted
from generator.records.notes import Loc
from generator.records.part import Part
from generator.records.refs import ContactRef, ProcedureRef, Ref, RunbookRef, SeverityRef, TemplateRef, ToolRef
from generator.records.scalars import Line, Slug, Words
from generator.records.scalars import Literal as Letter
from generator.records.template_field import Variable
from generator.records.times import Offset, Span

# `${name}` is the shell's own.
_BRACES = re.compile(r"(?<!\$)\{([a-z][a-z0-9_]*)\}")


class Step(Part):
    """What to do, how, what to expect, and where to go if that is not what happens."""

    shorthand: ClassVar[str] = "do"
    instead: ClassVar[dict[str, str]] = {
        "then": "what follows is a step of its own; write it below this one, with `when:` if it is not always done",
        "else": "write `if_not:` for what it means, and `goto:` for the step to go to then",
    }

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
    run: Letter | None = Field(default=None, examples=["kubectl get pods --namespace {region}"])
    """The command, to the letter; `{name}` is a declared variable."""
    language: Words = Field(default=Words("shell"), examples=["sql"])
    """What the command is written in."""
    expect: Line | None = Field(default=None, examples=["below 0.5 %"])
    """What happens when all is well."""
    if_not: Line | None = Field(default=None, examples=["The deploy is the cause"])
    """What it means when that does not happen."""
    goto: Slug | None = None
    """The step to go to then."""
    risk: Literal["read-only", "changes", "destructive"] | None = None
    """What it may do to the system."""
    caution: Line | None = Field(default=None, examples=["Orders in flight are lost"])
    """What to beware of, shown before the command."""
    note: Line | None = Field(default=None, examples=["Takes about two minutes"])
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
            yield Fault((), "a step says what to do; write `do:` or `one_of:`", "missing-key")
        if self.do and self.one_of:
            yield Fault(
                ("one_of",), "a step has `do` or `one_of`, not both; put the text into one of them", "one-or-other"
            )
        if len(self.one_of) == 1:
            yield Fault(("one_of",), "one thing is no choice; write a second one, or `do:` instead", "one-or-other")
        if self.if_not and not (self.expect or self.do):
            yield Fault(("if_not",), "`if_not` needs what is expected; write `expect:`", "one-or-other")


class Stage(Part):
    """A phase of a procedure, or one of its variants."""

    title: Words = Field(examples=["Mitigate"])
    """What it is called."""
    at: Offset | None = None
    """When it begins, counted from the alert."""
    until: Offset | None = None
    """When it should be over."""
    when: Line | None = Field(default=None, examples=["database"])
    """The condition, in words."""
    severities: tuple[SeverityRef, ...] = ()
    """Only at these levels."""
    template: TemplateRef | None = None
    """The message to send."""
    note: Line | None = Field(default=None, examples=["Tell support before and after"])
    """Anything worth knowing."""
    caution: Line | None = Field(default=None, examples=["Database rollbacks can lose data"])
    """What to beware of."""
    steps: tuple[Step, ...] = ()
    """What to do, in order."""

    def faults(self) -> Iterator[Fault]:
        """A stage ends after it begins."""
        if self.at and self.until and self.until.length < self.at.length:
            sentence = f"it ends ({self.until}) before it begins ({self.at}); write a later one"
            yield Fault(("until",), sentence, "ends-before-start")


def steps_within(steps: tuple[Step, ...], loc: Loc) -> Iterator[tuple[Loc, Step]]:
    """Yield every step of a list with its place, those of `one_of` after their own."""
    for index, step in enumerate(steps):
        yield (*loc, index), step
        yield from steps_within(step.one_of, (*loc, index, "one_of"))


def step_faults(
    steps: tuple[tuple[Loc, Step], ...],
    variables: tuple[Variable, ...],
    *,
    dated: bool = False,
) -> Iterator[Fault]:
    """Yield what is wrong between the steps of one record: ids used twice, `goto` into nothing, variables.

    `dated` steps may have `at`.
    """
    ids: dict[Slug, Loc] = {}
    for loc, step in steps:
        if step.id in ids:
            yield Fault((*loc, "id"), f'two steps have the id "{step.id}"; rename one of them', "duplicate-id")
        elif step.id:
            ids[step.id] = loc
    for loc, step in steps:
        if step.goto:
            yield from _goto_faults(loc, step.goto, ids)
        if step.at and not dated:
            sentence = "only the steps of a post-mortem process have `at`; write `after:`, or give a phase its `at`"
            yield Fault((*loc, "at"), sentence, "unknown-key")
    yield from _variable_faults(steps, variables)


def _goto_faults(loc: Loc, goto: Slug, ids: dict[Slug, Loc]) -> Iterator[Fault]:
    if goto not in ids:
        hint = did_you_mean(goto, ids) or "; give the step that is meant this `id`"
        yield Fault((*loc, "goto"), f'no step here has the id "{goto}"{hint}', "unknown-reference")
    elif ids[goto] == loc:
        yield Fault((*loc, "goto"), "this step leads to itself; name another step", "self-reference")


def _variable_faults(steps: tuple[tuple[Loc, Step], ...], variables: tuple[Variable, ...]) -> Iterator[Fault]:
    names = [str(variable.name) for variable in variables]
    used: set[str] = set()
    for loc, step in steps:
        for name in dict.fromkeys(_BRACES.findall(step.run or "")):
            near = did_you_mean(name, names)
            if name in names:
                used.add(name)
            elif near:
                sentence = f"no variable is called {quoted(name)}{near}"
                yield Fault((*loc, "run"), sentence, "unknown-variable", "warning", f"{{{name}}}")
    for index, name in enumerate(names):
        loc = ("variables", index, "name")
        if name in names[:index]:
            yield Fault(loc, f'two variables are called "{name}"; rename one of them', "duplicate-id")
        elif name not in used:
            sentence = f"no command takes {{{name}}}; write it into a `run:`, or leave the variable out"
            yield Fault(loc, sentence, "unknown-variable", "advice")
