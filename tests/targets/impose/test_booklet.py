"""The finished PDF, proven by the text that its pages carry and not by the plan that placed them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from guidepress.core.measures import Length
from guidepress.targets.pdf.impose.booklet import impose_booklet
from guidepress.targets.pdf.impose.plan import Sheet, SheetSide, folded_order

A5 = (419.528, 595.276)
A4_FOLD = 420.945  # 148.5 mm


def numbered_pages(
    page_count: int, size: tuple[float, float] = A5, origin: tuple[float, float] = (0, 0), **extra: object
) -> bytes:
    """A PDF whose page 7 says 'head 7' near its head and 'foot 7' near its foot, 40 pt from its left edge."""
    left, bottom = origin
    with pikepdf.new() as pdf:
        helvetica = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        font = pdf.make_indirect(helvetica)
        for number in range(1, page_count + 1):
            lines = [(bottom + 500, f"head {number}"), (bottom + 60, f"foot {number}")]
            text = " ".join(f"BT /F 12 Tf {left + 40} {y} Td ({words}) Tj ET" for y, words in lines)
            page = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=[left, bottom, left + size[0], bottom + size[1]],
                Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font)),
                Contents=pdf.make_stream(text.encode()),
                **extra,
            )
            pdf.pages.append(pikepdf.Page(page))
        pdf.docinfo["/Title"] = "Compassion – a guide"
        pdf.docinfo["/CreationDate"] = "D:20260102030405Z"
        pdf.docinfo["/ModDate"] = "D:20260102030405Z"
        pdf.Root.Lang = pikepdf.String("en-GB")
        pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        file = BytesIO()
        pdf.save(file, deterministic_id=True)
    return file.getvalue()


@contextmanager
def rendered(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def words_of_halves(pdf: bytes) -> list[tuple[str, str]]:
    """What stands on the left and the right half of each side, head first."""
    halves = []
    with rendered(pdf) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            left = text.get_text_bounded(0, 0, width / 2, height)
            right = text.get_text_bounded(width / 2, 0, width, height)
            halves.append((" ".join(left.split()), " ".join(right.split())))
    return halves


def sheets_as_printed(pdf: bytes) -> list[Sheet]:
    def number(words: str) -> int | None:
        if not words:
            return None
        page = int(words.split()[1])
        assert words == f"head {page} foot {page}"
        return page

    sides = [SheetSide(number(left), number(right)) for left, right in words_of_halves(pdf)]
    return [Sheet(front, back) for front, back in zip(sides[::2], sides[1::2], strict=True)]


def left_edges(pdf: bytes, side: int) -> list[float]:
    """Where the words 'head' begin on one side of a sheet, in points from the paper's left edge."""
    with rendered(pdf) as document:
        text = document[side].get_textpage()
        letters = text.get_text_range()
        starts = [place for place in range(len(letters)) if letters.startswith("head", place)]
        return sorted(text.get_charbox(place, loose=True)[0] for place in starts)


@pytest.mark.parametrize("page_count", range(1, 81))
def test_the_folded_pdf_reads_in_order_by_the_words_on_its_pages(page_count):
    booklet = impose_booklet(numbered_pages(page_count))

    blanks = [0, 3, 2, 1][page_count % 4]
    assert folded_order(sheets_as_printed(booklet)) == (*range(1, page_count + 1), *[None] * blanks)


@pytest.mark.parametrize(("page_count", "blanks"), [(1, 3), (13, 3), (80, 0)])
def test_marks_and_creep_leave_the_folded_order_as_it_is(page_count, blanks):
    booklet = impose_booklet(numbered_pages(page_count), creep=Length.mm(2), marks=True)

    assert folded_order(sheets_as_printed(booklet)) == (*range(1, page_count + 1), *[None] * blanks)


def test_the_outermost_sheet_of_the_pdf_comes_first_with_its_front_before_its_back():
    assert words_of_halves(impose_booklet(numbered_pages(8))) == [
        ("head 8 foot 8", "head 1 foot 1"),
        ("head 2 foot 2", "head 7 foot 7"),
        ("head 6 foot 6", "head 3 foot 3"),
        ("head 4 foot 4", "head 5 foot 5"),
    ]


