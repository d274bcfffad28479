"""Notation that `check` accepts leaves no trace of itself on the page: both read the same language."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.checks.sources.project import examine
from guidepress.compose.templates import Templates
from guidepress.targets.pdf.page import page_of
from projects import EDITIONS, copy_of_small

LEFTOVERS = ("///", "[@", "@west", "story:", "guide:", "{story", "[^", "](", "![", "##", "\ue000")
BODIES = (
    "/// note | T\nx\n///",
    "///note|T\nx\n///",
    "///   note   |   T   \nx\n///   ",
    "/// note |\nx\n///",
    "   /// note\n   x\n   ///",
    "//// note | T\n/// quote\nx\n///\n////",
    "//////// note\nx\n////////",
    "before\n/// note\nx\n///\nafter",
    "/// stories\n///",
    "/// stories |further\n///",
    "/// stories\n\n\n\n///",
    "/// block|licence\n///",
    "/// block  |  licence  \n\n\n///",
    "   /// block | licence\n   ///",
    "//// block | licence\n////",
    "/// note\n\n//// block | licence\n////\n\n///",
    "- item\n\n    /// note | T\n    x\n    ///",
    "> quoted\n>\n> /// note | T\n> x\n> ///",
    "/// questions\n1. {story}\n2. {story 1}, {story   2}\n///",
    "/// questions\n\n1) {story}\n\n///",
    "/// questions\n\n1. a\n\n    {story}\n\n2. **{story}** [{story}](#beginning)\n\n///",
    "/// epigraph | [](story:stay) [@west-2016]\nx\n///",
    "[@west-2016 ; -@west-2016,p. 3]",
    "*[@west-2016]* **[@west-2016]** ([@west-2016])",
    "## Heading [@west-2016]",
    "[x]( story:stay )",
    "[x](<story:stay>)",
    "[x](story:stay 'a title') [x](story:stay \"a 'title'\")",
    "[*x* `y` [z]](story:stay)",
    "[![A dot](picture.png)](story:stay)",
    "[x](story:stay){: .warm }",
    "| A |\n|---|\n| [](story:stay) [@west-2016] |",
    "Term\n:   [](guide:two) [@west-2016]",
    "a[^1]\n\n[^1]: b [](story:stay)",
    "a[^note]\n\n[^note]:\n    b",
    "![A dot][dot] ![dot]\n\n[dot]: picture.png",
    "[x][here]\n\n[Here]: story:stay 'a title'",
    "### C# ###\n\n#### Two ##",
    "- item\n\n## After a list",
    "text\n## Within a paragraph\ntext",
    "3. third\n4. fourth",
)


@pytest.mark.parametrize("body", BODIES)
def test_a_body_without_problems_leaves_no_notation_on_the_page(body: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    path = project / "guides/one.md"
    text = path.read_text("utf-8").partition("## Beginning")[0] + f"## Beginning\n\n{body}\n"
    if "further" in body:
        text = text.replace("\nstories:", "\nfurther_stories:")
    elif "/// stories" not in body:
        text = text.replace("stories: [stay]\n", "")  # stories that are listed have to be placed
    path.write_text(text, "utf-8")
    examined = examine(project, project / "styles")
    assert examined.problems == ()
    assert examined.series is not None
    html = page_of(examined.series, examined.series.guides[0], EDITIONS[0], Templates(project / "styles")).html
    assert [leftover for leftover in LEFTOVERS if leftover in html] == []
