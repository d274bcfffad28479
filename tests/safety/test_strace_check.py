"""The check by strace sees what breaks the promise; CI runs it on hostile projects and on this series."""

from __future__ import annotations

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from projects import REPOSITORY

_LOADER = SourceFileLoader("strace_check", str(REPOSITORY / ".ci" / "strace_check"))
_SPEC = spec_from_loader("strace_check", _LOADER)
assert _SPEC is not None
sys.dont_write_bytecode, _before = True, sys.dont_write_bytecode
check = module_from_spec(_SPEC)
_LOADER.exec_module(check)
sys.dont_write_bytecode = _before

PROJECT = Path("/series")
BROKEN = {
    'execve("/bin/sh", ["sh", "-c", "touch here"], 0x7ffe /* 36 vars */) = 0': "a program is started",
    "socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3<socket:[1]>": "a socket",
    "connect(3<socket:[1]>, {sa_family=AF_UNIX}, 110) = 0": "a socket",
    'openat(AT_FDCWD</series>, "a", O_WRONLY|O_CREAT, 0666) = 3</series/a>': "written: /series/a",
    'openat(AT_FDCWD</series>, "output/a", O_WRONLY|O_TRUNC) = 3</home/mine>': "written: /home/mine",
    'openat(AT_FDCWD</series>, "guides/a", O_RDONLY) = 3</home/secret>': "read: /home/secret",
    'rename("/series/output/a.part", "/home/a") = 0': "rename: /home/a",
    'unlinkat(5</home>, "a", 0) = 0': "unlinkat: /home/a",
    'rmdir("/home/empty") = 0': "rmdir: /home/empty",
}
RIGHT = (
    'openat(AT_FDCWD</series>, "guides/a", O_RDONLY|O_CLOEXEC) = 3</series/guides/a>',
    'openat(AT_FDCWD</series>, "/dev/null", O_RDWR|O_CLOEXEC) = 3</dev/null>',
    'openat(AT_FDCWD</series>, "output/a", O_RDWR|O_CREAT|O_EXCL, 0600) = 3</series/output/a>',
    'rename("/series/output/a.part", "/series/output/a") = 0',
)


@pytest.mark.parametrize("line", BROKEN)
def test_a_call_that_breaks_the_promise_is_seen(line: str) -> None:
    assert check.fault_of(check._CALL.match(line), PROJECT).startswith(BROKEN[line])


@pytest.mark.parametrize("line", RIGHT)
def test_a_call_that_keeps_it_is_let_pass(line: str) -> None:
    assert check.fault_of(check._CALL.match(line), PROJECT) == ""
