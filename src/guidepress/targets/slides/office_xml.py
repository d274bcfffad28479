"""What python-pptx has no words for, as Office Open XML: languages, alternatives, names of links, feet, rules.

Works on the elements of shapes that python-pptx made (ECMA-376, part 1, 19 to 21); imports neither it nor lxml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from guidepress.targets.slides.deck import Colours

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
FOOT_SIZE = 18
"""The type of feet in points; it stands in the runs, since not every suite takes a foot's from its layout."""
ADDRESS_KEPT = 255
"""The longest name of a link that office suites show."""

_COLOUR = re.compile(rb'<a:(dk1|dk2|lt2|accent1|hlink|folHlink)><a:srgbClr val="[0-9A-Fa-f]{6}"/>')


def with_colours(theme: bytes, colours: Colours) -> bytes:
    """Gives a theme with the colours of a deck; links have the guide's colour, followed or not."""
    values = {
        b"dk1": colours.ink, b"dk2": colours.quiet, b"lt2": colours.tint, b"accent1": colours.accent,
        b"hlink": colours.accent, b"folHlink": colours.accent,
    }  # fmt: skip

    def coloured(match: re.Match[bytes]) -> bytes:
        value = values[match[1]].lstrip("#").upper().encode()
        return b'<a:%s><a:srgbClr val="%s"/>' % (match[1], value)

    return _COLOUR.sub(coloured, theme)


def set_language(element: Any, language: str) -> None:  # noqa: ANN401  # an lxml element
    """Gives every run, field and end of a paragraph its language (21.1.2.3.9)."""
    for run in element.iter(f"{A}r", f"{A}fld", f"{A}br"):
        properties = run.find(f"{A}rPr")
        if properties is None:
            properties = run.makeelement(f"{A}rPr")
            run.insert(0, properties)
        properties.set("lang", language)
    for end in element.iter(f"{A}endParaRPr"):
        end.set("lang", language)


def describe(shape: Any, words: str) -> None:  # noqa: ANN401  # a Picture or GraphicFrame
    """Gives a picture or table its alternative text (19.3.1.12)."""
    names = next(shape.element.iter(f"{P}cNvPr"))
    names.set("descr", words)


def name_link(run: Any, words: str) -> None:  # noqa: ANN401  # a run
    """Gives a link a name, which office suites show and read out (21.1.2.3.5)."""
    link = next(run._r.iter(f"{A}hlinkClick"))  # python-pptx has no public way to the element
    link.set("tooltip", words[:ADDRESS_KEPT])


def make_quiet(run: Any) -> None:  # noqa: ANN401  # a run
    """Sets a run in the theme's quieter ink, and smaller."""
    run.font.size = _points(28)
    _fill(run._r.get_or_add_rPr(), "tx2")


def _points(size: int) -> int:
    return size * 12_700


def _fill(properties: Any, colour: str) -> None:  # noqa: ANN401  # an lxml element
    fill = properties.makeelement(f"{A}solidFill")
    fill.append(properties.makeelement(f"{A}schemeClr", {"val": colour}))
    properties.insert(0, fill)


def feet_of(layout: Any) -> tuple[Any, ...]:  # noqa: ANN401  # a SlideLayout
    """Gives the feet that slides of a layout have, as elements to copy: whose it is, and its number."""
    return tuple(
        _foot(shape.element) for shape in layout.placeholders if _kind(shape.element) in {"ftr", "sldNum"}
    )


def _kind(shape: Any) -> str | None:  # noqa: ANN401  # an lxml element
    kind: str | None = shape.find(f".//{P}ph").get("type")
    return kind


def _foot(layouts: Any) -> Any:  # noqa: ANN401  # an lxml element
    """Gives a foot that takes everything but its type from the layout's."""
    shape = deepcopy(layouts)
    properties = shape.find(f"{P}spPr")
    for child in list(properties):
        properties.remove(child)
    body = shape.find(f"{P}txBody")
    style = body.find(f"{A}lstStyle")
    for child in list(style):
        style.remove(child)
    body.find(f"{A}bodyPr").attrib.clear()
    paragraph = body.find(f"{A}p")
    if _kind(shape) == "ftr":
        run = paragraph.makeelement(f"{A}r")
        run.append(run.makeelement(f"{A}rPr"))
        run.append(run.makeelement(f"{A}t"))
        paragraph.append(run)
    next(paragraph.iter(f"{A}rPr")).set("sz", str(FOOT_SIZE * 100))
    return shape


def add_feet(slide: Any, feet: Sequence[Any], footer: str, number: int) -> None:  # noqa: ANN401  # a Slide, elements
    """Gives a slide its feet, behind all that it has."""
    tree = slide.shapes._spTree  # python-pptx adds no feet
    last = max(int(names.get("id")) for names in tree.iter(f"{P}cNvPr"))
    for at, foot in enumerate(feet, 1):
        shape = deepcopy(foot)
        next(shape.iter(f"{P}cNvPr")).set("id", str(last + at))
        next(shape.iter(f"{A}t")).text = footer if _kind(shape) == "ftr" else str(number)
        tree.append(shape)


def draw_rules(table: Any) -> None:  # noqa: ANN401  # a Table
    """Takes the table's style away, whose colours are another's: `set_cell` draws its rules."""
    properties = table._tbl.tblPr
    style = properties.find(f"{A}tableStyleId")
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # 'No Style, No Grid', which every suite has


def set_cell(cell: Any, size: int, *, is_head: bool) -> None:  # noqa: ANN401  # a cell
    """Sets a cell's type, margins and the rule below it."""
    for paragraph in cell.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = _points(size)
            run.font.bold = is_head
            _fill(run._r.get_or_add_rPr(), "accent1" if is_head else "tx1")
    cell.margin_left, cell.margin_right = 0, _points(10)
    cell.margin_top = cell.margin_bottom = _points(4)
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(f"{A}lnB", {"w": str(_points(1) if is_head else 6350)})
    _fill(line, "accent1" if is_head else "accent3")
    properties.insert(0, line)
