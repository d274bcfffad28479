"""Plain values: numbers, matrices, values of variables, arrays for HarfBuzz."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_NESTED = frozenset(("function", "() block"))
_MOST_SOLVED = 200
"""How many values of one rule are kept: there is one for each property and value of the variables."""


def format_by_type() -> None:
    """Numbers and names become bytes by their type, the commonest first."""
    pydyf = import_module("pydyf")
    whole = pydyf._to_bytes

    def to_bytes(item: Any) -> Any:
        kind = item.__class__
        if kind is float:
            return b"%d" % int(item) if item.is_integer() else (b"%f" % item).rstrip(b"0")
        if kind is bytes:
            return item
        if kind is str:
            return item.encode("ascii")
        if kind is int:
            return b"%d" % item
        return whole(item)

    pydyf._to_bytes = to_bytes  # type: ignore[attr-defined]


def multiply_without_loops() -> None:
    """Matrices are multiplied without loops; sums are built up as the engine does."""
    matrix_class = import_module("weasyprint.matrix").Matrix

    def product(left: Any, right: Any) -> Any:
        (a, b, c), (d, e, f), (g, h, i) = right
        rows = [
            [sum((x * a, y * d, z * g)), sum((x * b, y * e, z * h)), sum((x * c, y * f, z * i))]
            for x, y, z in left
        ]
        return matrix_class(matrix=rows)

    def transform_point(matrix: Any, x: float, y: float) -> list[float]:
        (a, b, _), (d, e, _), (g, h, _) = matrix
        return [sum((x * a, y * d, 1 * g)), sum((x * b, y * e, 1 * h))]

    matrix_class.__matmul__, matrix_class.transform_point = product, transform_point


def validate_once() -> None:
    """A rule with variables is validated once for the same values of them, and not for each element again."""
    pending_class = import_module("weasyprint.css.tokens").Pending
    whole = pending_class.solve

    def solve(pending: Any, tokens: list[Any], wanted_key: str, base_url: str | None) -> Any:
        if any(token.type in _NESTED for token in tokens):  # made anew for each element
            return whole(pending, tokens, wanted_key, base_url)
        known = pending.__dict__.setdefault("guidepress_solved", {})
        key = (wanted_key, base_url, *map(id, tokens))
        if key not in known:
            if len(known) >= _MOST_SOLVED:
                known.clear()
            known[key] = whole(pending, tokens, wanted_key, base_url), tokens  # kept, so that none takes its place
        return known[key][0]

    pending_class.solve = solve


def make_subsets_of_one_type() -> None:
    """Glyph numbers go to HarfBuzz in arrays of one C type. The engine has a type parsed for each length."""
    fonts = import_module("weasyprint.pdf.fonts")
    whole = fonts.ffi

    class Arrays:
        def __getattr__(self, name: str) -> Any:
            return getattr(whole, name)

        def new(self, kind: str, *initial: Any) -> Any:
            return whole.new(
                "hb_codepoint_t[]" if initial and kind.startswith("hb_codepoint_t[") else kind, *initial
            )

    fonts.ffi = Arrays()  # type: ignore[attr-defined]
