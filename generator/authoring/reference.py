"""The reference of all records for people: every kind and key with its meaning and an example, as Markdown."""

from collections.abc import Iterator
from pathlib import Path

from generator.authoring.keys import Key, example, keys, parts
from generator.authoring.markdown import cell, code
from generator.authoring.yaml_text import scalar
from generator.records import KINDS
from generator.records.kind import Kind
from generator.records.part import Part
from generator.records.scalars import Scalar

PATH = "docs/formats.md"
MARK = "<!-- Everything below is made from the models: runbook-site reference --write -->\n"
_INCIDENT_FILES = (
    "File: `incidents/HANDBOOK/ID.yaml`, in a folder by year if you like (`incidents/HANDBOOK/2025/ID.yaml`), "
    "or `incidents/HANDBOOK/ID/incident.yaml` with its images beside it."
)


def reference_of(name: str = "") -> str:
    """Return the keys of one kind, or of all, as Markdown."""
    return "\n".join(line for kind in KINDS.values() if name in {"", kind.name} for line in _kind(kind))


def current(text: str) -> str:
    """Return the reference page with its second half as the models say it; the words before the mark stay."""
    words, _, _ = text.partition(MARK)
    return f"{words}{MARK}\n{reference_of()}"


def write(root: Path) -> str:
    """Write the reference page of the project at `root`; returns its path."""
    file = root / PATH
    file.parent.mkdir(exist_ok=True)
    before = file.read_text("utf-8") if file.is_file() else "# Record formats\n\n"
    file.write_text(current(before), "utf-8", newline="\n")
    return PATH


def _kind(kind: Kind) -> Iterator[str]:
    yield from (f"## {kind.name.capitalize()}", "", _doc(kind.model), "", _where(kind), "")
    yield from _table(kind, kind.model)
    for part in parts(kind.model)[1:]:
        short = f" A plain text stands for its `{part.shorthand}`." if part.shorthand else ""
        yield from (f"### {_title(kind, part)}", "", f"{_doc(part)}{short}", "")
        yield from _table(kind, part)


def _where(kind: Kind) -> str:
    hidden = " Internal unless it says `visibility: public`." if kind.internal else ""
    if kind.root == "incidents":
        return f"{_INCIDENT_FILES}{hidden}"
    where = f"{kind.folder}/ID" if kind.folder else kind.file
    also = " A list: each entry begins with `- `." if kind.many else ""
    return f"File: `content/HANDBOOK/{where}.yaml`.{also}{hidden}"


def _table(kind: Kind, part: type[Part]) -> Iterator[str]:
    yield from ("| Key | Meaning | Value | Example |", "| --- | --- | --- | --- |")
    for key in keys(part):
        required = " **required**" if key.required else ""
        meaning = cell(key.meaning, markdown=True)
        yield f"| {code(key.name)}{required} | {meaning} | {_value(kind, key)} | {_example(key)} |"
    yield ""


def _value(kind: Kind, key: Key) -> str:
    if key.part:
        title = _title(kind, key.part)
        words = f"[{title}](#{title.lower().replace(' ', '-')})"
    elif key.choices:
        words = ", ".join(code(choice) for choice in key.choices)
    else:
        words = _takes(key.scalar) if key.scalar else "text"
    words = f"a list: {words}" if key.many else words
    return f"{words}; {code(key.default)} unless said" if key.default else words


def _takes(scalar_type: type[Scalar]) -> str:
    """Return what a text of this type is, in a few words."""
    words = scalar_type.wants
    if words == Scalar.wants:
        words = _doc(scalar_type).split(":")[0].split(".")[0].split("; ")[0]
        words = words[:1].lower() + words[1:]
    return cell(words, markdown=True)


def _example(key: Key) -> str:
    if key.part:
        return ""
    texts = [scalar(text) for text in example(key)]
    return code(f"[{', '.join(texts)}]" if key.many else texts[0])


def _title(kind: Kind, part: type[Part]) -> str:
    """Return the heading of a part: with its kind, for several kinds have steps."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in part.__name__).strip()
    return f"{words.capitalize()} of a {kind.name}"


def _doc(model: type) -> str:
    return " ".join((model.__doc__ or "").split())
