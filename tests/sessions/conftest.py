from __future__ import annotations

from pathlib import Path

import pytest

from sessions.hours import Hour, hour_in


@pytest.fixture
def hour(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Hour:
    return hour_in(tmp_path, capsys)
