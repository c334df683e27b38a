"""What each key of a model means: the sentence that stands below it in the model's own text."""

import ast
import sys
from functools import cache
from inspect import cleandoc, getsource

from pydantic import BaseModel


@cache
def meanings(model: type[BaseModel]) -> dict[str, str]:
    """Return the meanings of a model's keys by name, those that it has from the models it is built on among them.

    Schemas, the reference and new records need them, a check does not: so they are read when somebody asks.
    """
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, BaseModel) and one is not BaseModel:
            found |= _in_module(one.__module__).get(one.__name__, {})
    return {name: found.get(name, "") for name in model.model_fields}


@cache
def _in_module(name: str) -> dict[str, dict[str, str]]:
    """Return, of each class of a module, the sentences below its attributes."""
    body = ast.parse(getsource(sys.modules[name])).body
    return {node.name: dict(_sentences(node)) for node in body if isinstance(node, ast.ClassDef)}


def _sentences(node: ast.ClassDef) -> list[tuple[str, str]]:
    return [
        (said.target.id, cleandoc(below.value.value))
        for said, below in zip(node.body, node.body[1:], strict=False)
        if isinstance(said, ast.AnnAssign)
        and isinstance(said.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    ]
