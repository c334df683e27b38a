"""The stages of a procedure: each with an anchor of its own, numbers that count on through phases only."""

from pathlib import Path

import pytest

from generator.pages.procedure_words import clock_runs, clock_words, placed_stages
from generator.records.procedure import Procedure
from tests.small_library import small_library


def procedure(folder: Path, text: str) -> Procedure:
    """Return the procedure that this text is, in a handbook of its own."""
    library = small_library(folder, {"content/shop/procedures/one.yaml": f"title: One\n{text}"})
    return library.of(Procedure, "shop")[0]


def test_phases_count_on_and_are_counted_together(tmp_path: Path) -> None:
    """The numbers go through all phases, also through one without steps."""
    text = """
phases:
  - {title: Look, steps: [Open it, Read it]}
  - {title: Tell, note: Everybody}
  - {title: Mend, steps: [Close it]}
"""
    found = [
        (place.anchor, place.start, place.steps, place.group) for place in placed_stages(procedure(tmp_path, text))
    ]
    assert found == [("look", 1, "", ""), ("tell", 3, "", ""), ("mend", 3, "", "")]


def test_variants_begin_anew_and_are_counted_each(tmp_path: Path) -> None:
    """One of them is followed: its steps are 1, 2, 3 of that one."""
    text = "variants:\n  - {title: The web (front), steps: [Open it]}\n  - {title: Data, steps: [Close it, Look]}\n"
    found = [
        (place.anchor, place.start, place.steps, place.group) for place in placed_stages(procedure(tmp_path, text))
    ]
    assert found == [("the-web-front", 1, "the-web-front-", "The web (front)"), ("data", 1, "data-", "Data")]


@pytest.mark.parametrize(
    ("titles", "anchors"),
    [
        pytest.param(["Look", "look!"], ["look", "look-2"], id="the same words"),
        pytest.param(["Help", "Impact", "Phases"], ["help-2", "impact-2", "phases-2"], id="other parts of the page"),
        pytest.param(["Step 1", "Send"], ["stage-step-1", "send"], id="what steps are called"),
        pytest.param(["!!!", "???"], ["stage", "stage-2"], id="no words at all"),
    ],
)
def test_an_anchor_stands_once_on_the_page(tmp_path: Path, titles: list[str], anchors: list[str]) -> None:
    """Whatever the stages are called, a link to one of them leads there."""
    text = "phases:\n" + "".join(f'  - {{title: "{title}", steps: [Look]}}\n' for title in titles)
    assert [place.anchor for place in placed_stages(procedure(tmp_path, text))] == anchors


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        pytest.param("steps: [Look]", False, id="no times"),
        pytest.param("checkpoints: [{at: T+5m, title: Told}]\nsteps: [Look]", True, id="checkpoints"),
        pytest.param("phases: [{title: Tell, at: T+5m}]", True, id="a phase begins"),
        pytest.param("phases: [{title: Tell, until: T+5m}]", True, id="a phase ends"),
    ],
)
def test_times_are_explained_where_there_are_any(tmp_path: Path, text: str, *, runs: bool) -> None:
    """What T+ counts from is said on a page with such times, on no other."""
    assert clock_runs(procedure(tmp_path, text)) == runs


@pytest.mark.parametrize(
    ("times", "words"),
    [
        pytest.param(["T+0m", "T+5m", "T+2h"], "T+0m to T+2h", id="several"),
        pytest.param(["T+15m", "T+30m"], "T+15m to T+30m", id="two"),
        pytest.param(["T+15m"], "T+15m", id="one"),
        pytest.param(["T+15m", "T+15m"], "T+15m", id="at the same time"),
    ],
)
def test_the_clock_goes_from_the_first_checkpoint_to_the_last(tmp_path: Path, times: list[str], words: str) -> None:
    """Whoever reads the top of the page knows how long the clock runs."""
    text = "checkpoints:\n" + "".join(f"  - {{at: {time}, title: Told}}\n" for time in times)
    assert clock_words(procedure(tmp_path, text)) == words
