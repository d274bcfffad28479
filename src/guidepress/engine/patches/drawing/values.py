"""Plain values: numbers and matrices."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from guidepress.engine.patch import put


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

    put(pydyf, "_to_bytes", to_bytes)


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

    put(matrix_class, "__matmul__", product)
    put(matrix_class, "transform_point", transform_point)
