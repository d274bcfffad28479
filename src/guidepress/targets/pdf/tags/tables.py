"""Header cells of a table, and the cells that they head.

Takes a planned `Table` node; sets the attributes and identifiers of its cells (ISO 32000-1, 14.8.5.7; ISO 14289-1,
7.5). Pure arithmetic on the grid that rows, columns and spans make.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidepress.targets.pdf.tags import roles
from guidepress.targets.pdf.tags.nodes import Node


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell's place in the grid."""

    node: Node
    row: int
    column: int
    rows: int
    columns: int


def describe_table(table: Node, number: int) -> None:
    """Gives every header cell its scope and identifier, and every cell its spans and its headers' identifiers."""
    cells = list(_grid(table))
    headers = [cell for cell in cells if cell.node.kind == "TH"]
    for cell in cells:
        attributes = cell.node.attributes.setdefault("Table", {})
        if cell.columns > 1:
            attributes["ColSpan"] = cell.columns
        if cell.rows > 1:
            attributes["RowSpan"] = cell.rows
    for header in headers:
        element = header.node.element
        assert element is not None
        header.node.attributes["Table"]["Scope"] = roles.scope(element, _in_head(header.node))
        header.node.identifier = f"table-{number}-{header.row + 1}-{header.column + 1}"
    _link_headers(cells, headers)
    for cell in cells:
        if not cell.node.attributes["Table"]:
            del cell.node.attributes["Table"]


def _link_headers(cells: list[_Cell], headers: list[_Cell]) -> None:
    """Names for every cell the headers of its columns, from above, and of its rows."""
    by_row: dict[int, list[_Cell]] = {}
    by_column: dict[int, list[_Cell]] = {}
    for header in headers:
        if header.node.attributes["Table"]["Scope"] == "Row":
            for row in range(header.row, header.row + header.rows):
                by_row.setdefault(row, []).append(header)
        else:
            for column in range(header.column, header.column + header.columns):
                by_column.setdefault(column, []).append(header)
    for cell in cells:
        if cell.node.kind == "TD":
            columns = range(cell.column, cell.column + cell.columns)
            above = [header for column in columns for header in by_column.get(column, ()) if header.row < cell.row]
            rows = range(cell.row, cell.row + cell.rows)
            beside = [header for row in rows for header in by_row.get(row, ())]
            found = tuple(dict.fromkeys(header.node.identifier for header in (*above, *beside)))
            if found:
                cell.node.attributes["Table"]["Headers"] = found


def _in_head(node: Node) -> bool:
    above = node.parent
    while above is not None and above.kind != "Table":
        if above.kind == "THead":
            return True
        above = above.parent
    return False


def _rows(node: Node) -> Iterator[Node]:
    for kid in node.kids:
        if isinstance(kid, Node):
            if kid.kind == "TR":
                yield kid
            elif kid.kind in ("THead", "TBody", "TFoot"):
                yield from _rows(kid)


def _grid(table: Node) -> Iterator[_Cell]:
    """Places cells as HTML does: each in the first column that no cell above reaches down to."""
    taken: set[tuple[int, int]] = set()
    for row, node in enumerate(_rows(table)):
        column = 0
        for kid in node.kids:
            if not isinstance(kid, Node) or kid.kind not in ("TH", "TD"):
                continue
            while (row, column) in taken:
                column += 1
            rows, columns = _span(kid, "rowspan"), _span(kid, "colspan")
            taken.update((row + down, column + right) for down in range(rows) for right in range(columns))
            yield _Cell(kid, row, column, rows, columns)
            column += columns


def _span(node: Node, name: str) -> int:
    value = node.element.get(name, "1") if node.element is not None else "1"
    return max(1, int(value)) if value.isdecimal() else 1
