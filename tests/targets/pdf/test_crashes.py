"""A style rule over which the engine breaks down is named, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.checks.sources.project import examine
from guidepress.core.problems import Problem
from guidepress.core.theme import DEFAULT_THEME
from guidepress.targets.pdf.crashes import Sheet, rule_at_fault
from guidepress.theme.style_sheets import first_rules, rules_of
from making import maker_of, task_of
from projects import copy_of_small

LONG = "\n\n".join(
    f"## Part {part}\n\n" + "Words that fill a line or two of the page. " * 12 for part in range(40)
)


def _problems(folder: Path, rule: str, body: str) -> tuple[Problem, ...]:
    project = copy_of_small(folder)
    for name in ("about-the-series", "contact", "other-formats"):
        (project / "guides" / "blocks" / f"{name}.md").write_text("A sentence.\n", "utf-8")
    head = "---\ntitle: One\nsummary: The first guide.\nkeywords: [one]\n---\n"
    (project / "guides" / "one.md").write_text(f"{head}{body}\n", "utf-8")
    styles = folder / "styles"
    styles.mkdir()
    parts = (DEFAULT_THEME / "parts.css").read_text("utf-8")
    (styles / "parts.css").write_text(f"{parts}\n{rule}\n.last {{ color: red }}\n", "utf-8")
    found = examine(project, styles)
    assert found.series is not None
    return maker_of(project, styles).make(found.series, task_of(found.series, "one", "standard")).problems


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ('main ol > li::marker { content: counter(list-item) ")" }', "## A\n\n1. One\n2. Two\n"),
        ("main h2 + p::first-letter { float: left; font-size: 40pt }", LONG),
    ],
)
def test_a_rule_over_which_the_engine_breaks_down_is_named(rule, body, tmp_path):
    [problem] = _problems(tmp_path, rule, body)
    head = rule.partition(" {")[0]
    assert (problem.code, problem.place.path, problem.place.excerpt) == ("T002", "styles/parts.css", rule)
    assert f"'{head}'" in problem.message


SHEETS = (
    Sheet("one.css", "a { color: red }\nb { color: red } c { color: red }"),
    Sheet("two.css", "@page { x: 1 }"),
)


@pytest.mark.parametrize(
    ("culprit", "place"), [("a {", ("one.css", 1, 1)), ("c {", ("one.css", 2, 18)), ("@page", ("two.css", 1, 1))]
)
def test_the_rule_that_makes_the_difference_is_found(culprit, place):
    found = rule_at_fault(SHEETS, ValueError(), lambda texts: any(culprit in text for text in texts))
    assert found is not None
    assert (found.place.path, found.place.line, found.place.column) == place


def test_no_rule_is_named_where_the_engine_breaks_down_without_any():
    assert rule_at_fault(SHEETS, ValueError(), lambda _: True) is None
    assert rule_at_fault((Sheet("empty.css", "/* nothing */"),), ValueError(), lambda _: True) is None


def test_a_style_sheet_is_cut_before_a_rule():
    css = SHEETS[0].css
    assert [rule.head for rule in rules_of(css)] == ["a", "b", "c"]
    assert [first_rules(css, count) for count in (0, 1, 3)] == ["", "a { color: red }\n", css]
