"""A theme is data from somebody else: whatever its templates try, they reach nothing and end within limits."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from guidepress.compose.step_budget import STEPS
from guidepress.compose.templates import Templates
from guidepress.core.model import Edition, Text

VALUES: dict[str, object] = {
    "say": lambda key, **values: f"{key} {values}",
    "edition": Edition("plain", "tests", ()),
    "title": Text("A title"),
    "shelf": {"one": 1},
}

REACHING = {
    "a global's globals": "{{ cycler.__init__.__globals__ }}",
    "a text's class": "{{ ''.__class__ }}",
    "an attribute by its name in a text": "{{ ''['__cl' ~ 'ass__'] }}",
    "an attribute by a filter": "{{ title|attr('__class__') }}",
    "an attribute by map": "{{ [title]|map(attribute='__class__.__mro__')|list }}",
    "a function's code": "{{ say.__code__ }}",
    "a record's class by its fields": "{{ edition.__dataclass_fields__ }}",
    "a method that formats": "{{ '{0.__class__}'.format(title) }}",
    "a change of what others see": "{% set x = shelf.update({'one': 2}) %}{{ shelf.one }}",
    "the template itself": "{{ self._TemplateReference__context }}",
    "a file outside": "{% include '../../series.yaml' %}",
    "a file by its path": "{% include '/etc/hostname' %}",
    "chance": "{{ [1, 2, 3]|random }}",
    "a whole record": "{{ edition }}",
}
EATING = {
    "a loop without end": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "a filtered loop": "{% for a in range(9999) %}{% for b in range(9999) if b < 0 %}{% endfor %}{% endfor %}",
    "an enormous range": "{{ range(10**9)|list|length }}",
    "an enormous text by multiplying": "{{ ('ab' * 10**9)|length }}",
    "an enormous list by multiplying": "{{ ([1] * 10**9)|length }}",
    "a text that doubles": "{% set n = namespace(t='ab') %}{% for i in range(60) %}"
    "{% set n.t = n.t ~ n.t %}{% endfor %}",
    "a text that doubles by adding": "{% set n = namespace(t='ab') %}{% for i in range(60) %}"
    "{% set n.t = n.t + n.t %}{% endfor %}",
    "a text that doubles in a block": "{% set n = namespace(t='ab') %}{% for i in range(60) %}"
    "{% set t %}{{ n.t }}{{ n.t }}{% endset %}{% set n.t = t %}{% endfor %}",
    "a text that doubles by replace": "{% set n = namespace(t='aa') %}{% for i in range(60) %}"
    "{% set n.t = n.t|replace('a', 'aa') %}{% endfor %}",
    "a text that doubles by its own replace": "{% set n = namespace(t='aa') %}{% for i in range(60) %}"
    "{% set n.t = n.t.replace('a', 'aa') %}{% endfor %}",
    "a text by join": "{{ range(99999)|join('-' * 99999)|length }}",
    "a wide format": "{{ '%999999999d'|format(1)|length }}",
    "a wide format by its operator": "{{ ('%0*d' % (999999999, 1))|length }}",
    "a wide format of a fraction": "{{ ('%999999999.1f' % 1.5)|length }}",
    "a format of many": "{{ ('%999d' * 9999999)|format(1) }}",
    "a number too large": "{{ 9 ** (9 ** 9) }}",
    "a number that squares": "{% set n = namespace(t=3) %}{% for i in range(99) %}"
    "{% set n.t = n.t * n.t %}{% endfor %}",
    "a rounding to a milliard places": "{{ 1.5|round(999999999, 'ceil') }}",
    "a list that holds itself twice": "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(60) %}"
    "{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ n.a == n.b }}",
    "arguments that hold themselves twice": "{% macro m(n) %}{{ m(varargs, varargs) }}{% endmacro %}{{ m(1) }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}"
    "{% endmacro %}{{ m(60) }}",
    "a template that includes itself": "{% include 'page.jinja' %}",
    "a template that extends itself": "{% extends 'page.jinja' %}",
    "a loop within itself": "{% for a in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
    "slices without end": "{% set t = 'ab' * 9999999 %}{% for i in range(99999) %}{% set u = t[1:] %}{% endfor %}",
    "searches without end": "{% set t = 'ab' * 9999999 %}{% for i in range(99999) %}"
    "{% if 'c' in t %}{% endif %}{% endfor %}",
    "sums of lists": "{{ ([[1] * 9999] * 9999)|sum(start=[])|length }}",
    "brackets within brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "loops within loops": "{% for a in [1] %}" * 40 + "{% endfor %}" * 40,
    "text without end": "{% macro m() %}" + "words " * 2000 + "{% endmacro %}"
    "{% for a in range(99999) %}{{ m() }}{% endfor %}",
}
GIGABYTE = 2**30


@pytest.fixture
def styles(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    return tmp_path


@pytest.fixture(autouse=True)
def _little_memory():
    """Lets a template that is not bounded fail at once, and not the machine."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text("utf-8").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + 2 * GIGABYTE, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def told(styles: Path, template: str) -> str:
    (styles / "templates/page.jinja").write_text(f"first line\n{template}\n", "utf-8")
    html, problems = Templates(styles).render("page.jinja", VALUES)
    assert html == ""
    return "\n".join(f"{problem.place}: {problem.code}: {problem.message}" for problem in problems)