def test_every_letter_on_every_side_stands_upright():
    with rendered(impose_booklet(numbered_pages(16))) as document:
        for page in document:
            text = page.get_textpage()
            letters = text.get_text_range()
            angles = {
                round(raw.FPDFText_GetCharAngle(text, place), 3)
                for place, letter in enumerate(letters)
                if not letter.isspace()
            }
            assert angles == {0.0}
            foot_of_head, foot_of_foot = (text.get_charbox(letters.index(word))[1] for word in ("head", "foot"))
            assert foot_of_head > foot_of_foot


def test_pages_keep_their_size_and_meet_at_the_fold():
    # 420.945 pt is the fold; the left page starts a page's width (419.528) to its left.
    assert left_edges(impose_booklet(numbered_pages(4)), 0) == pytest.approx([1.417 + 40, 420.945 + 40], abs=0.01)


def test_creep_moves_the_inner_pages_to_the_spine_and_leaves_the_outer_ones():
    still = impose_booklet(numbered_pages(12))
    crept = impose_booklet(numbered_pages(12), creep=Length(10))

    moves = [
        [round(b - a, 2) for a, b in zip(left_edges(still, side), left_edges(crept, side), strict=True)]
        for side in range(6)
    ]

    assert moves == [[0, 0], [0, 0], [5, -5], [5, -5], [10, -10], [10, -10]]


def test_nothing_is_drawn_over_the_fold_onto_the_other_page():
    with pikepdf.open(BytesIO(numbered_pages(8))) as pdf:
        pdf.pages[3].Contents = pdf.make_stream(b"0 0 419.528 595.276 re f")
        file = BytesIO()
        pdf.save(file)

    with rendered(impose_booklet(file.getvalue(), creep=Length(20))) as document:
        inside = document[3].render(scale=1).to_pil().convert("L")

    assert inside.getpixel((419, 300)) == 0
    assert inside.getpixel((423, 300)) == 255


def test_a_page_with_bleed_is_cut_to_its_trim_box():
    with_bleed = numbered_pages(4, size=(A5[0] + 20, A5[1] + 20), TrimBox=[10, 10, A5[0] + 10, A5[1] + 10])

    # The words begin 40 pt from the paper's edge, so 30 pt from the trim's.
    assert left_edges(impose_booklet(with_bleed), 0) == pytest.approx([1.417 + 30, A4_FOLD + 30], abs=0.01)


def test_a_page_whose_box_does_not_start_at_the_origin_lands_in_the_same_place():
    plain = impose_booklet(numbered_pages(4))
    moved = impose_booklet(numbered_pages(4, origin=(100, -50)))

    assert left_edges(moved, 1) == pytest.approx(left_edges(plain, 1), abs=0.01)
    assert words_of_halves(moved) == words_of_halves(plain)


def test_a_page_within_a_point_of_a5_keeps_its_spine_edge_at_the_fold():
    booklet = impose_booklet(numbered_pages(4, size=(420, 595)))

    assert left_edges(booklet, 0) == pytest.approx([A4_FOLD - 420 + 40, A4_FOLD + 40], abs=0.01)


@pytest.mark.parametrize(
    ("marks", "media", "trim"),
    [
        # 297 × 210 mm with 0.5 mm spare at the sides
        (False, [0, 0, 841.89, 595.276], [1.417, 0, 840.472, 595.276]),
        # 320 × 225 mm with 12 mm spare at the sides and 7.5 mm at head and foot
        (True, [0, 0, 907.087, 637.795], [34.016, 21.26, 873.071, 616.535]),
    ],
)
def test_every_side_has_the_sheets_boxes(marks, media, trim):
    with pikepdf.open(BytesIO(impose_booklet(numbered_pages(5), marks=marks))) as pdf:
        for page in pdf.pages:
            assert [float(edge) for edge in page.MediaBox] == media
            assert [float(edge) for edge in page.BleedBox] == trim
            assert [float(edge) for edge in page.TrimBox] == trim
            assert "/Rotate" not in page


def ink_outside_the_trim(pdf: bytes) -> int:
    with rendered(pdf) as document:
        picture = document[0].render(scale=2).to_pil().convert("L")
    picture.paste(255, (64, 38, picture.width - 64, picture.height - 38))  # up to 2 pt outside the trim
    return sum(picture.histogram()[:128])


