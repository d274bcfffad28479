"""The file's own order: what is written, once all objects are complete."""

from __future__ import annotations

import io
import zlib

import pytest
from pydyf import PDF, Array, Dictionary, Stream, String

from guidepress.targets.pdf.tags import file
from guidepress.targets.pdf.tags.file import formatted, settle, write_file


def _pdf() -> PDF:
    pdf = PDF()
    pdf.info["Title"] = String("A (title) with \\ and ŵ")
    pdf.catalog["Lang"] = String("en")
    for number in range(40):
        content = [b"q", "1 0 0 RG", 2.5, number, String("(x)"), Array((1, 2.0, b"3"))]
        pdf.add_object(Stream(content, {"Kind": "/Test", "Number": number}, compress=number % 3 > 0))
        pdf.add_object(Dictionary({"Numbers": Array([0.1, -0.0, 1e-9, True, number]), "Text": String("plain")}))
    return pdf


def test_a_file_is_the_one_that_pydyf_writes(monkeypatch):
    monkeypatch.setattr(file, "COMPRESSION", 9)
    output = io.BytesIO()
    _pdf().write(output, "1.7", identifier=True, compress=True)
    assert write_file(_pdf(), "1.7") == output.getvalue()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.5, b"1.5"), (2.0, b"2"), (1 / 3, b"0.333333"), (7, b"7"), ("/Name", b"/Name"), (b"raw", b"raw"),
        (String("a(b)"), rb"(a\(b\))"), (String("ŵ"), b"<feff0175>"), (Array((1, "/A")), b"[1 /A]"),
        (Dictionary({"A": 1, "B": Array()}), b"<</A 1/B []>>"),
        (Stream([b"q", b"Q"]), b"<</Length 3>>\nstream\nq\nQ\nendstream"),
    ],
)  # fmt: skip
def test_values_are_written_as_the_standard_says(value, written):
    assert formatted(value) == written


def test_no_stream_ends_with_a_carriage_return():
    pdf = PDF()
    for number in range(600):
        pdf.add_object(Stream(["A" * number], compress=True))
    settle(pdf)
    packed = [candidate.stream[0] for candidate in pdf.objects if isinstance(candidate, Stream)]
    assert sum(data.endswith(b"\r\n") for data in packed) > 0
    assert not any(data.endswith(b"\r") for data in packed)
    assert zlib.decompressobj().decompress(packed[599]) == b"A" * 599


def test_nor_do_the_streams_that_are_added_last(monkeypatch):
    monkeypatch.setattr(zlib, "compress", lambda content, level: content + b"\r")  # noqa: ARG005
    assert b"\r\nendstream" not in write_file(_pdf(), "1.7").replace(b"\r\n\nendstream", b"")
