"""A real browser that reaches nothing but files, and releases for it to open.

`.ci/browser_tools` installs what these tests need. Where that is missing they are skipped, unless
GUIDEPRESS_BROWSER_TESTS says that they must run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from guidepress.commands.group import run
from release.project import lay_out

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / ".guidepress" / "browser-tools" / "node_modules"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def missing(what: str) -> None:
    if os.environ.get("GUIDEPRESS_BROWSER_TESTS"):
        pytest.fail(f"there is no {what}; run .ci/browser_tools")
    pytest.skip(f"there is no {what}")


@pytest.fixture(scope="session")
def axe() -> str:
    path = TOOLS / "axe-core" / "axe.min.js"
    if not path.is_file():
        missing("axe-core")
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def checker() -> Path:
    path = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not path.is_file() or shutil.which("java") is None:
        missing("Nu HTML checker")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    program = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright")
    if program is None:
        missing("Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def garden_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second release of a small series, which has changes to show."""
    folder = tmp_path_factory.mktemp("garden")
    lay_out(folder)
    assert run(["release", "1.0", "--project", str(folder)]) == 0
    pears = folder / "guides" / "pears.md"
    pears.write_text(pears.read_text("utf-8").replace("Pears ripen late", "Pears ripen last of all"), "utf-8")
    series = folder / "guides" / "series.yaml"
    series.write_text(
        series.read_text("utf-8").replace('"1.0", date: 2025-03-01', '"1.1", date: 2025-06-01'), "utf-8"
    )
    (folder / "news.txt").write_text("The pears have changed.", "utf-8")
    assert run(["release", "1.1", "--project", str(folder), "--note", str(folder / "news.txt")]) == 0
    return folder / "output" / "releases" / "1.1"


@pytest.fixture(scope="session")
def real_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the real series; what `output/` holds already is not built again."""
    releases = tmp_path_factory.mktemp("releases")
    words = ["release", "1.0", "--project", str(ROOT), "--releases", str(releases), "--allow-dirty"]
    assert run(words) == 0
    return releases / "1.0"


@pytest.fixture(scope="session")
def releases(garden_release: Path, real_release: Path) -> tuple[Path, ...]:
    return (garden_release, real_release)


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a file in a page that reaches nothing else; every request is held to lead to a file or to data."""
    contexts = []
    requests: list[str] = []
    failures: list[str] = []

    def open_file(path: Path, fragment: str = "", **options: Any) -> Any:
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(path.as_uri() + fragment)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert [url for url in requests if not url.startswith(("file://", "data:"))] == []
    assert failures == []
