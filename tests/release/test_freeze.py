"""A release's folder is written whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from guidepress.release import freeze
from guidepress.release.freeze import frozen
from guidepress.release.manifest import manifest_bytes, read_manifest

from .project import Garden

KILLED = """
import os, signal, sys
from pathlib import Path
from guidepress.release import freeze
write, left = freeze._write, [int(sys.argv[1])]
def dying(path, content):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    write(path, content)
freeze._write = dying
from guidepress.commands.group import run
run(["release", "1.0", "--project", sys.argv[2], "--jobs", "1"])
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_a_killed_release_leaves_no_folder_and_the_next_one_tidies_up(garden: Garden):
    releases = garden.folder / "output" / "releases"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, "5", str(garden.folder)], capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert [path.name for path in releases.iterdir() if not path.name.startswith(".")] == []
    garden.release()
    assert sorted(path.name for path in releases.iterdir()) == ["1.0", "feed.atom", "feed.json", "index.html"]


def test_a_full_disk_leaves_nothing(built_garden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = built_garden / "output/releases/1.0"
    manifest = read_manifest((folder / "manifest.json").read_bytes())
    files = {file.name: (folder / file.name).read_bytes() for file in manifest.files}
    write, left = freeze._write, iter(range(7))

    def full(path: Path, content: bytes) -> None:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(freeze, "_write", full)
    [problem] = frozen(tmp_path / "releases" / "1.0", manifest, files)
    assert (problem.code, "no space left on device" in problem.message) == ("L012", True)
    assert list((tmp_path / "releases").iterdir()) == []


def test_a_manifest_survives_its_file(built_garden: Path):
    content = (built_garden / "output/releases/1.0/manifest.json").read_bytes()
    assert manifest_bytes(read_manifest(content)) == content


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"format": 2}', b"\xff\xfe", b'{"format": 1, "files": 3}']
)
def test_what_is_no_manifest_is_told_and_no_crash(content: bytes):
    with pytest.raises(ValueError, match="it is"):
        read_manifest(content)
