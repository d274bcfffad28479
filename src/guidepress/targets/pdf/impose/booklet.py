"""A finished PDF of A5 pages becomes a PDF of sheets to print, fold and staple. The room's door to pikepdf.

Takes and gives bytes. Promises the same bytes for the same input, on any day. What comes out is for
printing only: pages are drawn as form XObjects (ISO 32000-1, 8.10), so the structure tree, the outline,
links and other annotations are left behind, and with them any claim to PDF/UA or PDF/A. Whoever reads on a
screen has the standard edition. Title, author, subject, keywords, language and date of creation are kept.
"""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Final

import pikepdf

from guidepress.core.measures import Length
from guidepress.targets.pdf.impose.plan import Sheet, SheetSide, creep_shift, saddle_stitch
from guidepress.targets.pdf.impose.sheet import A5_HEIGHT, A5_WIDTH, OFFICE_SHEET, PRESS_SHEET, Box, SheetLayout

SIZE_TOLERANCE: Final = Length(1)
"""How far a page may be off A5: engines round to whole points or pixels."""
NO_CREEP: Final = Length(0)
LARGEST_CREEP: Final = Length.mm(10)
"""More would push a page's text over the fold; 20 sheets of office paper creep by 2 to 3 mm."""
MARK_WIDTH: Final = Length(0.25)
UPRIGHT: Final = pikepdf.Array([1, 0, 0, 1, 0, 0])
"""The form matrix of a page without /Rotate and /UserUnit."""
KEPT_INFO: Final = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate")


def impose_booklet(pdf: bytes, *, creep: Length = NO_CREEP, marks: bool = False) -> bytes:
    """Imposes a PDF of A5 pages two-up for saddle stitch; gives a PDF of two landscape pages a sheet.

    Pages come in pairs, front then back, the outermost sheet first, for duplex printing flipped on the
    short edge. The two pages meet at the fold. `creep` (0 to 10 mm) is the total over the signature, see
    `plan.creep_shift`; what a shift pushes over the fold is cut off. A sheet is A4; with `marks` it is SRA4
    with fold and crop marks outside the trim, for a print shop, see `sheet`. What lies outside a source
    page's TrimBox is not drawn.

    Raises ValueError for bytes that are no PDF, a page that is not A5 upright, or a creep out of range.
    """
    if not NO_CREEP <= creep <= LARGEST_CREEP:
        raise ValueError(f"creep must be 0 to {LARGEST_CREEP.millimetres:g} mm, not {creep.millimetres:g} mm")
    with _opened(pdf) as source, pikepdf.new() as target:
        pages = [target.copy_foreign(_form(page, number)) for number, page in enumerate(source.pages, start=1)]
        layout = PRESS_SHEET if marks else OFFICE_SHEET
        sheets = saddle_stitch(len(pages))
        for index, sheet in enumerate(sheets):
            _add_sheet(target, sheet, pages, layout, creep_shift(index, len(sheets), creep))
        _describe(target, source)
        return _saved(target, at_least=source.pdf_version)


def _opened(pdf: bytes) -> pikepdf.Pdf:
    try:
        # A damaged file is refused: a repaired one may have lost pages.
        return pikepdf.open(BytesIO(pdf), attempt_recovery=False)
    except pikepdf.PdfError as error:
        raise ValueError(f"the booklet's pages are no readable PDF: {error}") from error


def _form(page: pikepdf.Page, number: int) -> pikepdf.Object:
    """Gives the page as a form XObject, its BBox the page's TrimBox. Raises ValueError unless it is A5."""
    form = page.as_form_xobject()
    if form.get("/Matrix", UPRIGHT) != UPRIGHT:
        raise ValueError(f"page {number} is turned or scaled (/Rotate, /UserUnit); a booklet needs A5 upright")
    box = _box(form.BBox)
    tolerance = SIZE_TOLERANCE.points
    if abs(box.width - A5_WIDTH.points) > tolerance or abs(box.height - A5_HEIGHT.points) > tolerance:
        width, height = Length(box.width).millimetres, Length(box.height).millimetres
        raise ValueError(f"page {number} is {width:.1f} × {height:.1f} mm; a booklet needs A5, 148 × 210 mm")
    return form


