"""Metadata, page labels and the file's own order."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from guidepress.targets.pdf.metadata import timestamp, xmp_packet
from guidepress.targets.pdf.tags.catalog import page_labels, roman

from .specimen import METADATA

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "schema": "http://www.aiim.org/pdfa/ns/schema#",
}


def test_the_packet_holds_what_is_known_of_the_document():
    tree = ElementTree.fromstring(xmp_packet(METADATA).decode().partition("?>")[2])

    def texts(path):
        return [(element.text or "").strip() for element in tree.findall(f".//{path}", NAMES)]

    assert texts("dc:title/rdf:Alt/rdf:li") == ["Listening: a specimen"]
    assert texts("dc:creator/rdf:Seq/rdf:li") == ["A. Author", "B. Öther"]
    assert texts("dc:description/rdf:Alt/rdf:li") == ["What may stand in a guide & what becomes of it"]
    assert texts("dc:subject/rdf:Bag/rdf:li") == ["listening", "care"]
    assert texts("dc:language/rdf:Bag/rdf:li") == ["en-GB"]
    assert texts("dc:publisher/rdf:Bag/rdf:li") == ["The Press"]
    assert texts("dc:rights/rdf:Alt/rdf:li") == ["© 2025 The Press. CC BY 4.0"]
    assert texts("pdf:Keywords") == ["listening, care"]
    assert texts("xmp:CreateDate") == texts("xmp:ModifyDate") == ["2025-03-01T00:00:00+00:00"]
    assert texts("rights:Marked") == ["True"]
    assert texts("rights:WebStatement") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert texts("pdfaid:part") + texts("pdfaid:conformance") + texts("pdfuaid:part") == ["2", "A", "1"]
    assert texts("schema:prefix") == ["pdfuaid"]


def test_what_is_not_known_is_left_out():
    packet = xmp_packet(replace(METADATA, rights="", licence_url=None, sponsor="", keywords=()))
    assert all(
        word not in packet for word in (b"xmpRights:Marked", b"dc:contributor", b"dc:subject", b"pdf:Keywords")
    )


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2025-03-01", "2025-03-01T00:00:00+00:00"),
        ("2025-03-01T12:30:00+02:00", "2025-03-01T10:30:00+00:00"),
    ],
)
def test_dates_are_moments_in_utc(date, moment):
    assert timestamp(date) == moment


@pytest.mark.parametrize(
    ("folios", "labels"),
    [
        (["1", "2", "3"], [(0, {"S": "D"})]),
        ([None, "2", "3"], [(0, {}), (1, {"S": "D", "St": 2})]),
        ([None, None, "3"], [(0, {}), (2, {"S": "D", "St": 3})]),
        (["i", "ii", "1", "2"], [(0, {"S": "r"}), (2, {"S": "D"})]),
        (["1", "A", None], [(0, {"S": "D"}), (1, {"P": "A"}), (2, {})]),
        (["1", None, "3"], [(0, {"S": "D"}), (1, {}), (2, {"S": "D", "St": 3})]),
    ],
)
def test_page_labels_are_ranges_that_give_the_folios(folios, labels):
    assert list(page_labels(folios)) == labels


def test_a_number_with_a_leading_zero_is_a_label_of_its_own():
    assert list(page_labels([None, "1", "02", "3"])) == [
        (0, {}), (1, {"S": "D"}), (2, {"P": "02"}), (3, {"S": "D", "St": 3}),
    ]  # fmt: skip


def test_rights_are_marked_where_only_the_licence_has_an_address():
    with_address = xmp_packet(replace(METADATA, rights=""))
    assert b"<xmpRights:Marked>True</xmpRights:Marked>" in with_address
    assert b"xmpRights:Marked" not in xmp_packet(replace(METADATA, rights="", licence_url=""))


def test_roman_numerals_are_those_of_front_matter():
    assert [roman(number) for number in (1, 4, 9, 14, 39)] == ["i", "iv", "ix", "xiv", "xxxix"]
