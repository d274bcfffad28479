"""The door to pikepdf: fonts and colour operators of finished files.

Takes a PDF's bytes; gives which fonts it holds, and every operator that sets a colour other than a grey.
Follows what is really drawn: page contents, form XObjects, tiling patterns and annotations' appearances.
Images and shadings set no colour by an operator; `open_file.OpenFile.is_coloured` sees them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf

from guidepress.checks.pdf.pages.records import ColourUse, Font

GREY_TOLERANCE: Final = 0.002
"""How far components may differ and still look the same: half a step of 256."""
_FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_SUBSET_TAG_LENGTH: Final = 6


def fonts_of(pdf: bytes) -> tuple[Font, ...]:
    """Gives the fonts that the file's pages can use, each once, by name."""
    with pikepdf.open(BytesIO(pdf)) as file:
        seen: set[Any] = set()
        fonts = [font for page in file.pages for owner in _owners(page.obj) for font in _fonts(owner, seen)]
    return tuple(sorted(set(fonts), key=lambda font: (font.name, font.embedded)))


def colours_of(pdf: bytes) -> tuple[ColourUse, ...]:
    """Gives the operators that set colours other than greys, each once, with the first page that uses it."""
    with pikepdf.open(BytesIO(pdf)) as file:
        seen: set[Any] = set()
        first_sides: dict[str, int] = {}
        for side, page in enumerate(file.pages):
            for operator in _page_colours(page.obj, seen):
                first_sides.setdefault(operator, side)
    return tuple(ColourUse(side, operator) for operator, side in first_sides.items())


def _owners(page: Any) -> Iterator[Any]:  # noqa: ANN401
    """Gives what draws on a page with resources of its own: the page and its annotations' appearances."""
    yield page
    for annotation in page.get("/Annots", []):
        appearance: Any = annotation.get("/AP", {}).get("/N")
        if isinstance(appearance, pikepdf.Stream):
            yield appearance
        elif isinstance(appearance, pikepdf.Dictionary):
            yield from dict(appearance.items()).values()


def _is_new(thing: Any, seen: set[Any]) -> bool:  # noqa: ANN401
    """Tells whether an indirect object is met for the first time; a direct one is always new."""
    if not thing.is_indirect:
        return True
    is_new = thing.objgen not in seen
    seen.add(thing.objgen)
    return is_new


def _fonts(owner: Any, seen: set[Any]) -> Iterator[Font]:  # noqa: ANN401
    resources = owner.get("/Resources", {})
    for font in resources.get("/Font", {}).values():
        if _is_new(font, seen):
            yield Font(_font_name(font), _is_embedded(font))
    for kind in ("/XObject", "/Pattern"):
        for inner in resources.get(kind, {}).values():
            if isinstance(inner, pikepdf.Stream) and _is_new(inner, seen):
                yield from _fonts(inner, seen)


def _font_name(font: Any) -> str:  # noqa: ANN401
    name = str(font.get("/BaseFont", font.get("/Name", "without a name"))).removeprefix("/")
    return name[_SUBSET_TAG_LENGTH + 1 :] if name[_SUBSET_TAG_LENGTH : _SUBSET_TAG_LENGTH + 1] == "+" else name


def _is_embedded(font: Any) -> bool:  # noqa: ANN401
    """Tells whether the file holds the font's program (ISO 32000-1, 9.9); a Type 3 font is nothing else."""
    if font.get("/Subtype") == "/Type3":
        return True
    descendants = font.get("/DescendantFonts")
    described = descendants[0] if descendants is not None else font
    descriptor = described.get("/FontDescriptor", {})
    return any(key in descriptor for key in _FONT_FILES)


def _page_colours(page: Any, seen: set[Any]) -> Iterator[str]:  # noqa: ANN401
    resources = page.get("/Resources", pikepdf.Dictionary())
    yield from _stream_colours(page, resources, seen)
    for owner in _owners(page):
        if isinstance(owner, pikepdf.Stream) and _is_new(owner, seen):
            yield from _stream_colours(owner, owner.get("/Resources", resources), seen)


def _stream_colours(stream: Any, resources: Any, seen: set[Any]) -> Iterator[str]:  # noqa: ANN401
    """Gives the colours that a content stream sets, then those of the forms and patterns that it draws."""
    spaces: dict[str, Any] = {"cs": "/DeviceGray", "CS": "/DeviceGray"}
    for instruction in pikepdf.parse_content_stream(stream):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in ("cs", "CS"):
            spaces[operator] = _named(resources, "/ColorSpace", operands[0])
        elif operator in ("sc", "scn", "SC", "SCN"):
            space = spaces["cs" if operator.islower() else "CS"]
            if operands and isinstance(operands[-1], pikepdf.Name):
                yield from _drawn_colours(_named(resources, "/Pattern", operands[-1]), resources, seen)
                operands = operands[:-1]
            if not _is_grey_in(space, [float(operand) for operand in operands]):
                yield _spelled(operands, operator)
        elif operator in ("rg", "RG", "k", "K"):
            space = "/DeviceRGB" if operator in ("rg", "RG") else "/DeviceCMYK"
            if not _is_grey_in(space, [float(operand) for operand in operands]):
                yield _spelled(operands, operator)
        elif operator == "Do":
            yield from _drawn_colours(_named(resources, "/XObject", operands[0]), resources, seen)


def _drawn_colours(drawn: Any, resources: Any, seen: set[Any]) -> Iterator[str]:  # noqa: ANN401
    is_drawing = isinstance(drawn, pikepdf.Stream) and drawn.get("/Subtype") != "/Image"
    if is_drawing and _is_new(drawn, seen):
        yield from _stream_colours(drawn, drawn.get("/Resources", resources), seen)


def _named(resources: Any, kind: str, name: Any) -> Any:  # noqa: ANN401
    return resources.get(kind, {}).get(str(name), name)


def _is_grey_in(space: Any, values: list[float]) -> bool:  # noqa: ANN401
    """Tells whether a colour is a grey in a colour space (ISO 32000-1, 8.6)."""
    is_array = isinstance(space, pikepdf.Array)
    family = str(space[0]) if is_array else str(space)
    if family == "/Lab" or (family.lower().startswith("/lab") and not is_array):
        return _are_all(0.0, values[1:])
    if family == "/DeviceCMYK":
        return _are_all(0.0, values[:3])
    if family == "/ICCBased":
        return _is_grey_in({1: "/DeviceGray", 4: "/DeviceCMYK"}.get(int(space[1].N), "/DeviceRGB"), values)
    if family == "/Pattern":
        return not values or (is_array and len(space) > 1 and _is_grey_in(space[1], values))
    if family == "/Separation":
        return str(space[1]) in ("/Black", "/All", "/None")
    if family in ("/DeviceN", "/Indexed"):
        return False
    return not values or _are_all(values[0], values)


def _are_all(wanted: float, values: Iterable[float]) -> bool:
    return all(abs(value - wanted) <= GREY_TOLERANCE for value in values)


def _spelled(operands: Iterable[Any], operator: str) -> str:
    return " ".join([*(f"{float(operand):g}" for operand in operands), operator])