def test_marks_are_drawn_outside_the_trim_when_asked_for():
    assert ink_outside_the_trim(impose_booklet(numbered_pages(4), marks=True)) > 100


def test_no_marks_are_drawn_on_the_office_sheet():
    assert b" l S" not in b"".join(streams_of_sides(impose_booklet(numbered_pages(4))))


def streams_of_sides(pdf: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(pdf)) as booklet:
        return [page.Contents.read_bytes() for page in booklet.pages]


def test_the_same_pages_give_the_same_bytes_at_another_time():
    source = numbered_pages(13)

    early = impose_booklet(source, creep=Length.mm(1))
    time.sleep(1.1)  # a file identifier made from the clock counts whole seconds
    late = impose_booklet(source, creep=Length.mm(1))

    assert early == late


def test_title_language_and_date_of_creation_are_kept_and_nothing_is_dated_now():
    with pikepdf.open(BytesIO(impose_booklet(numbered_pages(4)))) as pdf:
        assert dict(pdf.docinfo) == {
            "/Title": "Compassion – a guide",
            "/CreationDate": "D:20260102030405Z",
        }
        assert pdf.Root.Lang == "en-GB"
        xmp = pdf.Root.Metadata.read_bytes().decode()
    assert "Compassion – a guide" in xmp
    assert "en-GB" in xmp
    assert "ModifyDate" not in xmp
    assert "MetadataDate" not in xmp


def test_a_source_without_title_and_language_is_imposed_without_them():
    with pikepdf.open(BytesIO(numbered_pages(4))) as pdf:
        del pdf.Root.Lang
        del pdf.docinfo
        file = BytesIO()
        pdf.save(file)

    with pikepdf.open(BytesIO(impose_booklet(file.getvalue()))) as booklet:
        assert "/Lang" not in booklet.Root
        assert "/Title" not in booklet.docinfo


def test_print_dialogs_are_preset_to_short_edge_duplex_without_scaling():
    with pikepdf.open(BytesIO(impose_booklet(numbered_pages(4)))) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.pdf_version >= "1.7"


def test_the_booklet_claims_no_tags_that_it_lacks():
    with pikepdf.open(BytesIO(impose_booklet(numbered_pages(4)))) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root


def test_a_font_that_all_pages_share_is_stored_once():
    with pikepdf.open(BytesIO(impose_booklet(numbered_pages(80)))) as pdf:
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing]
    assert len(fonts) == 1


def test_the_finished_file_has_no_faults():
    with pikepdf.open(BytesIO(impose_booklet(numbered_pages(13), marks=True))) as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("junk", [b"", b"# Compassion", numbered_pages(4)[:-400]])
def test_bytes_that_are_no_whole_pdf_are_refused(junk):
    with pytest.raises(ValueError, match="no readable PDF"):
        impose_booklet(junk)


def test_a_page_of_another_size_is_named_with_its_size():
    with pytest.raises(ValueError, match=r"page 1 is 210\.0 × 297\.0 mm; a booklet needs A5"):
        impose_booklet(numbered_pages(1, size=(595.276, 841.89)))


def test_a_page_more_than_a_point_off_a5_is_refused():
    with pytest.raises(ValueError, match="needs A5"):
        impose_booklet(numbered_pages(1, size=(418, 595.276)))


@pytest.mark.parametrize("turn", [{"Rotate": 90}, {"UserUnit": 2}])
def test_a_turned_or_scaled_page_is_refused(turn):
    with pytest.raises(ValueError, match="page 1 is turned or scaled"):
        impose_booklet(numbered_pages(1, **turn))


def test_a_pdf_without_pages_is_refused():
    with pytest.raises(ValueError, match="at least 1 page"):
        impose_booklet(numbered_pages(0))


@pytest.mark.parametrize("millimetres", [-1, 11])
def test_a_creep_that_no_paper_has_is_refused(millimetres):
    with pytest.raises(ValueError, match=f"creep must be 0 to 10 mm, not {millimetres} mm"):
        impose_booklet(numbered_pages(4), creep=Length.mm(millimetres))
