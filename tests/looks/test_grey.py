"""Pictures of the grey editions: photographs are turned into greys, whatever file they come from."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pikepdf
import pytest
from PIL import Image

from guidepress.checks.pdf.pages.objects import colours_of
from guidepress.sources.project import read_project
from guidepress.targets.pdf.grey import _in_grey
from making import maker_of, pdf_of, task_of
from projects import SMALL

RED = (255, 0, 0)
"""Its luma is 0.299 × 255 = 76 (ITU-R BT.601)."""


def picture(kind: str, mode: str) -> bytes:
    colour = {"RGB": RED, "RGBA": (*RED, 128), "CMYK": (0, 255, 255, 0), "L": 76, "P": RED}[mode]
    image = Image.new("RGB", (40, 30), RED).quantize(4) if mode == "P" else Image.new(mode, (40, 30), colour)
    out = BytesIO()
    image.save(out, format=kind)
    return out.getvalue()


def pictures_in(pdf: bytes) -> list[Image.Image]:
    with pikepdf.open(BytesIO(pdf)) as file:
        return [pikepdf.PdfImage(it).as_pil_image() for it in file.pages[0].get_images().values()]


def made(folder: Path, content: bytes, edition: str) -> bytes:
    project = Path(copytree(SMALL, folder / "small"))
    (project / "guides/photograph").write_bytes(content)
    series = read_project(project, project / "styles").series
    assert series is not None
    guide = replace(series.guides[0], markdown="![A photograph](photograph)")
    series = replace(series, guides=(guide,))
    return pdf_of(maker_of(project).make(series, task_of(series, str(guide.id), edition)))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "RGB"), ("JPEG", "CMYK"), ("GIF", "P")],
)
def test_a_picture_has_one_channel_of_ink_and_the_grey_of_its_colour(kind: str, mode: str, tmp_path: Path) -> None:
    pdf = made(tmp_path, picture(kind, mode), "print")
    [grey] = pictures_in(pdf)
    assert (grey.getbands()[0], grey.size) == ("L", (40, 30))
    assert grey.getchannel("L").getpixel((20, 15)) == pytest.approx(76, abs=2)
    assert colours_of(pdf) == ()


def test_a_picture_that_is_not_all_one_colour_keeps_its_rows(tmp_path: Path) -> None:
    image = Image.new("RGB", (8, 8), "white")
    image.paste((0, 0, 0), (0, 0, 8, 2))
    out = BytesIO()
    image.save(out, format="PNG")
    [grey] = pictures_in(made(tmp_path, out.getvalue(), "print"))
    assert [grey.getpixel((4, row)) for row in range(8)] == [0, 0, 255, 255, 255, 255, 255, 255]


def test_the_edition_for_the_screen_keeps_colours(tmp_path: Path) -> None:
    [coloured] = pictures_in(made(tmp_path, picture("PNG", "RGB"), "standard"))
    assert coloured.getpixel((20, 15)) == RED


DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100">
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/>
</linearGradient>
<radialGradient id="r"><stop offset="0" stop-color="#0f0"/>
<stop offset="1" stop-color="#fff" stop-opacity=".5"/>
</radialGradient></defs>
<rect width="40" height="40" fill="#1e90ff" stroke="#c00"/><rect y="50" width="90" height="20" fill="url(#g)"/>
<circle cx="50" cy="80" r="9" fill="url(#r)"/></svg>"""


def test_a_drawing_with_gradients_has_no_colour_in_a_grey_edition(tmp_path: Path) -> None:
    assert colours_of(made(tmp_path, DRAWING, "print")) == ()


def test_a_colour_has_the_grey_of_its_lightness() -> None:
    assert _in_grey(b"1 0 0 rg 0 0 1 RG 0.5 0.5 0.5 rg") == b"0.2990 g 0.1140 G 0.5 g"


def test_the_edition_for_the_screen_keeps_the_colours_of_a_drawing(tmp_path: Path) -> None:
    assert colours_of(made(tmp_path, DRAWING, "standard")) != ()
