"""Elements written as the text of an XML file: Atom and pictures."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

# What no XML 1.0 document may hold, escaped or not (all but its production 2, Char).
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def child(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element with its text to another one and return it; `font_size` is written as `font-size`."""
    named = {name.replace("_", "-"): _clean(value) for name, value in attributes.items()}
    element = SubElement(parent, tag, named)
    element.text = _clean(text) or None
    return element


def document(root: Element, *, indented: bool = True) -> str:
    """Return the file's text; `indented` only where white space means nothing."""
    if indented:
        indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _clean(text: str) -> str:
    return _NO_CHARACTER.sub("", text)
