"""What `.ci/set_up.py` does to a machine, without doing it."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LIBRARY = "libpango-1.0.so.0"
DEBIAN_LINE = (
    "run: sudo apt-get update && sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


def load_set_up() -> ModuleType:
    """Gives the script as a module: it lies outside every package."""
    spec = importlib.util.spec_from_file_location("set_up", PROJECT / ".ci" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["set_up"] = module  # where dataclasses look their module up
    spec.loader.exec_module(module)
    return module


set_up = load_set_up()


def machine(platform: str, *commands: str, as_root: tuple[str, ...] | None = None):
    return set_up.Machine(platform, frozenset(commands), as_root)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "constraints.txt").write_text("click==8.1.0\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    return tmp_path


@pytest.fixture
def commands(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The modules that a set-up runs, in order; the first of them makes the folder."""
    ran: list[str] = []

    def record(command: tuple[str, ...], **_: object) -> bool:
        ran.append(command[2])
        (project / ".venv").mkdir(exist_ok=True)
        return True

    monkeypatch.setattr(set_up, "run", record)
    return ran


def test_root_on_debian_renews_the_lists_and_then_installs_without_a_question():
    update, install = set_up.remedy_for([LIBRARY], machine("linux", "apt-get", as_root=())).commands
    assert update[-1] == "update"
    assert "DEBIAN_FRONTEND=noninteractive" in install
    assert "-y" in install
    assert install[-3:] == ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def test_a_sudo_without_a_password_is_used_and_never_asks():
    remedy = set_up.remedy_for([LIBRARY], machine("linux", "apt-get", as_root=("sudo", "-n")))
    assert all(command[:3] == ("sudo", "-n", "env") for command in remedy.commands)


def test_without_the_right_to_install_the_exact_command_is_named():
    assert set_up.remedy_for([LIBRARY], machine("linux", "apt-get")) == set_up.Remedy((), DEBIAN_LINE)


def test_a_python_of_debian_without_venv_gets_the_package_of_its_own_version():
    remedy = set_up.remedy_for(["ensurepip"], machine("linux", "apt-get"))
    assert remedy.by_hand.endswith(f"apt-get install -y python3.{sys.version_info.minor}-venv")


def test_homebrew_installs_pango():
    remedy = set_up.remedy_for(["libpango-1.0.dylib"], machine("darwin", "brew"))
    assert remedy.commands == (("env", "NONINTERACTIVE=1", "brew", "install", "pango"),)


@pytest.mark.parametrize(
    ("there", "command"),
    [
        (machine("darwin"), "brew install pango"),
        (machine("win32"), "pacman -S mingw-w64-ucrt-x86_64-pango"),
        (machine("linux", "dnf", as_root=()), "dnf install -y pango harfbuzz"),
        (machine("linux"), "libharfbuzz-subset0"),
    ],
)
def test_where_nothing_can_be_installed_one_line_says_what_to_do(there, command: str):
    remedy = set_up.remedy_for([LIBRARY], there)
    assert remedy.commands == ()
    assert command in remedy.by_hand
    assert "\n" not in remedy.by_hand


def test_a_library_that_the_system_does_not_have_is_missing():
    assert not set_up.loads("libno-such-library.so.0", "linux")


def test_what_is_still_missing_after_installing_stops_the_set_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(set_up, "missing_things", lambda _: (LIBRARY,))
    monkeypatch.setattr(set_up, "this_machine", lambda: machine("linux", "apt-get", as_root=("sudo", "-n")))
    monkeypatch.setattr(set_up, "run", lambda _: True)
    with pytest.raises(set_up.SetUpError, match="sudo apt-get install -y libpango"):
        set_up.bring_system_packages()


def test_the_first_set_up_makes_the_folder_and_installs(project: Path, commands: list[str]):
    set_up.bring_environment(project)
    assert commands == ["venv", "pip", "pip"]


def test_a_second_set_up_does_nothing_even_when_files_were_touched(project: Path, commands: list[str]):
    set_up.bring_environment(project)
    os.utime(project / "constraints.txt", (1, 1))
    set_up.bring_environment(project)
    assert len(commands) == 3


def test_a_changed_pin_sets_up_again(project: Path, commands: list[str]):
    set_up.bring_environment(project)
    (project / "constraints.txt").write_text("click==8.1.1\n")
    set_up.bring_environment(project)
    assert len(commands) == 6


def test_another_python_and_another_place_each_ask_for_another_environment(project: Path):
    copy = project / "copy"
    copy.mkdir()
    for name in ("constraints.txt", "pyproject.toml"):
        (copy / name).write_bytes((project / name).read_bytes())
    prints = [set_up.fingerprint(*asked) for asked in ((project, "3.11"), (project, "3.12"), (copy, "3.11"))]
    assert len(set(prints)) == 3


def test_a_set_up_that_failed_starts_again_the_next_time(project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(set_up, "run", lambda _, **__: False)
    for _ in range(2):
        with pytest.raises(set_up.SetUpError):
            set_up.bring_environment(project)