def _add_sheet(
    target: pikepdf.Pdf, sheet: Sheet, pages: list[pikepdf.Object], layout: SheetLayout, shift: Length
) -> None:
    for side in (sheet.front, sheet.back):
        drawn = {f"/Page{number}": pages[number - 1] for number in (side.left, side.right) if number is not None}
        target.pages.append(
            pikepdf.Page(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Page,
                    MediaBox=_array(layout.media),
                    # Without it the bleed would be the whole paper, marks and all.
                    BleedBox=_array(layout.trim),
                    TrimBox=_array(layout.trim),
                    Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(drawn)),
                    Contents=target.make_stream(_drawing(side, pages, layout, shift)),
                )
            )
        )


def _drawing(side: SheetSide, pages: list[pikepdf.Object], layout: SheetLayout, shift: Length) -> bytes:
    """Gives the content stream of one side: its marks, and its pages with their spine edges at the fold."""
    lines = _mark_lines(layout)
    if side.left is not None:
        box = _box(pages[side.left - 1].BBox)
        lines += _page_lines(side.left, box, layout.left_half, layout.fold - box.width + shift.points)
    if side.right is not None:
        box = _box(pages[side.right - 1].BBox)
        lines += _page_lines(side.right, box, layout.right_half, layout.fold - shift.points)
    return "\n".join(lines).encode("ascii")


def _page_lines(number: int, page: Box, half: Box, left: float) -> list[str]:
    """Draws a page in its half of the trim with its left edge at `left`, in the middle of the height."""
    bottom = half.bottom + (half.height - page.height) / 2
    clip = _numbers(half.left, half.bottom, half.width, half.height)
    moved = _numbers(left - page.left, bottom - page.bottom)
    return ["q", f"{clip} re W n", f"1 0 0 1 {moved} cm", f"/Page{number} Do", "Q"]


def _mark_lines(layout: SheetLayout) -> list[str]:
    lines = [f"{_numbers(MARK_WIDTH.points)} w"] if layout.marks else []
    for mark in layout.marks:
        dashes = "[3 2] 0 d" if mark.dashed else "[] 0 d"
        lines.append(f"{dashes} {_numbers(*mark.start)} m {_numbers(*mark.end)} l S")
    return lines


def _describe(target: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    """Keeps what says which publication this is, in the document information and the XMP packet alike."""
    for key in KEPT_INFO:
        if key in source.docinfo:
            target.docinfo[key] = str(source.docinfo[key])
    # What a print dialog is preset to (ISO 32000-1, 12.2, Table 150); says what `plan.FLIP_EDGE` says.
    target.Root.ViewerPreferences = pikepdf.Dictionary(
        Duplex=pikepdf.Name.DuplexFlipShortEdge, PrintScaling=pikepdf.Name("/None"), DisplayDocTitle=True
    )
    language = str(source.Root.get("/Lang", ""))
    # The editor's mark would bring today's date with it.
    with target.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(target.docinfo)
        if language:
            target.Root.Lang = pikepdf.String(language)
            xmp["dc:language"] = {language}


def _saved(target: pikepdf.Pdf, *, at_least: str) -> bytes:
    """Gives the file's bytes; at least PDF 1.7, the version of the /Duplex preference."""
    file = BytesIO()
    target.save(
        file,
        min_version=max(at_least, "1.7"),
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        linearize=False,
    )
    return file.getvalue()


def _box(rectangle: pikepdf.Object) -> Box:
    """Reads a PDF rectangle, whichever two opposite corners it names (ISO 32000-1, 7.9.5)."""
    x1, y1, x2, y2 = (float(number) for number in rectangle.as_list())
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _array(box: Box) -> pikepdf.Array:
    edges = (box.left, box.bottom, box.right, box.top)
    return pikepdf.Array([Decimal(_numbers(edge)) for edge in edges])


def _numbers(*values: float) -> str:
    """Writes numbers to a thousandth of a point, finer than any printer, without float noise or a "-0"."""
    return " ".join(f"{round(value, 3) + 0.0:.3f}" for value in values)
