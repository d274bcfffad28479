"""The preview in a browser: pages that keep up with every save and never move, problems, stories and sessions."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from preview.test_server import Running, descendants, started
from release.project import lay_out

from .test_pages import violations

SIZE = {"width": 1400, "height": 900}
LONG = "".join(f"\n## Part {number}\n\n{'Words that fill a page. ' * 260}\n" for number in range(1, 6))
SAVES = int(os.environ.get("GUIDEPRESS_PREVIEW_SAVES", "80"))
"""Saves after which memory must not have grown; 1,000 where that is asked for."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("preview") / "garden"
    lay_out(folder)
    guide = folder / "guides" / "apples.md"
    guide.write_text(guide.read_text("utf-8") + LONG, "utf-8")
    it = started(folder, "apples", "--port", "4800")
    yield it
    assert it.end() == 0


@pytest.fixture
def unchanged(running: Running) -> Iterator[Running]:
    """The project, which is as it was after each test."""
    before = {path: path.read_bytes() for path in (running.project / "guides").rglob("*") if path.is_file()}
    yield running
    for path in (running.project / "guides").rglob("*"):
        if path.is_file() and path not in before:
            path.unlink()
    for path, content in before.items():
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
    time.sleep(0.5)  # until the preview has noticed
    running.view("guide=apples&edition=standard")


@pytest.fixture
def visit(browser: Any, unchanged: Running) -> Iterator[Callable[..., Any]]:
    """Opens the preview; every request is held to lead to it, and no error to be logged."""
    contexts, requests, failures = [], [], []

    def open_page(query: str = "", **options: Any) -> Any:
        context = browser.new_context(**({"viewport": SIZE} | options))
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda said: failures.append(said.text) if said.type in {"error", "warning"} else None)
        page.goto(f"http://127.0.0.1:{unchanged.port}/{query}")
        is_fresh(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in requests if not url.startswith(f"http://127.0.0.1:{unchanged.port}/")] == []
    assert [failure for failure in failures if "404" not in failure] == []


def is_fresh(page: Any) -> None:
    page.wait_for_selector(".state[data-state=fresh]")


def painted(page: Any, number: int, other_than: str = "") -> str:
    """Waits until a page's picture is there, and gives its digest."""
    page.wait_for_selector(f"#page-{number}[data-painted]:not([data-painted='{other_than}'])")
    return page.get_attribute(f"#page-{number}", "data-painted")


def edit(running: Running, file: str, old: str, new: str) -> None:
    path = running.project / "guides" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def scrolled(page: Any) -> float:
    return page.evaluate("document.getElementById('pages').scrollTop")


def digests(page: Any) -> list[str]:
    return page.eval_on_selector_all(".leaf", "leaves => leaves.map(leaf => leaf.dataset.digest)")


def numbers_with(page: Any, words: str) -> list[int]:
    """Gives the pages whose heading has these words."""
    pick = f"all => all.filter(it => it.textContent.includes('{words}')).map(it => it.dataset.page)"
    return [int(it) for it in page.eval_on_selector_all("#headings button", pick)]


def places_on(page: Any, number: int) -> list[list]:
    address = page.url.partition("?")[0]
    return page.request.get(f"{address}places?guide=apples&edition=standard&page={number}").json()


def test_all_pages_of_a_guide_are_shown_each_with_its_name(visit: Callable[..., Any]):
    page = visit()
    count = int(page.inner_text("#count").removeprefix("of "))
    assert count > 5
    assert page.locator(".leaf").count() == count
    for number in range(1, count + 1):
        page.fill("#number", str(number))
        page.press("#number", "Enter")
        painted(page, number)
    names = page.eval_on_selector_all(".leaf img", "all => all.map(it => it.alt)")
    assert names[0].startswith(f"Page 1 of {count}: ")
    assert all(name.startswith(f"Page {number} of {count}") for number, name in enumerate(names, 1))


def test_a_saved_edit_changes_the_right_page_and_moves_nothing(visit: Callable[..., Any], unchanged: Running):
    page = visit()
    [number] = numbers_with(page, "Part 3")
    page.click(f"#headings button[data-page='{number}']")
    page.wait_for_timeout(900)
    page.select_option("#zoom", "75")
    old, before, where = painted(page, number), digests(page), scrolled(page)
    width = page.evaluate(f"document.querySelector('#page-{number} .sheet').offsetWidth")
    assert where > 0
    edit(unchanged, "apples.md", "## Part 3", "## Part three")
    painted(page, number, other_than=old)
    is_fresh(page)
    assert scrolled(page) == where
    assert page.evaluate(f"document.querySelector('#page-{number} .sheet').offsetWidth") == width
    after = digests(page)
    changed = [at for at, (one, two) in enumerate(zip(before, after, strict=True), 1) if one != two]
    assert number in changed
    assert len(changed) <= 2  # its own, and the contents
    assert page.inner_text("#changed") == f"changed: pages {changed[0]}, {number}"


