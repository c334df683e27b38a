"""Every type of one scalar, but for times and references, in one place to import from."""

from generator.records.names import AlertName, LevelId, Slug, VariableName, is_slug, slugify
from generator.records.reading import Scalar, fail, shape
from generator.records.texts import Line, Literal, Prose, Words
from generator.records.values import Count, Flag, Link

__all__ = [
    "AlertName",
    "Count",
    "Flag",
    "LevelId",
    "Line",
    "Link",
    "Literal",
    "Prose",
    "Scalar",
    "Slug",
    "VariableName",
    "Words",
    "fail",
    "is_slug",
    "shape",
    "slugify",
]