@pytest.mark.parametrize("what", REACHING)
def test_a_template_reaches_nothing_that_it_was_not_given(what: str, styles: Path):
    said = told(styles, REACHING[what])
    assert said.startswith("styles/templates/page.jinja:2: T001: "), said
    assert "object at 0x" not in said


@pytest.mark.parametrize("what", EATING)
def test_a_template_ends_within_limits(what: str, styles: Path):
    said = told(styles, EATING[what])
    assert said.startswith("styles/templates/page.jinja"), said
    assert ": T001: the template can't be " in said
    assert "MemoryError" not in said


def test_the_limit_is_a_number_of_steps_and_the_message_says_which(styles: Path):
    assert f"it does too much: one rendering may take {STEPS:,} steps" in told(
        styles, EATING["a loop without end"]
    )


def test_each_rendering_has_its_own_steps(styles: Path):
    (styles / "templates/page.jinja").write_text("{% for i in range(90000) %}{{ i }}{% endfor %}", "utf-8")
    templates = Templates(styles)
    for _ in range(4):
        html, problems = templates.render("page.jinja", VALUES)
        assert problems == ()
        assert html.startswith("012345")


ORDINARY = {
    "{{ title|upper }}": "A TITLE",
    "{{ 'a-b'.replace('-', ' ').split()|join('+') }}": "a+b",
    "{% set a = [3, 1, 2]|sort %}{{ a[:2]|join(', ') }}": "1, 2",
    "{{ '%g'|format(1.50) }} {{ '%s of %s' % (1, 2) }}": "1.5 1 of 2",
    "{{ shelf.one + shelf['one'] }} {{ 'one' in shelf }}": "2 True",
    "{% for a, b in {'x': 1}.items() %}{{ a ~ b }}{% endfor %}": "x1",
    "{% for i in [1, 2, 3] if i != 2 %}{{ i }}{{ '' if loop.last else ', ' }}{% endfor %}": "1, 3",
    "{% for i in [[1, [2, []]]] recursive %}{{ i[0] }}{{ loop([i[1]]) if i[1] }}{% endfor %}": "12",
    "{% macro m(a, b=2) %}{{ a + b }}{{ caller() }}{% endmacro %}{% call m(1) %}!{% endcall %}": "3!",
    "{{ (2 * pi * 10)|round(1) }} {{ cos(0)|int }} {{ -0.04|number(1) }} {{ 2.50|number(1) }}": "62.8 1 0 2.5",
    "{{ 4.0 ** 0.5 }} {{ 7.5 % 2 }}": "2.0 1.5",
    "{{ [1, 2]|map('string')|list|length }} {{ [1, 2, 3]|select('in', [1, 3])|join }} {{ [1, 2]|sum }}": "2 13 3",
    "{{ '<b>' }}{{ '<b>'|safe ~ '&' }}": "&lt;b&gt;<b>&amp;",
}


@pytest.mark.parametrize("template", ORDINARY)
def test_ordinary_templates_do_what_jinja_says(template: str, styles: Path):
    (styles / "templates/page.jinja").write_text(template, "utf-8")
    assert Templates(styles).render("page.jinja", VALUES) == (ORDINARY[template], ())
