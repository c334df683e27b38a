"""Code in a runbook as steps: a comment that tells a person what to do is a step, the lines below it its command."""

import re
from collections.abc import Iterator

from generator.authoring.importers.response.work import folded, sentence
from generator.records.reader import Data

Step = dict[str, Data]
RUN = "Run this"
"""What a command is called that no words stand above."""
SHELLS = frozenset({"", "bash", "sh", "shell", "zsh", "console", "shell-session", "terminal"})
_WHERE = re.compile(r"^\(?(?:via|in|using|use)\s+(?:the\s+)?(?P<where>.+?)\)?$", re.IGNORECASE)
_ORDER = re.compile(
    r"^(?:check|verify|review|confirm|look at|inspect|list|get|find|restart|scale|roll ?back|test|view|show|"
    r"promote|deploy|run|"
    r"stop|start|kill|delete|remove|create|open|connect|log ?in|ssh|see|query|count|monitor|tail|describe|drain|"
    r"flush|clear|"
    r"identify|determine|ensure|update|retry|set|enable|disable|switch|fail ?over|notify|apply|restore|wait|"
    r"then|if|or|step)\b",
    re.IGNORECASE,
)
_HINT = re.compile(r"^(?:look for|expect|should|note|hint|tip|e\.g\.|for example)\b", re.IGNORECASE)
_OPENS = re.compile(r"(?:for|while|until|if|case)\b(?!.*\b(?:done|fi|esac)\b)")
_CLOSES = re.compile(r"(?:done|fi|esac)\b")
_HERE = re.compile(r"<<-?\s*['\"]?(\w+)")
_PROMPT = re.compile(r"^\s*[$>]\s+")


def steps_of_code(code: str, language: str, lead: str = "") -> list[Step]:
    """Return the steps of a block of code; `lead` are the words above it, which its first commands belong to.

    A command that no words stand above is marked by the key `unnamed`. Only the shell and SQL are taken apart.
    """
    shell = language.lower() in SHELLS
    steps = [step for step in _steps(code, "#" if shell else "--" if language.lower() == "sql" else "", lead) if step]
    for step in steps:
        if not shell and "run" in step:
            step["language"] = language
    return steps


def _steps(code: str, sign: str, lead: str) -> Iterator[Step]:
    step: Step = {"do": lead} if lead else {}
    for comments, commands in _groups(code, sign):
        for number, text in enumerate(comments):
            if not (step and "run" not in step and _adds(step, text, is_first=number == 0)):
                yield step
                step = {"do": sentence(text)}
        if commands:
            if not step or "run" in step:
                yield step
                step = {"do": RUN, "unnamed": "yes"}
            step["run"] = _without_prompts(commands)
    yield step


def _adds(step: Step, text: str, *, is_first: bool) -> bool:
    """Let a comment say more about the step above it; False when it begins a step of its own."""
    where = _WHERE.match(text)
    if where and "where" not in step:
        step["where"] = where["where"].strip()
    elif _HINT.match(text) or not (is_first or _ORDER.match(text)):
        step["note"] = folded(f"{step.get('note', '')} {text}")
    else:
        return False
    return True


def _groups(code: str, sign: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield comments and the commands below them."""
    comments: list[str] = []
    commands: list[str] = []
    for row in code.split("\n"):
        is_comment = bool(sign) and row.startswith(sign) and not row.startswith("#!") and not _is_open(commands)
        if is_comment and any(commands):
            yield comments, _trimmed(commands)
            comments, commands = [], []
        if is_comment:
            _add_comment(comments, row.strip().strip(sign[0]).strip())
        elif row.strip() or commands:
            commands.append(row)
    if comments or any(commands):
        yield comments, _trimmed(commands)


def _add_comment(comments: list[str], text: str) -> None:
    """Add a comment's line; one that goes on in the middle of a sentence belongs to the one above."""
    if comments and text[:1].islower() and not _WHERE.match(text):
        comments[-1] = f"{comments[-1]} {text}"
    elif text:
        comments.append(text)


def _is_open(commands: list[str]) -> bool:
    """Say whether a command goes on below, so that a comment there is a part of it."""
    rows = [row.strip() for row in commands if row.strip()]
    depth = sum(bool(_OPENS.match(row)) - bool(_CLOSES.match(row)) for row in rows)
    document = next((found[1] for row in reversed(rows) if (found := _HERE.search(row))), None)
    return bool(rows) and (depth > 0 or rows[-1].endswith("\\") or (document is not None and document not in rows))


def _trimmed(commands: list[str]) -> list[str]:
    text = "\n".join(commands).strip("\n")
    return text.split("\n") if text.strip() else []


def _without_prompts(commands: list[str]) -> str:
    """Return commands without the prompt in front of each; where some have none, these are output and all stays."""
    if all(_PROMPT.match(row) for row in commands if row.strip()):
        commands = [_PROMPT.sub("", row) for row in commands]
    return "\n".join(row.rstrip() for row in commands)
