"""What a file says of itself, as an XMP packet.

Takes a `DocumentMetadata`; gives the bytes of one packet with Dublin Core, rights, PDF/UA-1 and PDF/A-2a
identification, and the extension schema that PDF/A asks for since PDF/UA's is not one of its own (ISO 16684-1;
ISO 19005-2, 6.6.2; ISO 14289-1, 5). Promises the same bytes for the same values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from guidepress import __version__

_HEAD = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
  xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">"""

_IDENTIFICATION = """<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""

_FOOT = """</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What is known of a document as a whole."""

    title: str
    """Its title; never empty."""
    creator: tuple[str, ...]
    """Who wrote it, one name each."""
    description: str
    """What it is about, in a sentence; may be empty."""
    keywords: tuple[str, ...]
    """Words to find it by."""
    language: str
    """Its main language, as a BCP 47 tag such as `en-GB`."""
    publisher: str
    """Who publishes it; may be empty."""
    sponsor: str
    """Who paid for it; may be empty."""
    rights: str
    """The licence's statement in words; may be empty."""
    licence_url: str | None
    """Where the licence's text is; None where there is none."""
    version: str
    """Its version; may be empty."""
    date: str
    """The day or moment it is dated, in ISO 8601: `2025-03-01`, or with a time and its offset from UTC."""
    producer: str
    """The software that wrote the PDF, with its version."""


def timestamp(date: str) -> str:
    """A date as a moment in UTC, such as `2025-03-01T00:00:00+00:00`; raises ValueError for one that is none."""
    moment = datetime.fromisoformat(date)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(microsecond=0).isoformat()


def xmp_packet(metadata: DocumentMetadata) -> bytes:
    """Gives the XMP packet of a document, as UTF-8."""
    moment = timestamp(metadata.date)
    rights = metadata.rights
    parts = (
        _HEAD,
        "<dc:format>application/pdf</dc:format>",
        _localised("dc:title", metadata.title),
        _list("dc:creator", "Seq", metadata.creator),
        _localised("dc:description", metadata.description),
        _list("dc:subject", "Bag", metadata.keywords),
        _list("dc:language", "Bag", (metadata.language,)),
        _list("dc:publisher", "Bag", (metadata.publisher,)),
        _list("dc:contributor", "Bag", (metadata.sponsor,)),
        _list("dc:date", "Seq", (moment,)),
        _localised("dc:rights", rights),
        "<xmpRights:Marked>True</xmpRights:Marked>" if rights or metadata.licence_url else "",
        _simple("xmpRights:WebStatement", metadata.licence_url or ""),
        _localised("xmpRights:UsageTerms", rights),
        _list("xmpRights:Owner", "Bag", (metadata.publisher,)),
        _simple("pdf:Producer", metadata.producer),
        _simple("pdf:Keywords", ", ".join(metadata.keywords)),
        _simple("xmp:CreatorTool", f"Guidepress {__version__}"),
        _simple("xmp:CreateDate", moment),
        _simple("xmp:ModifyDate", moment),
        _simple("xmp:MetadataDate", moment),
        _simple("xmpMM:VersionID", metadata.version),
        _IDENTIFICATION,
        _FOOT,
    )
    return "\n".join(part for part in parts if part).encode()


def _simple(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _list(name: str, kind: str, values: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _localised(name: str, value: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{escape(value)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>" if value else ""
