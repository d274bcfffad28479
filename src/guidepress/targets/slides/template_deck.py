"""The template deck: named layouts with real placeholders, written out as Office Open XML (ECMA-376, part 1).

`python -m guidepress.targets.slides.template_deck` writes `template.pptx` beside this file. Everything in it is
ours: no layout, name or date of another program. Sizes are in EMU, 12,700 to the point; type in hundredths of a
point. Colours are the theme's, of which `pptx` sets the guide's own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidepress.targets.slides.deck import Layout

FILE = Path(__file__).with_name("template.pptx")
POINT = 12_700
WIDTH, HEIGHT = 960, 540
"""A slide's size in points: 16 to 9."""
FACE = "Arial"
"""A typeface that every office suite has, or has one of the same widths for."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can name."""

_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_TYPES = "application/vnd.openxmlformats-officedocument"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Box:
    """Where a shape stands, in points from the slide's left upper corner."""

    left: float
    """Its left edge."""
    top: float
    """Its upper edge."""
    width: float
    """Its width."""
    height: float
    """Its height."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One placeholder of a layout."""

    name: str
    """What the selection pane calls it."""
    kind: str
    """Its type, such as `title`, `body`, `pic` or `tbl`."""
    index: int
    """Its index, which ties a slide's shape to it."""
    box: Box
    """Where it stands."""
    size: float
    """Its type's size in points."""
    colour: str = "tx1"
    """Its type's colour in the theme."""
    bold: bool = False
    """Whether its type is bold."""
    anchor: str = "t"
    """Where its text stands: `t` at the top, `ctr` in the middle, `b` at the foot."""


FOOT = Box(65, 496, 700, 30)
NUMBER = Box(815, 496, 100, 30)
TITLE = Box(65, 34, 850, 88)
BODY = Box(65, 138, 850, 348)

LAYOUTS: Mapping[Layout, Sequence[Holder]] = {
    Layout.TITLE: (
        Holder("Title", "ctrTitle", 0, Box(65, 110, 830, 170), 50, "bg1", bold=True, anchor="b"),
        Holder("Subtitle", "subTitle", 1, Box(65, 300, 830, 160), 26, "bg1"),
    ),
    Layout.TEXT: (
        Holder("Title", "title", 0, TITLE, 36, "accent1", bold=True, anchor="ctr"),
        Holder("Text", "body", 1, BODY, 24),
    ),
    Layout.LARGE: (
        Holder("Title", "title", 0, TITLE, 36, "accent1", bold=True, anchor="ctr"),
        Holder("Text", "body", 1, BODY, 40, anchor="ctr"),
    ),
    Layout.TABLE: (
        Holder("Title", "title", 0, Box(65, 28, 850, 76), 36, "accent1", bold=True, anchor="ctr"),
        Holder("Table", "tbl", 1, Box(65, 112, 850, 374), 20),
    ),
    Layout.PICTURE: (
        Holder("Title", "title", 0, TITLE, 36, "accent1", bold=True, anchor="ctr"),
        Holder("Text", "body", 1, Box(65, 138, 490, 348), 24, anchor="ctr"),
        Holder("Picture", "pic", 2, Box(575, 142, 340, 340), 18),
    ),
}