def test_a_change_out_of_view_moves_nothing_until_somebody_asks(visit: Callable[..., Any], unchanged: Running):
    page = visit()
    [number] = numbers_with(page, "Part 5")
    assert scrolled(page) == 0
    edit(unchanged, "apples.md", "## Part 5\n\nWords", "## Part 5\n\nOther words")
    page.wait_for_selector("#changed:not([hidden])")
    is_fresh(page)
    assert (scrolled(page), page.inner_text("#changed")) == (0, f"changed: pages {number}–{number + 1}")
    page.click("#changed")
    page.wait_for_selector(f"#headings button[data-page='{number}'][aria-current]")
    assert scrolled(page) > 0
    assert f"page={number}" in page.url


def test_the_switch_follows_changes(visit: Callable[..., Any], unchanged: Running):
    page = visit()
    page.check("#follow", force=True)
    [number] = numbers_with(page, "Part 4")
    edit(unchanged, "apples.md", "## Part 4\n\nWords", "## Part 4\n\nOther words")
    page.wait_for_selector(f"#headings button[data-page='{number}'][aria-current]")
    assert scrolled(page) > 0


def test_a_mistake_shows_with_its_line_and_goes_while_the_last_good_pages_stay(
    visit: Callable[..., Any], unchanged: Running
):
    page = visit()
    before, where = digests(page), scrolled(page)
    line = next(
        number
        for number, text in enumerate(
            (unchanged.project / "guides" / "apples.md").read_text("utf-8").split("\n"), 1
        )
        if text.startswith("summary:")
    )
    edit(unchanged, "apples.md", "summary:", "summry:")
    page.wait_for_selector(".state[data-state=broken]")
    page.wait_for_selector(f"#problem-list >> text=guides/apples.md:{line}", state="attached")
    assert (digests(page), scrolled(page)) == (before, where)
    assert page.locator("#leaves.old").count() == 1
    page.click("#notice-problems")
    card = page.locator("#problem-list li", has_text="there is no key 'summry'")
    assert "did you mean 'summary'?" in card.inner_text()
    assert card.locator("mark").inner_text() == "summry"
    link = card.locator("a").get_attribute("href")
    assert link == f"vscode://file{(unchanged.project / 'guides' / 'apples.md').as_posix()}:{line}:1"
    edit(unchanged, "apples.md", "summry:", "summary:")
    is_fresh(page)
    page.wait_for_selector("#no-problems:not([hidden])")
    assert digests(page) == before
    assert page.locator("#leaves.old").count() == 0


def test_a_mistake_that_leaves_pages_possible_is_told_beside_fresh_pages(
    visit: Callable[..., Any], unchanged: Running
):
    page = visit()
    page.click("#tab-problems")
    edit(unchanged, "apples.md", "## Part 2", "See [it](story:orchid).\n\n## Part 2")
    page.wait_for_selector("#problem-list >> text=orchid")
    assert "did you mean 'orchard'?" in page.inner_text("#problem-list")
    is_fresh(page)


def test_a_click_on_a_page_says_where_its_words_are_written(visit: Callable[..., Any], unchanged: Running):
    page = visit()
    [number] = numbers_with(page, "Part 3")
    page.click(f"#headings button[data-page='{number}']")
    page.wait_for_timeout(900)
    painted(page, number)
    places = places_on(page, number)
    text = (unchanged.project / "guides" / "apples.md").read_text("utf-8").split("\n")
    line = text.index("## Part 3") + 1
    left, top, width, height = next(it[:4] for it in places if it[4] == f"guides/apples.md:{line}")
    sheet = page.locator(f"#page-{number} .sheet")
    box = sheet.bounding_box()
    spot = {"x": box["width"] * (left + width / 2) / 100, "y": box["height"] * (top + height / 2) / 100}
    sheet.click(position=spot)
    page.wait_for_selector("#place:not([hidden])")
    assert f"guides/apples.md:{line}" in page.inner_text("#place")
    page.keyboard.press("Escape")
    assert page.is_hidden("#place")


