"""The fonts that the engine sees, and that it leaves nothing behind for their sake."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guidepress.engine.font_files import font_files, font_folders
from guidepress.engine.library import load_weasyprint
from projects import copy_of_small

COMMAND = [sys.executable, "-m", "guidepress"]


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "TMPDIR": str(folder)}


def test_the_fonts_of_packages_and_no_others_are_seen():
    load_weasyprint()
    from weasyprint.text.ffi import ffi, fontconfig

    configuration = fontconfig.FcInitLoadConfigAndFonts()
    found = set()
    for kind in (fontconfig.FcSetSystem, fontconfig.FcSetApplication):
        fonts = fontconfig._library.FcConfigGetFonts(configuration, kind)
        name = ffi.new("FcChar8 **")
        for number in range(fonts.nfont if fonts != ffi.NULL else 0):
            fontconfig.FcPatternGetString(fonts.fonts[number], b"file", 0, name)
            found.add(Path(os.fsdecode(ffi.string(name[0]))))
    fontconfig.FcConfigDestroy(configuration)
    assert found == set(font_files())
    assert all(any(path.is_relative_to(folder) for folder in font_folders()) for path in found)


def test_a_build_and_a_check_leave_nothing_in_the_temporary_folder(tmp_path: Path):
    project = copy_of_small(tmp_path)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for words in (["build", "--jobs", "2"], ["check", "--output"]):
        command = [*COMMAND, *words, "--project", str(project)]
        done = subprocess.run(command, env=environment(temporary), capture_output=True, text=True, check=False)
        assert done.stderr == ""
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("seconds", [0.3, 0.6, 1.0])
def test_a_build_that_is_stopped_leaves_nothing_in_the_temporary_folder(seconds: float, tmp_path: Path):
    project = copy_of_small(tmp_path)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = [*COMMAND, "build", "--edition", "all", "--project", str(project)]
    with subprocess.Popen(
        command, env=environment(temporary), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        process.wait(20)
    assert list(temporary.iterdir()) == []
