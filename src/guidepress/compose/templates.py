"""Templates to HTML: the door to Jinja2.

Takes the project's styles' folder, which lies over the default theme; gives `Templates`, which turns a template's
name and values into HTML and turns Jinja's errors into problems. Values are escaped unless they are `Markup`; a
name that is not defined is a problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from jinja2 import FileSystemLoader, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from guidepress.compose.markdown import render_short
from guidepress.compose.punctuation import ENGLISH, quotes_of, short_address
from guidepress.compose.sandbox import Sandbox
from guidepress.core.model import Edition, Series
from guidepress.core.problems import Place, Problem
from guidepress.core.theme import Theme
from guidepress.core.uses import TEMPLATE_IDS, note, noting
from guidepress.theme.style_sheets import faces_named
from guidepress.theme.template_ids import template_ids


class SharedBlocks(dict[str, Markup]):
    """The shared passages as HTML by name, for templates; remembers which were used, and which were not there."""

    def __init__(self, blocks: Mapping[str, Markup]) -> None:
        super().__init__(blocks)
        self.used: set[str] = set()
        self.problems: list[Problem] = []

    def __getitem__(self, name: str) -> Markup:
        """Gives a passage; an empty one and a problem (S006) where there is none of that name."""
        if name in self:
            self.used.add(name)
            return super().__getitem__(name)
        place, hint = Place("guides/blocks"), f"write guides/blocks/{name}.md"
        problem = Problem("S006", f"no shared block is called '{name}', and the templates place it", place, hint)
        self.problems.append(problem)
        return Markup("")


class Templates:
    """The templates of one theme, compiled once a process."""

    def __init__(self, styles: Path) -> None:
        self._theme = Theme(styles)
        self._folders = [folder / "templates" for folder in self._theme.folders]
        self._typefaces: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._quotes = ENGLISH
        self._environment = Sandbox(
            {
                "curl": self._curl,
                "short_address": short_address,
                "short_markdown": lambda text: Markup(render_short(text, self._quotes)),  # cleaned by render_short
            },
            loader=FileSystemLoader(self._folders),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def _curl(self, text: str) -> str:
        return self._quotes.curl(text)  # those of the series that is rendered just now

    def warm_up(self, *names: str) -> None:
        """Compiles templates and those that they name; raises what `render` reports."""
        waiting, seen = [*names], set(names)
        while waiting:
            name = waiting.pop()
            self._environment.get_template(name)
            new = self._environment.named_by.get(name, frozenset()) - seen
            waiting += sorted(new)
            seen |= new

    @cached_property
    def _ids(self) -> tuple[frozenset[str], frozenset[str]]:
        with noting():
            return template_ids(self._theme)

    @property
    def ids(self) -> tuple[frozenset[str], frozenset[str]]:
        """The ids that templates set: those that are fixed, and the beginnings of those that end in a value."""
        note(TEMPLATE_IDS)  # of many files, and all the same for most of their changes
        return self._ids

    def typefaces(self, edition: Edition) -> tuple[str, ...]:
        """Gives the names of the typefaces that an edition's style sheets ask for, in the order of the cascade."""
        sheets = edition.style_sheets
        paths = [self._theme.path(name) for name in sheets]  # looked for each time, so that each guide's uses know
        if sheets not in self._typefaces:
            texts = [path.read_text("utf-8", "replace") for path in paths if path.is_file()]
            self._typefaces[sheets] = tuple(dict.fromkeys(face.name for _, face in faces_named(texts)))
        return self._typefaces[sheets]

    def _text(self, name: str) -> str:
        path = self._theme.path(f"templates/{name}")
        return path.read_text("utf-8", "replace") if path.is_file() else ""

    def render(self, name: str, values: dict[str, object]) -> tuple[str, tuple[Problem, ...]]:
        """Gives the template's HTML, or an empty string and a problem (T001)."""
        self._environment.start(values)
        series = values.get("series")
        self._quotes = quotes_of(series.words) if isinstance(series, Series) else ENGLISH
        try:
            return self._environment.get_template(name).render(values), ()
        except TemplateSyntaxError as error:
            return "", (self._unusable(error.name or name, error.lineno, "read", error.message or ""),)
        except UnicodeDecodeError:
            return "", (self._unusable(name, 0, "read", "it is not UTF-8 text"),)
        except Exception as error:  # a template may fail at anything, such as adding a text to a number
            line, inner = _where(error, self._folders)
            if isinstance(error, RecursionError | MemoryError):
                reason = "it goes round in circles, or its parts stand too deep in each other"
            elif line or isinstance(error, TemplateError | SyntaxError):  # Python's own where loops are too deep
                reason = " ".join(str(error).split()) or "it is missing"
            else:
                raise
            return "", (self._unusable(inner or name, line, "used", reason),)

    def _unusable(self, name: str, line: int, how: str, why: str) -> Problem:
        return Problem("T001", f"the template can't be {how}: {why}", self._place(name, line))

    def _place(self, name: str, line: int) -> Place:
        lines = self._text(name).splitlines()
        excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
        return Place(self._theme.shown(f"templates/{name}"), line, 0, max(1, len(excerpt.strip())), excerpt)


def safe(html: str) -> Markup:
    """Marks HTML of our own making as not to be escaped."""
    return Markup(html)  # only ever given what was cleaned or escaped before


def _where(error: BaseException, folders: Iterable[Path]) -> tuple[int, str]:
    """Finds the innermost template line that an error went through."""
    line, name = 0, ""
    traceback = error.__traceback__
    while traceback is not None:
        path = Path(traceback.tb_frame.f_code.co_filename)
        for folder in folders:
            if path.is_relative_to(folder):
                line, name = traceback.tb_lineno, path.relative_to(folder).as_posix()
        traceback = traceback.tb_next
    return line, name
