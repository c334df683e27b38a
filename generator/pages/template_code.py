"""How our templates become Python: as Jinja's do, but straight to the point where we know what Jinja cannot.

Jinja asks at every step what it may be dealing with: is the value escaped by now, is the attribute an item, does the
function want the context. Here every value goes through one writer that returns escaped text, an attribute is an
attribute, and functions want their arguments. For a thousand incidents that is five million questions less.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, MutableMapping
from functools import cached_property
from hashlib import sha256
from keyword import iskeyword
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef, optimizeconst
from jinja2.environment import TemplateModule
from markupsafe import escape

from generator.pages.safe import safe

_WRITERS: Final = "writers_"
_VALUE: Final = "value_"
_SAFE: Final = "safe_"
"""What a template's functions call the writers, what is written, and what marks it as safe; a template's own
variables begin otherwise."""
EDITION: Final = sha256(Path(__file__).read_bytes()).hexdigest()
"""Which edition of this module wrote a template: what another one wrote is not run."""
_OF_JINJA: Final = frozenset({"caller", "kwargs", "loop", "self", "super", "varargs"})
_ASKING: Final = frozenset({"defined", "undefined"})


class DirectCode(CodeGenerator):
    """Writes a template as Python. The environment's `writers` return safe HTML for every value."""

    def write_commons(self) -> None:
        """Write what each function begins with."""
        super().write_commons()
        self.writeline(f"{_WRITERS}, {_SAFE} = environment.writers, environment.safe")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        """Let every value be written when the page is: what a template becomes depends on nothing but the template."""
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del node, frame, finalize
        self.write(f"{_WRITERS}[type({_VALUE} := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del node, frame, finalize
        self.write(f")]({_VALUE})")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Take an attribute; one that is not there is a mistake of the template's."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    @optimizeconst
    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """Ask whether an attribute is there without taking it."""
        if node.name not in _ASKING or not isinstance(node.node, nodes.Getattr):
            super().visit_Test(node, frame)
            return
        self.write("(hasattr(" if node.name == "defined" else "(not hasattr(")
        self.visit(node.node.node, frame)
        self.write(f", {node.node.attr!r}))")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """Call a function with its arguments, and with the block that stands in the call."""
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(named.key) for named in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Note which names have their values from elsewhere, and write the template."""
        names = tuple(node.find_all(nodes.Name))
        own = {name.name for name in names if name.ctx != "load"} | _OF_JINJA
        self._given = tuple(dict.fromkeys(name.name for name in names if name.name not in own))
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        """Look up what has its value from elsewhere once, not in each call of a macro."""
        if frame.toplevel:
            for name in self._given:
                frame.symbols.load(name)
        super().enter_frame(frame)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Take the macros of another template, which are the same on every page unless they see its context."""
        if node.with_context or not isinstance(node.template, nodes.Const):
            super()._import_common(node, frame)
            return
        self.write(f"environment.macros_of({node.template.value!r})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write a macro as a function of its arguments; its body takes `missing` for what a call leaves out."""
        names = [argument.name for argument in macro_ref.node.args]
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or any(map(_is_taken, names)):
            super().macro_def(macro_ref, frame)
            return
        given = [f"{name}=missing" for name in names]
        if macro_ref.accesses_caller:
            names.append("caller")
            given.append('caller=undefined("No caller defined", name="caller")')
        # Each macro of a template is called `macro` there, so it is handed over by value.
        takes = f"(lambda macro: lambda {', '.join(given)}: macro({', '.join(names)}))(macro)"
        self.write(takes if names else "macro")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: FBT001, FBT002
        """Return what a macro wrote as what it is: safe. Jinja leaves that to whoever calls the function."""
        if force_unescaped:
            self.writeline(f"return {_SAFE}(concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame)


class DirectEnvironment(Environment):
    """An environment whose templates are written that way."""

    code_generator_class = DirectCode
    writers: Mapping[type, Callable[[Any], str]] = defaultdict(lambda: escape)
    """What returns a value as safe HTML, by its type: text unless said otherwise."""
    safe = staticmethod(safe)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what every template knows, in one place: it is copied for each template that is included."""
        return {**self.globals, **d} if d else self.globals

    @cached_property
    def _macros(self) -> dict[str, TemplateModule]:
        return {}

    def macros_of(self, template: str) -> TemplateModule:
        """Return the macros of a template that sees no page's context: the same ones for every page."""
        if template not in self._macros:
            self._macros[template] = self.get_template(template).make_module()
        return self._macros[template]

    def know(self, words: Mapping[str, object]) -> None:
        """Let templates know more words; macros look words up when they are made, so they are made anew."""
        self.globals.update(words)
        self._macros.clear()


def _is_taken(name: str) -> bool:
    """Say whether Python, or the function that a macro becomes, has a name for something else."""
    return iskeyword(name) or name in {"macro", "caller"}
