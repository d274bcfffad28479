"""Random documents of prose and every construct, nested and broken: no word is lost without a problem."""

# ruff: noqa: E501  # forms read best side by side

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from guidepress.checks.sources.project import examine
from guidepress.commands.options import folders
from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.core.model import Series
from projects import SMALL, copy_of_small

SEED = 20261201
FEW, MANY = 300, int(os.environ.get("GUIDEPRESS_RANDOM_DOCUMENTS", "5000"))
WORDS = [
    "bean",
    "spade",
    "water",
    "ward",
    "night",
    "tŷ",
    "story",
    "seed",
    "garden",
    "rake",
    "5",
    "pounds",
    "2016.",
    "nobody",
    "asked",
    "why",
    "don't",
]
INLINE = (
    "*{}*", "**{}**", "`{}`", "[{}](https://example.org/)", "[{}](story:stay)", "<b>{}</b>", "\"{}\"", "'{}'",
    "~~{}~~", "<{}>", "[{}]", "({})", "{{{}}}", "{} -- {}", "[{}](https://example.org/a_(b)", "*{}", "`{}",
    "<b>{}", "[^a]{}", "{}\\\n{}", "{}\n2016. {}", "{}\n- {}", "&amp;{}", "_{}_", "![{}](picture.png)", "|{}|", "{}<br>",
)  # fmt: skip
BLOCKS = (
    "{}", "# {}", "### {}", "> {}", "- {}", "1. {}", "7) {}", "| A | B |\n|---|---|\n| x | {} |", "```\n{}\n```",
    "```\n{}", "/// note | T\n{}\n///", "/// quote\n{}", "::: tip\n{}\n:::", "!!! note\n    {}", "> [!TIP]\n> {}",
    "<div>\n{}\n</div>", "<section>\n\n{}", "Term\n:   {}", "[^a]: {}", "*[NHS]: {}", "<!-- {} -->{}", "    {}", "{}\n===",
    "- [ ] {}", "{}\n| A |\n|---|\n| b |\n{}", "[x]: https://example.org/ '{}'", "/// questions\n1. {}\n///",
)  # fmt: skip


def prose(random: Random, depth: int = 0) -> str:
    words = " ".join(random.choices(WORDS, k=random.randrange(1, 5)))
    if depth < 3 and random.random() < 0.5:
        form = random.choice(INLINE)
        parts = [prose(random, depth + 1) for _ in range(form.count("{}"))]
        words = f"{words} {form.format(*parts)}"
    return words


def block(random: Random, depth: int = 0) -> str:
    form = random.choice(BLOCKS)
    filled = [block(random, depth + 1) if depth < 3 and random.random() < 0.4 else prose(random) for _ in "12"]
    indent = re.match(r"[ >-]*|\d[.)] ", form)
    margin = " " * random.choice((0, 2, 3, 4, indent.end() if indent else 0))
    return form.format(*(part.replace("\n", "\n" + margin) for part in filled))


def document(seed: int) -> str:
    random = Random(seed)
    return random.choice(("\n", "\n\n")).join(block(random) for _ in range(random.randrange(1, 6)))


@cache
def series() -> tuple[Series, Templates]:
    root, styles = folders(SMALL, None)
    found = examine(root, styles).series
    assert found is not None
    return found, Templates(styles)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]{4,}", text))


def lost(seed: int) -> str:
    """Gives what a document loses without any problem: its prose words against those of the HTML."""
    small, templates = series()
    text = document(seed)
    guide = replace(small.guides[0], markdown=text)
    composed = compose(replace(small, guides=(guide,)), guide, templates)
    html = "".join(part.html for part in composed.blocks)
    meant = Counter(
        {word: count for word, count in words(text.replace("story:stay", "")).items() if word in WORDS}
    )
    printed = words(re.sub(r"<(?!img)[^>]*>|href=\"[^\"]*\"|src=\"[^\"]*\"", " ", html))
    missing = meant - printed
    return f"seed {seed}: {dict(missing)}" if missing and not composed.problems else ""


def is_by_design(seed: int) -> bool:
    """Words of comments, abbreviations, titles, notes that nothing names: not printed, and rules tell of them."""
    return bool(re.search(r"<!--|\*\[NHS\]:|\[x\]:|\[\^a\]:|<b>|<[a-z]+ ", document(seed)))


@pytest.mark.parametrize("start", range(0, FEW, 100))
def test_no_word_is_lost_without_a_problem(start: int):
    found = [lost(seed) for seed in range(SEED + start, SEED + start + 100) if not is_by_design(seed)]
    assert [fault for fault in found if fault] == []


def test_no_document_raises(tmp_path: Path):
    project = copy_of_small(tmp_path)
    root, styles = folders(project, None)
    path = project / "guides/one.md"
    head = path.read_text("utf-8").partition("## ")[0]
    for seed in range(SEED, SEED + 60):
        path.write_text(f"{head}## A\n\n{document(seed)}\n", "utf-8")
        assert all("\n" not in problem.message for problem in examine(root, styles).problems)


@pytest.mark.slow
def test_no_word_is_lost_however_often_it_is_tried():
    seeds = range(SEED + FEW, SEED + FEW + MANY)
    found = [lost(seed) for seed in seeds if not is_by_design(seed)]
    assert [fault for fault in found if fault] == []
