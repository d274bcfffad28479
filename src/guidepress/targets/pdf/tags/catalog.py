"""What a tagged PDF says of itself: metadata, page labels and how a viewer shows it.

Takes a `DocumentMetadata` and the folios, and the engine's PDF before its trailer; sets the information
dictionary, the metadata stream and the catalog's entries (ISO 32000-1, 7.7.2 and 14.3; ISO 19005-2, 6.6.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidepress import __version__
from guidepress.targets.pdf.metadata import DocumentMetadata, timestamp, xmp_packet
from guidepress.targets.pdf.tags.objects import PDF, Array, Dictionary, Object, Stream, text

ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


def write_catalog(pdf: PDF, metadata: DocumentMetadata, folios: Sequence[str | None]) -> None:
    """Writes metadata, page labels and viewer preferences into the PDF."""
    _write_information(pdf, metadata)
    _write_packet(pdf, xmp_packet(metadata))
    pdf.catalog["Lang"] = text(metadata.language)
    pdf.catalog["MarkInfo"] = Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = Dictionary({"DisplayDocTitle": "true"})
    if folios:
        numbers = Array()
        for page, label in page_labels(folios):
            numbers.extend((page, Dictionary({key: _label(key, value) for key, value in label.items()})))
        pdf.catalog["PageLabels"] = Dictionary({"Nums": numbers})


def _write_information(pdf: PDF, metadata: DocumentMetadata) -> None:
    """The information dictionary, in step with the packet."""
    date = "D:" + "".join(digit for digit in timestamp(metadata.date)[:19] if digit.isdigit()) + "Z"
    pdf.info.clear()
    entries = {
        "Title": metadata.title,
        "Author": ", ".join(metadata.creator),
        "Subject": metadata.description,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": f"Guidepress {__version__}",
        "Producer": metadata.producer,
        "CreationDate": date,
        "ModDate": date,
    }
    pdf.info.update({key: text(value) for key, value in entries.items() if value})


def _write_packet(pdf: PDF, packet: bytes) -> None:
    """The metadata stream, not compressed (ISO 19005-2, 6.6.2.1)."""
    stream = Stream([packet], {"Type": "/Metadata", "Subtype": "/XML"}, False)
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference


def _label(key: str, value: str | int) -> Object | str | int:
    return text(str(value)) if key == "P" else f"/{value}" if key == "S" else value


def page_labels(folios: Sequence[str | None]) -> Iterator[tuple[int, dict[str, str | int]]]:
    """The label ranges (ISO 32000-1, 12.4.2) that give every page its printed folio.

    Yields the first page of each range, counted from 0, and its label: style `S` (`D` for figures, `r` for small
    Roman numerals), first number `St`, or prefix `P` for a folio that is no number. A page without folio has an
    empty label.
    """
    style, number = "", 0
    for page, folio in enumerate(folios):
        was, (style, number) = (style, number), _numeral(folio)
        if style and (style, number) == (was[0], was[1] + 1):
            continue
        if style:
            yield page, {"S": style, "St": number} if number != 1 else {"S": style}
        elif folio or page == 0 or was[0] or folios[page - 1]:
            yield page, {"P": folio} if folio else {}


def _numeral(folio: str | None) -> tuple[str, int]:
    """A folio's style and number; an empty style where it is no number that can be counted on."""
    if not folio:
        return "", 0
    if folio.isascii() and folio.isdecimal() and str(int(folio)) == folio and folio != "0":
        return "D", int(folio)
    for number in range(1, 40):
        if roman(number) == folio:
            return "r", number
    return "", 0


def roman(number: int) -> str:
    """A number from 1 to 39 in small Roman numerals."""
    digits = ""
    for numeral, value in ROMAN:
        while number >= value:
            digits += numeral
            number -= value
    return digits
