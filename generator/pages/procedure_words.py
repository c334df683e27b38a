"""The stages of a procedure as its page places them: anchors that stand once on the page, numbers that count on."""

from dataclasses import dataclass
from itertools import accumulate

from generator.records.procedure import Procedure
from generator.records.scalars import slugify
from generator.records.step import Stage

# What else stands on a procedure's page. Steps begin with `step-`, messages to send with `send-`.
_TAKEN = {"title", "facts", "use-when", "fill-in", "steps", "variants", "phases", "checkpoints", "clock"}
_TAKEN |= {"impact", "links", "help", "about"}
_OTHERS = ("step-", "send-")


@dataclass(frozen=True)
class PlacedStage:
    """A phase or a variant, and where it stands."""

    stage: Stage
    anchor: str
    start: int
    """The number of its first step: phases count on, variants begin anew."""
    steps: str
    """What the anchors of its steps begin with: nothing where the numbers alone tell them apart."""
    group: str
    """What its steps are counted as: a variant by itself, all phases together."""


def placed_stages(procedure: Procedure) -> tuple[PlacedStage, ...]:
    """Return the phases or variants of a procedure in their order."""
    anchors = _anchors(tuple(stage.title for stage in procedure.stages))
    if procedure.variants:
        placed = zip(procedure.variants, anchors, strict=True)
        return tuple(PlacedStage(stage, name, 1, f"{name}-", str(stage.title)) for stage, name in placed)
    starts = accumulate((len(stage.steps) for stage in procedure.phases), initial=1)
    return tuple(
        PlacedStage(stage, name, start, "", "")
        for stage, name, start in zip(procedure.phases, anchors, starts, strict=False)
    )


def clock_runs(procedure: Procedure) -> bool:
    """Say whether times counted from the alert stand on its page."""
    return bool(procedure.checkpoints) or any(stage.at or stage.until for stage in procedure.stages)


def clock_words(procedure: Procedure) -> str:
    """Return from when to when its checkpoints go: `T+0m to T+2h`."""
    times = dict.fromkeys(str(checkpoint.at) for checkpoint in procedure.checkpoints)
    return " to ".join(list(times)[:: max(len(times) - 1, 1)])


def _anchors(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Return an anchor for each title: its words, with a number where they are taken already."""
    taken = set(_TAKEN)
    found = []
    for title in titles:
        words = slugify(title) or "stage"
        words = f"stage-{words}" if words.startswith(_OTHERS) else words
        own, number = words, 2
        while own in taken:
            own, number = f"{words}-{number}", number + 1
        taken.add(own)
        found.append(own)
    return tuple(found)