def test_a_card_leads_to_the_catalogue_and_a_passage_to_its_file(visit: Callable[..., Any]):
    page = visit()
    found = set()
    for number in range(1, page.locator(".leaf").count() + 1):
        found |= {it[4].partition(":")[0] for it in places_on(page, number)}
    assert {"guides/apples.md", "guides/stories.yaml", "guides/blocks/licence.md"} <= found


def test_a_new_story_appears_on_the_shelf(visit: Callable[..., Any], unchanged: Running):
    page = visit()
    page.click("#tab-stories")
    page.fill("#search", "compost")
    page.wait_for_selector("#found >> text=0 of 3 stories")
    path = unchanged.project / "guides" / "stories.yaml"
    story = (
        "  - id: compost\n    title: Compost Heap\n    role: gardener\n    url: https://example.org/compost\n"
        "    collection: tales\n    themes: [earth]\n    synopsis: What was left over comes back.\n"
    )
    path.write_text(path.read_text("utf-8") + story, "utf-8")
    page.wait_for_selector("#story-list >> text=Compost Heap")
    page.fill("#search", "earth")
    page.wait_for_selector("#found >> text=1 of 4 stories")
    assert "Used nowhere yet" in page.inner_text("#story-list")
    page.fill("#search", "orchard")
    page.wait_for_selector("#story-list >> text=Used in")


def test_a_story_link_is_copied_as_it_is_pasted(visit: Callable[..., Any]):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.click("#tab-stories")
    page.fill("#search", "orchard")
    page.click("#story-list li:has-text('Orchard') button")
    page.wait_for_selector("#story-list >> text=Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "[Orchard](story:orchard)"


def test_guide_and_edition_are_chosen_in_the_page(visit: Callable[..., Any]):
    page = visit()
    apples = digests(page)
    page.select_option("#edition", "large-print")
    is_fresh(page)
    large = digests(page)
    assert len(large) > len(apples)
    assert "edition=large-print" in page.url
    page.select_option("#what", "guide/pears")
    is_fresh(page)
    page.wait_for_selector("#headings >> text=Pears")
    assert "guide=pears" in page.url
    page.go_back()
    page.wait_for_selector("#headings >> text=Part 5")
    is_fresh(page)
    assert digests(page) == large


def test_the_address_leads_to_the_page(visit: Callable[..., Any]):
    page = visit("?guide=apples&edition=standard&page=6")
    painted(page, 6)
    assert page.input_value("#number") == "6"
    assert page.inner_text("#count").startswith("of ")


def test_a_session_is_ticked_seen_and_saved(visit: Callable[..., Any], unchanged: Running):
    page = visit()
    page.click("#tab-session")
    page.check("#desk-stories input >> nth=0")
    page.check("#desk-questions input >> nth=0")
    page.fill("#desk-minutes", "30")
    page.fill("#desk-title", "An evening")
    page.click("#desk-see")
    page.wait_for_selector("#headings >> text=An evening", state="attached")
    is_fresh(page)
    painted(page, 1)
    assert not (unchanged.project / "guides" / "sessions.yaml").exists()
    page.click("#desk-save")
    page.wait_for_selector("#desk-said >> text=an-evening")
    assert "title: An evening" in (unchanged.project / "guides" / "sessions.yaml").read_text("utf-8")
    page.wait_for_selector("#what option[value='session/an-evening']", state="attached")
    is_fresh(page)


def test_several_browsers_see_each_save(visit: Callable[..., Any], unchanged: Running):
    first, second = visit(), visit()
    other = visit("?guide=pears&edition=print")
    pears = digests(other)
    edit(unchanged, "apples.md", "## Part 1", "## Part one")
    for page in (first, second):
        page.wait_for_selector("#headings >> text=Part one")
        is_fresh(page)
    assert digests(first) == digests(second)
    assert digests(other) == pears


def test_a_guide_that_is_taken_away_and_comes_back(visit: Callable[..., Any], unchanged: Running):
    page = visit()
    before = digests(page)
    path = unchanged.project / "guides" / "apples.md"
    text = path.read_bytes()
    path.unlink()
    page.wait_for_selector(".state[data-state=broken]")
    assert digests(page) == before
    part = path.with_name(".apples.md.part")  # as editors save at one stroke
    part.write_bytes(text)
    part.replace(path)
    is_fresh(page)
    assert digests(page) == before


def test_the_whole_folder_is_taken_away_and_comes_back_as_another(visit: Callable[..., Any], unchanged: Running):
    page = visit()
    guides = unchanged.project / "guides"
    guides.rename(guides.with_name("away"))
    page.wait_for_selector(".state[data-state=broken]")
    guides.with_name("away").rename(guides)
    is_fresh(page)
    time.sleep(1)
    edit(unchanged, "apples.md", "## Part 1", "## Part one")
    page.wait_for_selector("#headings >> text=Part one")


def test_a_burst_of_saves_ends_with_the_last_text(visit: Callable[..., Any], unchanged: Running):
    page = visit()
    path = unchanged.project / "guides" / "apples.md"
    text = path.read_text("utf-8")
    for number in range(200):
        path.write_text(text.replace("## Part 1", f"## Part 1, save {number}"), "utf-8")
        time.sleep(0.01)
    page.wait_for_selector("#headings >> text=Part 1, save 199")
    is_fresh(page)
    built = unchanged.view("guide=apples&edition=standard")
    assert digests(page) == [it[0] for it in built["pages"]]


def memory_of(running: Running) -> int:
    """Gives what the preview and its processes hold of memory that is theirs alone, in bytes."""
    found = 0
    for pid in [running.process.pid, *descendants(running.process.pid)]:
        rollup = Path(f"/proc/{pid}/smaps_rollup")
        if rollup.exists():
            lines = rollup.read_text().splitlines()
            found += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return found


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="asks Linux for memory")
def test_many_saves_leave_memory_as_it_was(visit: Callable[..., Any], unchanged: Running):
    page = visit()
    path = unchanged.project / "guides" / "apples.md"
    text = path.read_text("utf-8")
    after = {}
    for number in range(1, SAVES + 1):
        path.write_text(text.replace("## Part 1", f"## Part 1, save {number}"), "utf-8")
        page.wait_for_selector(f"#headings >> text=Part 1, save {number}")
        if number in {50, SAVES}:
            is_fresh(page)
            time.sleep(1)
            after[number] = memory_of(unchanged)
    assert after[SAVES] <= after[50] * 1.1, after


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Callable[..., Any], unchanged: Running, axe: str, scheme: str):
    page = visit(color_scheme=scheme, bypass_csp=True)
    painted(page, 1)
    for tab in ("contents", "problems", "stories", "session"):
        page.click(f"#tab-{tab}")
        assert violations(page, axe) == [], tab
    edit(unchanged, "apples.md", "summary:", "summry:")
    page.wait_for_selector(".state[data-state=broken]")
    page.click("#notice-problems")
    page.wait_for_selector("#problem-list li")
    assert violations(page, axe) == []
    page.click("#page-1 .to-source")
    page.wait_for_selector("#place:not([hidden])")
    assert violations(page, axe) == []


