"""Puts charges into a parsed template, wherever something can be done again and again or grow.

Takes Jinja's syntax tree; gives the same tree with filters that `sandbox.Sandbox` has: `enter` at the start of
whatever can be entered more than once, with the length of the text in it, and `weighed`, `printable` or
`searched` around values that an operator goes through. It adds no line, so places stay what they are.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeTransformer

from guidepress.compose.step_budget import CHARACTERS_A_STEP, STEPS_A_TEMPLATE

_Entered = nodes.For | nodes.Macro | nodes.CallBlock | nodes.Block | nodes.Template
OUR_OWN = "-"
"""Before a filter's name: no template can write such a name."""
_SHORT = {"number", "length", "round"}
"""Filters that give a number."""
_NOT_KNOWN = {"varargs", "kwargs"}


def with_charges(template: nodes.Template) -> nodes.Template:
    """Gives a template with its charges; raises TemplateSyntaxError for what can't be charged."""
    charged: nodes.Template = _Charging(template.environment).visit(template)
    return charged


class _Charging(NodeTransformer):
    def __init__(self, environment: Any) -> None:  # noqa: ANN401  # each node knows it, and Jinja calls it Any
        self._environment = environment

    def _enter(self, node: _Entered) -> nodes.Node:
        text = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        steps = text // CHARACTERS_A_STEP + (STEPS_A_TEMPLATE if isinstance(node, nodes.Template) else 0)
        self.generic_visit(node)
        enter = self._call("enter", node.lineno, nodes.Const(steps))
        if isinstance(node, nodes.For) and node.test is not None:
            node.test = nodes.And(self._call("enter", node.lineno, nodes.Const(0)), node.test)
            node.test.set_lineno(node.lineno)
        node.body.insert(0, nodes.ExprStmt(enter, lineno=node.lineno))
        return node

    visit_For = visit_Macro = visit_CallBlock = visit_Block = visit_Template = _enter  # noqa: N815  # Jinja's names

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802
        if node.name in _NOT_KNOWN:
            raise TemplateSyntaxError(f"'{node.name}' is not known here", node.lineno)
        return node

    def _literal(self, node: nodes.List | nodes.Tuple | nodes.Dict) -> nodes.Node:
        self.generic_visit(node)
        if isinstance(node, nodes.Tuple) and node.ctx != "load":
            return node
        items = node.items
        return node if all(isinstance(item, nodes.Const) for item in items) else self._through("weighed", node)

    visit_List = visit_Tuple = visit_Dict = _literal  # noqa: N815

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [self._through("printable", part) for part in node.nodes]
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.expr = self._through("weighed", node.expr)
        for operand in node.ops:
            how = "searched" if operand.op in {"in", "notin"} else "weighed"
            operand.expr = self._through(how, operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = self._through("copied", node.node)
        return node

    def _through(self, name: str, value: nodes.Expr) -> nodes.Expr:
        if isinstance(value, nodes.Const) or (isinstance(value, nodes.Filter) and value.name in _SHORT):
            return value
        return self._call(name, value.lineno, value)

    def _call(self, name: str, line: int, value: nodes.Expr) -> nodes.Expr:
        """Gives a call as a filter, which is what Jinja calls fastest."""
        call = nodes.Filter(value, OUR_OWN + name, [], [], None, None)
        call.set_environment(self._environment)
        call.set_lineno(line)
        return call
