"""The search of stories and the maker of handouts, as people use them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2


def shown(page: Any) -> list[str]:
    return [text.strip() for text in page.locator("#story-list > li:visible h2").all_inner_texts()]


def tab_to(page: Any, element: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == element:
            return
    raise AssertionError(f"the keyboard does not reach {element}")


def test_stories_are_searched_and_filtered_by_keyboard_alone(opened: Callable[..., Any], garden_release: Path):
    page = opened(garden_release / "stories.html")
    assert shown(page) == ["Orchard", "Harvest", "Winter"]
    tab_to(page, "story-search")
    page.keyboard.type("TREES nobody")
    assert shown(page) == ["Orchard"]
    assert page.locator("#story-count").inner_text() == "Showing 1 of 3 stories"
    for _ in range(20):
        page.keyboard.press("Backspace")
    assert len(shown(page)) == 3
    tab_to(page, "filter-theme")
    page.keyboard.type("patience")
    assert shown(page) == ["Orchard", "Winter"]
    tab_to(page, "filter-note")
    page.keyboard.type("Without")
    assert shown(page) == ["Winter"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('#story-list > li:not([hidden])').length === 3")


def test_every_filter_finds_just_the_stories_that_have_its_value(opened: Callable[..., Any], real_release: Path):
    page = opened(real_release / "stories.html")
    filters = page.evaluate(
        "[...document.querySelectorAll('select')].map(it => [it.id, [...it.options].map(o => o.value)])"
    )
    for name, values in filters:
        key = name.removeprefix("filter-")
        for value in values[1:4]:
            page.select_option(f"#{name}", value)
            own = page.evaluate(
                "([key, value]) => [...document.querySelectorAll('#story-list > li')]"
                ".filter(it => it.dataset[key].split('|').includes(value)).map(it => it.id)",
                [key, value],
            )
            there = page.evaluate(
                "[...document.querySelectorAll('#story-list > li:not([hidden])')].map(it => it.id)"
            )
            assert own == there, (name, value)
            assert own, (name, value)
        page.select_option(f"#{name}", "")


def filled_in(opened: Callable[..., Any], release: Path) -> Any:
    page = opened(release / "handout.html")
    page.select_option("#handout-guide", "apples")
    page.fill("#handout-title", "Tea & apples <at four>")
    page.fill("#handout-date", "2025-07-01")
    page.fill("#handout-place", "The shed")
    page.check("#choice-story-winter")
    page.check("#choice-story-orchard")
    page.check("#choice-question-2")
    page.check("#choice-question-3")
    page.fill("#fill-3-1", "the story of my own garden")
    return page


def sheet_of(page: Any) -> str:
    return " ".join(page.locator("#handout-sheet").inner_text().split())


def test_a_handout_holds_what_was_chosen_and_nothing_else(opened: Callable[..., Any], garden_release: Path):
    page = filled_in(opened, garden_release)
    sheet = sheet_of(page)
    assert "Tea & apples <at four> 1 July 2025, The shed" in sheet
    assert "Trees in a row" in sheet
    assert "How does Orchard differ from your own garden?" in sheet
    assert "What would you keep of Orchard, and what of the story of my own garden?" in sheet
    assert "What did you notice first?" not in sheet
    assert "Baskets fill up" not in sheet
    assert page.locator("#handout-status").inner_text() == "Your sheet has 2 stories and 2 questions"


def test_a_handout_restores_itself_from_its_link(opened: Callable[..., Any], garden_release: Path):
    page = filled_in(opened, garden_release)
    link = page.locator("#handout-link").get_attribute("href")
    again = opened(garden_release / "handout.html", link)
    assert sheet_of(again) == sheet_of(page)
    assert again.input_value("#handout-title") == "Tea & apples <at four>"
    assert again.input_value("#fill-3-1") == "the story of my own garden"
    assert again.is_checked("#choice-question-3")


def test_a_link_made_by_somebody_else_can_do_nothing(opened: Callable[..., Any], garden_release: Path):
    page = opened(
        garden_release / "handout.html",
        "#guide=apples&title=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&story=__proto__&question=99"
        "&question=2&fill-2-0=%3Cb%3Ex%3C%2Fb%3E&handout-print=1",
    )
    assert page.locator("#handout-sheet img, #handout-sheet b").count() == 0
    assert "<b>x</b>" in sheet_of(page)


def test_a_handout_prints_the_sheet_alone_on_a4(opened: Callable[..., Any], garden_release: Path):
    page = filled_in(opened, garden_release)
    pdf = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = " ".join(" ".join(it.get_textpage().get_text_range() for it in pdf).split())
    assert (len(pdf), [round(it) for it in pdf[0].get_size()]) == (1, [595, 842])
    assert "Tea & apples <at four>" in text
    assert "How does Orchard differ" in text
    assert "Choose a guide" not in text
    assert "Make a handout" not in text
    pdf.close()


def test_another_guide_offers_its_own_stories(opened: Callable[..., Any], garden_release: Path):
    page = filled_in(opened, garden_release)
    page.select_option("#handout-guide", "pears")
    assert page.locator("#handout-stories label").all_inner_texts() == ["Harvest (picker)"]
    assert page.locator("#handout-sheet").is_hidden()