def template_bytes() -> bytes:
    """Gives the template deck: the same bytes every time."""
    return zipped(_parts())


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Gives parts as a ZIP file with no date of its own; what they are stands first, as readers expect."""
    first = "[Content_Types].xml"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != first, name != "_rels/.rels", name)):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # so that it is the same from every operating system
            archive.writestr(entry, parts[name])
    return file.getvalue()


def _parts() -> dict[str, bytes]:
    layouts = {f"ppt/slideLayouts/slideLayout{number}.xml": name for number, name in enumerate(LAYOUTS, 1)}
    texts = {
        "[Content_Types].xml": _content_types(layouts),
        "_rels/.rels": _relations(
            ("officeDocument", "ppt/presentation.xml"),
        ),
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("theme", "theme/theme1.xml"),
        ),
        "ppt/slideMasters/slideMaster1.xml": _master(len(layouts)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            *(
                ("slideLayout", f"../slideLayouts/slideLayout{number}.xml")
                for number in range(1, len(layouts) + 1)
            ),
            ("theme", "../theme/theme1.xml"),
        ),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relations(("theme", "../theme/theme2.xml")),
        "ppt/theme/theme1.xml": _theme(),
        "ppt/theme/theme2.xml": _theme(),
    }
    for path, layout in layouts.items():
        texts[path] = _layout(layout)
        texts[path.replace("slideLayouts/", "slideLayouts/_rels/") + ".rels"] = _relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return {name: (_HEAD + text).encode() for name, text in texts.items()}


def _content_types(layouts: Mapping[str, Layout]) -> str:
    pml = f"{_TYPES}.presentationml"
    overrides = {
        "ppt/presentation.xml": f"{pml}.presentation.main+xml",
        "ppt/slideMasters/slideMaster1.xml": f"{pml}.slideMaster+xml",
        "ppt/notesMasters/notesMaster1.xml": f"{pml}.notesMaster+xml",
        "ppt/theme/theme1.xml": f"{_TYPES}.theme+xml",
        "ppt/theme/theme2.xml": f"{_TYPES}.theme+xml",
    } | dict.fromkeys(layouts, f"{pml}.slideLayout+xml")
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        + "</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'


def _presentation() -> str:
    return (
        f'<p:presentation {_NAMES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{WIDTH * POINT}" cy="{HEIGHT * POINT}"/><p:notesSz cx="{540 * POINT}" cy="{780 * POINT}"/>'
        "</p:presentation>"
    )


def _master(layouts: int) -> str:
    ids = "".join(
        f'<p:sldLayoutId id="{2147483648 + number}" r:id="rId{number}"/>' for number in range(1, layouts + 1)
    )
    shapes = (
        _bar(2, Box(0, 0, 18, HEIGHT)),
        _placeholder(3, Holder("Title", "title", 0, TITLE, 36, "accent1", bold=True, anchor="ctr"), "title"),
        _placeholder(4, Holder("Text", "body", 1, BODY, 24), "body"),
        _placeholder(5, Holder("Footer", "ftr", 3, FOOT, 18, "tx2", anchor="ctr"), "ftr"),
        _placeholder(6, Holder("Slide number", "sldNum", 4, NUMBER, 18, "tx2", anchor="ctr"), "sldNum"),
    )
    return (
        f"<p:sldMaster {_NAMES}><p:cSld>"
        '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"{_tree(shapes)}</p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{_level(1, 36, 'accent1', bold=True)}</p:titleStyle>"
        f"<p:bodyStyle>{_body_levels(24)}</p:bodyStyle>"
        f"<p:otherStyle>{_level(1, 18, 'tx1')}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _layout(layout: Layout) -> str:
    holders = LAYOUTS[layout]
    kind = {Layout.TITLE: "title", Layout.TEXT: "obj", Layout.TABLE: "tbl"}.get(layout, "cust")
    on_colour = layout is Layout.TITLE
    quiet = "bg1" if on_colour else "tx2"
    feet = (
        Holder("Footer", "ftr", 10, FOOT, 18, quiet, anchor="ctr"),
        Holder("Slide number", "sldNum", 11, NUMBER, 18, quiet, anchor="ctr"),
    )
    shapes = [_placeholder(number, holder) for number, holder in enumerate((*holders, *feet), 2)]
    ground = (
        '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        if on_colour
        else ""
    )
    master_shapes = ' showMasterSp="0"' if on_colour else ""
    return (
        f'<p:sldLayout {_NAMES} type="{kind}"{master_shapes} preserve="1">'
        f'<p:cSld name="{layout}">{ground}{_tree(shapes)}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _notes_master() -> str:
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
        f"{_place(Box(30, 40, 480, 270))}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525"><a:solidFill>'
        '<a:schemeClr val="tx2"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    notes = _placeholder(3, Holder("Notes", "body", 3, Box(30, 330, 480, 420), 14), "body")
    return (
        f"<p:notesMaster {_NAMES}><p:cSld>"
        '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"{_tree((picture, notes))}</p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f"<p:notesStyle>{_level(1, 14, 'tx1')}</p:notesStyle></p:notesMaster>"
    )


def _tree(shapes: Sequence[str]) -> str:
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm>'
        f"</p:grpSpPr>{''.join(shapes)}</p:spTree>"
    )


def _place(box: Box) -> str:
    left, top, width, height = (round(value * POINT) for value in (box.left, box.top, box.width, box.height))
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _bar(number: int, box: Box) -> str:
    """Gives a bar of the guide's colour, for the eye alone."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Bar">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_place(box)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _placeholder(number: int, holder: Holder, kind: str = "") -> str:
    kind = kind or holder.kind
    index = f' idx="{holder.index}"' if holder.index else ""
    size = {"ftr": ' sz="quarter"', "sldNum": ' sz="quarter"'}.get(kind, "")
    right = ' algn="r"' if kind == "sldNum" else ""
    levels = (
        _body_levels(holder.size, holder.colour)
        if kind in {"body", "subTitle"}
        else _level(1, holder.size, holder.colour, bold=holder.bold, more=right)
    )
    field = '<a:fld id="{5A2B6C10-0000-4000-8000-000000000001}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{holder.name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{size}{index}/></p:nvPr></p:nvSpPr><p:spPr>{_place(holder.box)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{holder.anchor}"><a:normAutofit/>'
        "</a:bodyPr>"
        f"<a:lstStyle>{levels}</a:lstStyle><a:p>{field if kind == 'sldNum' else ''}</a:p></p:txBody></p:sp>"
    )


def _body_levels(size: float, colour: str = "tx1") -> str:
    """Gives the levels of running text: plain paragraphs, then points."""
    indent = round(size * POINT)
    point = f'marL="{indent}" indent="-{indent}"'
    bullet = '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>'
    return _level(1, size, colour) + _level(2, size, colour, more=f" {point}", bullet=bullet)


def _level(
    number: int, size: float, colour: str, *, bold: bool = False, more: str = "", bullet: str = "<a:buNone/>"
) -> str:
    margins = "" if "marL" in more else ' marL="0" indent="0"'
    align = "" if "algn" in more else ' algn="l"'
    spacing = (
        '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{round(size * 50)}"/></a:spcAft>'
    )
    return (
        f'<a:lvl{number}pPr{margins}{align}{more}>{spacing}{bullet}<a:defRPr sz="{round(size * 100)}" '
        f'b="{int(bold)}" kern="1200"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="{FACE}"/><a:cs typeface="{FACE}"/></a:defRPr></a:lvl{number}pPr>'
    )


def _theme() -> str:
    colours = {
        "dk1": "1A1A1A", "lt1": "FFFFFF", "dk2": "474747", "lt2": "F2F2F2", "accent1": "1A1A1A",
        "accent2": "474747", "accent3": "767676", "accent4": "1A1A1A", "accent5": "474747", "accent6": "767676",
        "hlink": "1A1A1A", "folHlink": "1A1A1A",
    }  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    face = f'<a:latin typeface="{FACE}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Guidepress">'
        f'<a:themeElements><a:clrScheme name="Guidepress">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Guidepress"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Guidepress"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


if __name__ == "__main__":
    FILE.write_bytes(template_bytes())
