"""The bytes of a PPTX to a `DeckRead`: ZIP and XML of the standard library, and no python-pptx, which wrote it.

What a run does not say it inherits: from its shape, the layout's placeholder, the master's (ECMA-376, part 1,
19.3.1.36). Raises ValueError for what is no PPTX.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

from guidepress.checks.slides.records import DeckRead, RunRead, ShapeRead, SlideRead

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_MAPPED = {"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"}
_OWN_PROPERTIES = {"title", "creator", "language", "created", "modified", "revision", "lastModifiedBy", "subject"}
_SHAPES = ("sp", "pic", "graphicFrame", "grpSp", "cxnSp")


def read_deck(content: bytes) -> DeckRead:
    """Reads a deck."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _Package({name: archive.read(name) for name in archive.namelist()}).deck()
    except (zipfile.BadZipFile, KeyError, ParseError, StopIteration, AttributeError) as error:
        raise ValueError(f"no readable PPTX: {error}") from error


class _Package:
    """The parts of one file."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.trees: dict[str, Element] = {}

    def tree(self, name: str) -> Element:
        if name not in self.trees:
            self.trees[name] = fromstring(self.parts[name])
        return self.trees[name]

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Gives the kind and the target of each relation of a part, by its id."""
        folder, file = posixpath.split(name)
        path = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if path not in self.parts:
            return {}
        found = {}
        for relation in self.tree(path):
            target = relation.get("Target", "")
            outside = relation.get("TargetMode") == "External"
            inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (kind, target if outside else inside)
        return found

    def one(self, name: str, kind: str) -> str | None:
        return next((target for found, target in self.related(name).values() if found == kind), None)

    def deck(self) -> DeckRead:
        main = "ppt/presentation.xml"
        relations = self.related(main)
        ids = [slide.get(f"{R}id", "") for slide in self.tree(main).iter(f"{P}sldId")]
        slides = tuple(self.slide(relations[name][1]) for name in ids)
        properties = {}
        if "docProps/core.xml" in self.parts:
            properties = {item.tag.rpartition("}")[2]: item.text or "" for item in self.tree("docProps/core.xml")}
        others = tuple(f"{name}: {value}" for name, value in sorted(properties.items())
                       if value and name not in _OWN_PROPERTIES)  # fmt: skip
        changed_by = properties.get("lastModifiedBy", "")
        if changed_by and changed_by != properties.get("creator"):
            others = (*others, f"lastModifiedBy: {changed_by}")
        return DeckRead(slides, properties.get("title", ""), properties.get("creator", ""),
                        properties.get("language", ""), others)  # fmt: skip

    def slide(self, name: str) -> SlideRead:
        layout = self.one(name, "slideLayout") or ""
        master = self.one(layout, "slideMaster") or ""
        inherited = _Inherited(self.tree(layout), self.tree(master), self.tree(self.one(master, "theme") or ""))
        relations = self.related(name)
        tree = next(self.tree(name).iter(f"{P}spTree"))
        shapes = tuple(
            self.shape(child, relations, inherited)
            for child in tree
            if child.tag in {f"{P}{kind}" for kind in _SHAPES}
        )
        notes = self.one(name, "notesSlide")
        return SlideRead(shapes, self.notes(notes, inherited) if notes else None, inherited.ground)

    def shape(self, shape: Element, relations: Mapping[str, tuple[str, str]], inherited: _Inherited) -> ShapeRead:
        names = next(shape.iter(f"{P}cNvPr"))
        holder = shape.find(f"./*/{P}nvPr/{P}ph")
        table = next(shape.iter(f"{A}tbl"), None)
        properties = table.find(f"{A}tblPr") if table is not None else None
        has_header = None if table is None else properties is not None and properties.get("firstRow") == "1"
        blip = next(shape.iter(f"{A}blip"), None)
        picture = relations.get(blip.get(f"{R}embed", ""), ("", ""))[1] if blip is not None else ""
        return ShapeRead(
            shape.tag.removeprefix(P),
            (holder.get("type") or "obj") if holder is not None else "",
            tuple(_runs(shape, relations, inherited, holder)),
            names.get("descr", ""),
            any(mark.get("val") == "1" for mark in names.iter(_DECORATIVE)),
            has_header,
            self.parts.get(picture, b""),
        )

    def notes(self, name: str, inherited: _Inherited) -> tuple[RunRead, ...]:
        shapes = self.tree(name).iter(f"{P}sp")
        return tuple(run for shape in shapes for run in _runs(shape, {}, inherited, None))


class _Inherited:
    """What runs of one layout have where they say nothing themselves."""

    def __init__(self, layout: Element, master: Element, theme: Element) -> None:
        self.layout, self.master = layout, master
        self.colours = {
            colour.tag.removeprefix(A): colour[0].get("val") or colour[0].get("lastClr") or ""
            for colour in next(theme.iter(f"{A}clrScheme"))
        }
        fills = (found for part in (layout, master) for found in part.iter(f"{P}bgPr"))
        self.ground = self.colour(next(fills, None)) or "#ffffff"

    def colour(self, holder: Element | None) -> str:
        """Gives the colour of a solid fill below an element, as `#rrggbb`; empty where there is none."""
        fill = holder.find(f"{A}solidFill") if holder is not None else None
        if fill is None or not len(fill):
            return ""
        name = fill[0].get("val", "")
        value = self.colours.get(_MAPPED.get(name, name), name)
        return f"#{value.lower()}"

    def properties(self, holder: Element | None, level: int) -> Iterator[Element]:
        """Gives the properties of type that a placeholder's level inherits, the nearest first."""
        index, kind = (holder.get("idx"), holder.get("type", "obj")) if holder is not None else (None, "other")
        for shape in self.layout.iter(f"{P}sp"):
            found = shape.find(f"./*/{P}nvPr/{P}ph")
            if found is not None and found.get("idx") == index:
                yield from _of_level(shape, level)
        family = {"title": "titleStyle", "ctrTitle": "titleStyle", "other": "otherStyle"}.get(kind, "bodyStyle")
        styles = self.master.find(f"./{P}txStyles/{P}{family}")
        if styles is not None:
            yield from _of_level(styles, level)


def _of_level(holder: Element, level: int) -> Iterator[Element]:
    for properties in holder.iter(f"{A}lvl{level}pPr"):
        yield from properties.iter(f"{A}defRPr")


def _runs(
    shape: Element, relations: Mapping[str, tuple[str, str]], inherited: _Inherited, holder: Element | None
) -> Iterator[RunRead]:
    for paragraph in shape.iter(f"{A}p"):
        own = paragraph.find(f"{A}pPr")
        level = int(own.get("lvl", "0")) + 1 if own is not None else 1
        for run in paragraph:
            text = "".join(part.text or "" for part in run.iter(f"{A}t"))
            if run.tag not in {f"{A}r", f"{A}fld"} or not text:
                continue
            properties = run.find(f"{A}rPr")
            chain = [*([properties] if properties is not None else []), *inherited.properties(holder, level)]
            sizes = (int(found.get("sz", "0")) / 100 for found in chain)
            colours = (inherited.colour(found) for found in chain)
            link = properties.find(f"{A}hlinkClick") if properties is not None else None
            yield RunRead(
                text,
                properties.get("lang", "") if properties is not None else "",
                next(filter(None, sizes), 0.0),
                f"#{inherited.colours['hlink'].lower()}"
                if link is not None
                else next(filter(None, colours), "#000000"),
                relations.get(link.get(f"{R}id", ""), ("", ""))[1] if link is not None else None,
                link.get("tooltip", "") if link is not None else "",
            )
