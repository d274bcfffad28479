"""A deck to the bytes of a PPTX file that a facilitator can edit: the door to python-pptx.

Takes a `Deck`, its colours and the page of each slide; gives bytes, the same every time. Text and tables stand in
the placeholders of the template's layouts, and what python-pptx leaves out is in `office_xml`. Loaded only where a
PPTX is asked for, since python-pptx is an extra.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.opc.packuri import PackURI
from pptx.parts.image import Image, ImagePart
from pptx.util import Emu, Pt

from guidepress.compose.qr import qr_png
from guidepress.targets.slides import office_xml
from guidepress.targets.slides.deck import Code, Colours, Deck, Layout, Paragraph, Slide, Table
from guidepress.targets.slides.template_deck import BODY, FILE, zipped

CELL_SIZE = 20
"""The type of tables in points."""


def pptx_bytes(deck: Deck, colours: Colours, pages: Mapping[str, int]) -> bytes:
    """Gives the file; `pages` has the page of the guide for each slide's title."""
    presentation = Presentation(str(FILE))
    _name_parts_quickly(presentation.part.package)
    _set_properties(presentation.core_properties, deck)
    layouts = {layout.name: layout for layout in presentation.slide_layouts}
    feet = {name: office_xml.feet_of(layout) for name, layout in layouts.items()}
    for number, slide in enumerate(deck.slides, 1):
        made = presentation.slides.add_slide(layouts[slide.layout])
        _fill(made, slide, deck, pages[slide.title])
        office_xml.add_feet(made, feet[slide.layout], deck.footer, number)
        office_xml.set_language(made.element, deck.language)
    file = io.BytesIO()
    presentation.save(file)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in parts:
        if name.startswith("ppt/theme/"):
            parts[name] = office_xml.with_colours(parts[name], colours)
    return zipped(parts)


def _name_parts_quickly(package: Any) -> None:  # noqa: ANN401  # an OpcPackage
    """Counts new parts by their kind; python-pptx looks through all parts for each, which costs their square."""
    names = [str(part.partname).rpartition(".")[0] for part in package.iter_parts()]
    counts = Counter(name.rstrip("0123456789") for name in names)
    pictures: dict[str, ImagePart] = {}

    def next_partname(template: str) -> PackURI:
        kind = template.partition("%")[0]
        counts[kind] += 1
        return PackURI(template % counts[kind])

    def picture_part(file: Any) -> ImagePart:  # noqa: ANN401  # what python-pptx takes for a picture
        image = Image.from_file(file)
        if image.sha1 not in pictures:
            pictures[image.sha1] = ImagePart.new(package, image)
        return pictures[image.sha1]

    package.next_partname = next_partname
    package.next_image_partname = lambda kind: next_partname(f"/ppt/media/image%d.{kind}")
    package.get_or_add_image_part = picture_part


def _set_properties(properties: Any, deck: Deck) -> None:  # noqa: ANN401  # python-pptx's CoreProperties
    moment = datetime.fromisoformat(deck.date)
    properties.title = deck.title
    properties.author = "; ".join(deck.authors)
    properties.last_modified_by = "; ".join(deck.authors)
    properties.language = deck.language
    properties.subject = deck.guide
    properties.comments = properties.keywords = properties.category = properties.content_status = ""
    properties.created = properties.modified = moment
    properties.revision = 1


def _fill(made: Any, slide: Slide, deck: Deck, page: int) -> None:  # noqa: ANN401  # python-pptx's Slide
    holders = {holder.placeholder_format.idx: holder for holder in made.placeholders}
    holders[0].text_frame.text = slide.title
    if slide.layout is Layout.TABLE:
        assert slide.table is not None
        _fill_table(holders[1], slide.table, deck.table_summary.format(title=slide.title))
    else:
        _fill_text(holders[1].text_frame, slide.body)
        if slide.layout is Layout.PICTURE:
            _fill_picture(holders[2], slide.code)
    notes = made.notes_slide
    _write_notes(notes, [*slide.notes, deck.page_words.format(page=page)])
    office_xml.set_language(notes.element, deck.language)


def _fill_text(frame: Any, paragraphs: Sequence[Paragraph]) -> None:  # noqa: ANN401  # a TextFrame
    for at, paragraph in enumerate(paragraphs):
        line = frame.paragraphs[0] if not at else frame.add_paragraph()
        line.level = int(paragraph.is_point)
        for run in paragraph.runs:
            words = line.add_run()
            words.text = run.text
            if run.strong:
                words.font.bold = True
            if run.address:
                words.hyperlink.address = run.address
                office_xml.name_link(words, run.text)
            if paragraph.is_quiet:
                office_xml.make_quiet(words)


def _fill_table(holder: Any, table: Table, name: str) -> None:  # noqa: ANN401  # a TablePlaceholder
    frame = holder.insert_table(rows=len(table.rows) + 1, cols=len(table.header))
    office_xml.describe(frame, name)
    grid = frame.table
    grid.first_row, grid.horz_banding = True, False
    office_xml.draw_rules(grid)
    left = whole = Pt(BODY.width)
    for column, width in zip(grid.columns, table.widths, strict=True):
        column.width = Emu(min(left, round(whole * width)))
        left -= column.width
    for row, cells in enumerate((table.header, *table.rows)):
        grid.rows[row].height = Pt(CELL_SIZE * 1.6)
        for column, text in enumerate(cells):
            cell = grid.cell(row, column)
            cell.text_frame.text = text
            office_xml.set_cell(cell, CELL_SIZE, is_head=row == 0)


def _fill_picture(holder: Any, code: Code | None) -> None:  # noqa: ANN401  # a PicturePlaceholder
    if code is None:
        holder.element.getparent().remove(holder.element)
        return
    picture = holder.insert_picture(io.BytesIO(qr_png(code.address)))
    office_xml.describe(picture, code.alternative)


def _write_notes(page: Any, notes: Sequence[str]) -> None:  # noqa: ANN401  # a NotesSlide
    frame = page.notes_text_frame
    frame.text = notes[0]
    for words in notes[1:]:
        frame.add_paragraph().text = words
