"""The whole way: the specimen's HTML in, a conforming PDF out."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import page as validator
import pikepdf
import pypdfium2
import pytest

import guidepress
from guidepress.pdfread.compare import differences
from guidepress.pdfread.dump import dump_tags
from guidepress.pdfread.elements import tree_outline
from guidepress.targets.pdf.tags.tagging import tagged_pdf

from .specimen import METADATA, folios, laid_out, page_of, png, prose, specimen

STANDARD_TYPES = frozenset(
    ("Document", "Part", "Sect", "Art", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "P", "H1", "H2", "H3", "H4",
     "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span",
     "Reference", "Note", "Code", "Link", "Figure")
)  # fmt: skip


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_specimen_fails_no_rule(pdf, profile):
    report = validator.validate_pdf_bytes(pdf, profile=profile)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.is_compliant


def test_the_tree_holds_what_the_html_holds_in_its_order(outline):
    assert differences(specimen(), outline, hidden_classes=("sign",)) == ()


@pytest.mark.usefixtures("pdf")
def test_the_engine_has_nothing_to_say(engine_log):
    assert engine_log.messages == []


def test_no_text_stands_outside_the_tree_and_the_artifacts(read):
    assert read.untagged == ()


def test_every_type_is_a_standard_one_of_its_own_name(pdf, outline):
    assert {element.kind for element in outline} <= STANDARD_TYPES
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert "/RoleMap" not in file.Root.StructTreeRoot


@pytest.mark.parametrize(
    ("kind", "fewest"),
    [("P", 4), ("L", 7), ("LI", 3), ("Table", 4), ("TR", 2), ("TD", 2), ("BlockQuote", 3), ("Art", 2)],
)
def test_an_element_broken_over_pages_is_one_element(outline, kind, fewest):
    broken = [element for element in outline if element.kind == kind and len(element.pages) >= fewest]
    assert broken
    assert all(later == page + 1 for element in broken for page, later in pairwise(element.pages))


def test_running_heads_folios_and_repeated_table_heads_are_pagination_artifacts(read):
    texts = {number: text for number, kind, text in read.artifacts if kind == "Pagination"}
    assert texts[4] == "Listening: a specimen guideRunning sign5"
    assert any("TimeSaidMeantDone" in text for text in texts.values())


def test_the_printed_twin_of_a_link_is_a_layout_artifact(read, outline):
    layout = "".join(text for _, kind, text in read.artifacts if kind == "Layout")
    assert "stories.example.org/story/1" in layout
    assert not any("stories.example.org/story" in element.text for element in outline)


def test_links_say_where_they_lead(outline):
    names = [element.name for element in outline if element.kind == "Link"]
    assert names[:3] == [
        "Creative Commons Attribution 4.0",
        "post@example.org",
        "Part 1: what was heard and kept",
    ]
    assert "Watch “Story number 1”" in names
    assert "Back to the text at note 1" in names
    assert any(name.startswith("1: ") and len(name) > 20 for name in names)


def test_a_link_has_one_annotation_a_page_however_many_elements_are_in_it(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file:
        annotations = [note for page in file.pages for note in page.get("/Annots", [])]
        last = [note for note in annotations if str(note.Contents) == "back to part one"]
    assert len(last) <= 2


def test_codes_and_pictures_have_alternative_texts(outline):
    assert [element.name for element in outline if element.kind == "Figure"] == [
        "A grey field",
        "QR code: opens Story number 1",
        "QR code: opens Story number 2",
        "QR code: opens Story number 3",
    ]


def test_passages_in_another_language_and_abbreviations_are_named(outline):
    assert [element.text for element in outline if element.language == "fr"] == ["c’est la vie quotidienne"]
    assert [element.kind for element in outline if element.language == "de"] == ["P"]
    assert [element.text for element in outline if element.name == "World Health Organization"] == ["WHO"]


def test_footnotes_are_notes_with_references_to_them(outline):
    assert [element.text for element in outline if element.kind == "Reference"][-2:] == ["1", "2"]
    assert [element.kind for element in outline if element.kind == "Note"] == ["Note", "Note"]


def test_the_contents_are_a_toc_of_references(pdf):
    lines = [line.strip() for line in dump_tags(pdf).splitlines()]
    first = lines.index("TOC")
    assert lines[first + 1 : first + 4] == [
        "TOCI",
        "Reference",
        "Link [to='Part 1: what was heard and kept'] “Part 1: what was heard and kept”",
    ]


def test_header_cells_have_scope_and_every_cell_names_its_headers(pdf):
    lines = [line.strip() for line in dump_tags(pdf).splitlines()]
    assert "TH [Scope=Column, ID='table-1-1-2'] “Said”" in lines
    assert "TH [Scope=Row, ID='table-1-4-1'] “Row 3”" in lines
    assert any(line.startswith("TD [ColSpan=2, Headers=table-1-1-3 table-1-1-4 table-1-4-1") for line in lines)


def test_bookmarks_match_headings(pdf, outline):
    def titles(items):
        return [title for item in items for title in (item.title, *titles(item.children))]

    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_outline() as bookmarks:
        found = titles(bookmarks.root)
    headings = [element.text for element in outline if element.kind.startswith("H")]
    assert [" ".join(title.split()) for title in found] == headings


def test_page_labels_match_folios(pdf, document):
    labels = pypdfium2.PdfDocument(pdf)
    found = [labels.get_page_label(number) for number in range(len(labels))]
    assert found == [folio or "" for folio in folios(len(document.pages))]


def test_the_catalog_says_what_pdf_ua_asks_for(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file:
        root = file.Root
        assert str(root.Lang) == "en-GB"
        assert root.MarkInfo.Marked is True
        assert root.ViewerPreferences.DisplayDocTitle is True
        assert str(root.OutputIntents[0].S) == "/GTS_PDFA1"
        assert "/Filter" not in root.Metadata
        assert len(file.trailer.ID) == 2
        assert all(str(page.Tabs) == "/S" for page in file.pages if "/Annots" in page)
        assert str(file.docinfo.Title) == "Listening: a specimen"
        assert str(file.docinfo.CreationDate) == "D:20250301000000Z"


def _owners(file):
    """For every page and form the structure elements that the parent tree names, by key."""
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


def _elements(element):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, int) and kid.get("/Type") == "/StructElem":
            yield kid
            yield from _elements(kid)


def test_marked_content_and_parent_tree_agree(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file:
        owners = _owners(file)
        claimed = set()
        for element in _elements(file.Root.StructTreeRoot):
            for kid in element.K:
                if isinstance(kid, int):
                    place = (int(element.Pg.StructParents), kid)
                elif kid.get("/Type") == "/MCR":
                    place = (int((kid.Stm if "/Stm" in kid else kid.Pg).StructParents), int(kid.MCID))
                else:
                    continue
                assert place not in claimed
                claimed.add(place)
                assert owners[place[0]][place[1]].objgen == element.objgen
        listed = {
            (key, mcid)
            for key, found in owners.items()
            if isinstance(found, pikepdf.Array)
            for mcid in range(len(found))
        }
    assert claimed == listed


def test_every_annotation_belongs_to_a_link_that_names_it(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file:
        owners = _owners(file)
        annotations = [note for page in file.pages for note in page.get("/Annots", [])]
        assert len(annotations) > 15
        for note in annotations:
            link = owners[int(note.StructParent)]
            assert link.S == "/Link"
            named = [kid.Obj.objgen for kid in link.K if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"]
            assert note.objgen in named
            assert str(note.Contents)


def test_tagging_changes_nothing_that_is_seen(pdf, document):
    plain, tagged = pypdfium2.PdfDocument(document.write_pdf()), pypdfium2.PdfDocument(pdf)
    for number in range(len(plain)):
        before, after = (file[number].render(scale=0.7).to_pil().tobytes() for file in (plain, tagged))
        assert before == after, f"page {number + 1}"


def test_the_same_document_gives_the_same_bytes(pdf, document):
    assert tagged_pdf(document, METADATA, folios(len(document.pages))) == pdf


def test_another_run_with_another_hash_seed_gives_the_same_bytes(pdf):
    folders = (Path(__file__).parents[1], Path(guidepress.__file__).parents[1])
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(map(str, folders))}
    command = [sys.executable, "-m", "tags.specimen"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(pdf).hexdigest()


@pytest.mark.parametrize(
    ("styles", "body"),
    [
        ("main { columns: 2 }", f"<main><h1>A</h1><p>{prose(1, 100)}</p><h2>B</h2><p>{prose(2, 300)}</p></main>"),
        ("main { display: grid }", f"<main><h1>A</h1><p>{prose(1, 30)}</p><p>{prose(2, 90)}</p></main>"),
        ("p::first-letter { font-size: 3em }", f"<h1>A</h1><p>{prose(1, 40)}</p>"),
        ("aside { float: right }", f"<h1>A</h1><aside><p>{prose(3, 6)}</p></aside><p>{prose(4, 90)}</p>"),
        ("div { transform: rotate(3deg) }", f"<h1>A</h1><div>{prose(1, 20)} <em>loose</em></div>"),
        ("", "<h1>A</h1><pre>one\n  two\nthree</pre><p>a<br>b, so\u00adft</p>"),
        ("li::before { content: counter(list-item) } ol { list-style: none }", "<h1>A</h1><ol><li>a</li></ol>"),
        ("a { display: block }", "<h1>A</h1><a href='https://e.org'><h2>T</h2><p>whole card</p></a>"),
        ("", f"<h1>A</h1><div><a href='https://e.org'><img src='{png()}' alt='Logo'></a></div>"),
        ("", "<h1 id=b>A</h1><nav role=doc-toc><ul><li><a href='#b'>B</a></li></ul></nav>"),
    ],
)  # fmt: skip
def test_layouts_of_every_kind_keep_the_tree(styles, body):
    html = page_of(body, styles)
    pdf = tagged_pdf(laid_out(html), METADATA)
    assert differences(html, tree_outline(pdf)) == ()
    assert [failure.rule_id for failure in validator.validate_pdf_bytes(pdf, profile="ua1").failures] == []


def test_a_blank_between_two_elements_of_an_underlined_link_is_underlined_outside_the_text():
    link = '<a href="https://example.org/"><strong>The report</strong> <em>on care</em></a>'
    html = page_of(f"<h1>A</h1><p>Read {link} soon.</p>", "a { text-decoration: underline }")
    pdf = tagged_pdf(laid_out(html), METADATA)
    assert [failure.rule_id for failure in validator.validate_pdf_bytes(pdf, profile="ua1").failures] == []
    assert differences(html, tree_outline(pdf)) == ()


def test_the_space_behind_a_quotation_mark_of_the_style_sheet_keeps_words_apart():
    marks = "q::before { content: '‘' } q::after { content: '’' }"
    pdf = tagged_pdf(laid_out(page_of("<h1>A</h1><p>So she <q>quoted</q> <em>em</em></p>", marks)), METADATA)
    assert [element.text for element in tree_outline(pdf) if element.kind == "P"] == ["So she quoted em"]


def test_no_space_comes_from_a_quotation_mark_without_one():
    marks = "q::before { content: '‘' } q::after { content: '’' }"
    pdf = tagged_pdf(laid_out(page_of("<h1>A</h1><p><q>quoted</q>, <em>em</em></p>", marks)), METADATA)
    assert [element.text for element in tree_outline(pdf) if element.kind == "P"] == ["quoted, em"]


def test_a_footnote_of_the_style_sheet_is_a_note_behind_its_reference():
    html = page_of("<h1>A</h1><p>Said<span class=n>By her.</span> once.</p>", ".n { float: footnote }")
    lines = [line.strip() for line in dump_tags(tagged_pdf(laid_out(html), METADATA)).splitlines()]
    note = next(place for place, line in enumerate(lines) if line.startswith("Note"))
    assert [line.partition(" ")[0] for line in lines[note - 1 : note + 3]] == ["Reference", "Note", "Lbl", "“By"]


def test_a_line_of_hebrew_is_read_from_its_first_letter():
    pdf = tagged_pdf(laid_out(page_of('<h1>A</h1><p lang="he">שלום</p>')), METADATA)
    assert [element.text for element in tree_outline(pdf) if element.language == "he"] == ["שלום"]


def test_a_skipped_heading_level_is_closed_and_shows_in_the_comparison():
    html = page_of("<h1>A</h1><h3>B</h3><p>text</p>")
    outline = tree_outline(tagged_pdf(laid_out(html), METADATA))
    assert [element.kind for element in outline if element.kind.startswith("H")] == ["H1", "H2"]
    assert differences(html, outline) == ("the HTML has H3 “B” where the tags have H2 “B”",)


def test_a_picture_without_alternative_text_is_an_error_in_the_engines_log(caplog):
    html = page_of(f"<h1>A</h1><p><img src='{png()}'></p>")
    tagged_pdf(laid_out(html), METADATA)
    assert [record.getMessage()[-23:] for record in caplog.records] == ["has no alternative text"]


def test_a_page_of_another_document_adds_its_own_text_at_the_end():
    document = laid_out(page_of("<h1>A</h1><p>text</p>"))
    document.pages.append(laid_out(page_of("<p>added</p>")).pages[0])
    pdf = tagged_pdf(document, METADATA, ("1", None))
    assert [element.text for element in tree_outline(pdf) if element.kind == "P"] == ["text", "added"]