def test_everything_is_reached_by_the_keyboard_and_large_enough(visit: Callable[..., Any]):
    page = visit()
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    controls = {
        "what",
        "edition",
        "back",
        "number",
        "on",
        "smaller",
        "zoom",
        "larger",
        "two",
        "follow",
        "pages",
        "to-source",
    }
    assert controls <= seen
    small = page.evaluate(
        "[...document.querySelectorAll('button, select, input, figcaption a')].filter(it => it.offsetParent)"
        ".map(it => [it.id || it.textContent, (it.closest('label.switch') || it).getBoundingClientRect()])"
        ".filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"
    )
    assert small == []


def test_the_tabs_are_turned_with_arrow_keys(visit: Callable[..., Any]):
    page = visit()
    page.focus("#tab-contents")
    for name in ("problems", "stories", "session", "contents"):
        page.keyboard.press("ArrowRight")
        assert page.is_visible(f"#{name}")
        assert page.evaluate("document.activeElement.id") == f"tab-{name}"


def test_a_picture_leads_to_the_guides_web_page(visit: Callable[..., Any]):
    page = visit()
    with page.context.expect_page() as opened:
        page.click("#page-1 .web", modifiers=["Control"])
    opened.value.wait_for_selector("h1 >> text=Apples")


def test_a_narrow_window_shows_pages_and_lists(visit: Callable[..., Any]):
    page = visit(viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.is_visible("#page-1")


def test_nothing_moves_by_itself_where_less_motion_is_wanted(visit: Callable[..., Any], unchanged: Running):
    page = visit(reduced_motion="reduce")
    edit(unchanged, "apples.md", "## Part 1", "## Part one")
    page.wait_for_selector(".leaf.new", state="attached")
    assert page.evaluate("document.getAnimations().length") == 0
