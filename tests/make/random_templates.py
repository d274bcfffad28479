"""Templates and changes made at random, from a seed: whatever a template may read, in whatever way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from guidepress.core.model import Series, Text

_GUIDE_FIELDS = (
    "title",
    "summary",
    "number",
    "accent",
    "markdown",
    "path",
    "keywords|join",
    "stories|length",
    "id",
)
_STORY_FIELDS = ("title", "synopsis", "role", "year", "url", "themes|join('-')", "content_note", "id")
_WORK_FIELDS = ("title", "year", "publisher", "doi", "id")
_SERIES_FIELDS = (
    "title", "short_title", "publisher", "licence.name", "release.version", "contact.phone", "language", "sponsor",
    "authors[0].name", "values['publisher']", "values.get('contact.phone')", "help|length",
)  # fmt: skip
_WORDS = ("publisher", "contents", "and", "summary", "no_such_word")
_STORIES = ("orchard", "harvest", "winter", "no-such-story")


class TemplateMaker:
    """Writes one template after another."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.count = 0

    def template(self) -> str:
        """Gives a template of a few pieces."""
        return "<p>" + "\n".join(self._piece(0) for _ in range(self.random.randint(1, 4))) + "</p>\n"

    def _name(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def _record(self) -> tuple[str, tuple[str, ...]]:
        guide = self.random.choice(
            (
                "guide",
                f"series.guides[{self.random.randint(0, 1)}]",
                "(series.guides|first)",
                "(series.guides|last)",
            )
        )
        story, work = self.random.choice(_STORIES[:3]), self.random.choice(("smith-2020", "jones-2021"))
        stories = (f"series.stories.{story}", f"series.stories['{story}']", f"series.stories.get('{story}')")
        return self.random.choice(
            (
                (guide, _GUIDE_FIELDS),
                (self.random.choice(stories), _STORY_FIELDS),
                (f"series.references['{work}']", _WORK_FIELDS),
                ("series", _SERIES_FIELDS),
            )
        )

    def _many(self) -> tuple[str, tuple[str, ...]]:
        return self.random.choice(
            (
                ("series.guides", _GUIDE_FIELDS),
                ("series.guides[1:]", _GUIDE_FIELDS),
                ("series.stories.values()", _STORY_FIELDS),
                ("(series.stories|items|map('last'))", _STORY_FIELDS),
                ("series.references.values()", _WORK_FIELDS),
            )
        )

    def _piece(self, depth: int) -> str:
        pieces: list[Callable[[int], str]] = [
            self._print, self._word, self._mapped, self._sorted, self._picked, self._known, self._compared,
            self._counted, self._grouped, self._blocks, self._passage,
        ]  # fmt: skip
        if depth < 3:
            pieces += [self._loop, self._condition, self._set, self._macro, self._namespace]
        return self.random.choice(pieces)(depth)

    def _print(self, _: int) -> str:
        record, fields = self._record()
        return f"{{{{ {record}.{self.random.choice(fields)} }}}}"

    def _word(self, _: int) -> str:
        word = self.random.choice(_WORDS[:-1])
        forms = (f"say('{word}')", f"series.words['{word}']", f"series.words.{word}", "date('2025-03-01')")
        return f"{{{{ {self.random.choice(forms)} }}}}"

    def _mapped(self, _: int) -> str:
        many, fields = self._many()
        return f"{{{{ {many}|map(attribute='{_plain(self.random.choice(fields))}')|map('string')|join(' ') }}}}"

    def _sorted(self, _: int) -> str:
        many, _fields = self._many()
        return f"{{{{ ({many}|sort(attribute='title')|list)[0].id }}}}"

    def _picked(self, _: int) -> str:
        many, fields = self._many()
        how = self.random.choice(("selectattr", "rejectattr"))
        test = self.random.choice(("", ", 'equalto', 'Apples'", ", 'none'"))
        return f"{{{{ {many}|{how}('{_plain(self.random.choice(fields))}'{test})|list|length }}}}"

    def _known(self, _: int) -> str:
        name = self.random.choice(_STORIES)
        group = self.random.choice(("series.stories", "series.stories.keys()", "guide.stories", "series.words"))
        return f"{{{{ 1 if '{name}' {self.random.choice(('in', 'not in'))} {group} else 0 }}}}"

    def _compared(self, _: int) -> str:
        (one, _fields), (other, _more) = self._record(), self._record()
        either = f"{one} {self.random.choice(('==', '!='))} {other}"
        texts = f"guide.title {self.random.choice(('<', '==', '>'))} series.stories.orchard.title"
        whole = "series.guides.0 in series.guides"
        return f"{{{{ 1 if {self.random.choice((either, texts, whole))} else 0 }}}}"

    def _counted(self, _: int) -> str:
        group = self.random.choice(("guides", "stories", "references", "blocks", "words", "values"))
        return f"{{{{ series.{group}|length }}}}{{{{ series.{group}|list|length }}}}"

    def _grouped(self, _: int) -> str:
        return "{% for key, its in series.stories.values()|groupby('role') %}{{ key }}{{ its|length }}{% endfor %}"

    def _blocks(self, _: int) -> str:
        return self.random.choice(
            ("{{ series.blocks.closing.markdown }}", "{{ blocks['closing'] }}", "{{ body }}")
        )

    def _passage(self, _: int) -> str:
        name = self.random.choice(("part", "other", "missing"))
        return f"{{% include '{name}.html.jinja' ignore missing %}}"

    def _loop(self, depth: int) -> str:
        (many, fields), name = self._many(), self._name()
        test = self.random.choice(("", "", f" if {name}.title != 'Winter'"))
        inner = self._piece(depth + 1)
        return (
            f"{{% for {name} in {many}{test} %}}{{{{ {name}.{self.random.choice(fields)} }}}}{inner}{{% endfor %}}"
        )

    def _condition(self, depth: int) -> str:
        record, fields = self._record()
        inner, other = self._piece(depth + 1), self._piece(depth + 1)
        return f"{{% if {record}.{self.random.choice(fields)} %}}{inner}{{% else %}}{other}{{% endif %}}"

    def _set(self, depth: int) -> str:
        (many, fields), name, item = self._many(), self._name(), self._name()
        field, inner = self.random.choice(fields), self._piece(depth + 1)
        return (
            f"{{% set {name} = {many} %}}{{% for {item} in {name} %}}{{{{ {item}.{field} }}}}{{% endfor %}}{inner}"
        )

    def _macro(self, depth: int) -> str:
        (record, fields), name = self._record(), self._name()
        field, inner = self.random.choice(fields), self._piece(depth + 1)
        return f"{{% macro {name}(it) %}}{{{{ it.{field} }}}}{{% endmacro %}}{{{{ {name}({record}) }}}}{inner}"

    def _namespace(self, depth: int) -> str:
        (record, fields), name = self._record(), self._name()
        inner = self._piece(depth + 1)
        start = f"{{% set {name} = namespace(it={record}) %}}"
        return f"{start}{inner}{{{{ {name}.it['{_plain(self.random.choice(fields))}'] }}}}"


def _plain(field: str) -> str:
    """Gives a field's name without what follows it."""
    return field.partition("|")[0].partition("[")[0].partition(".")[0]


def changed(series: Series, random: Random) -> Series:
    """Gives a series with one value that is another, one record fewer, or another order."""
    ways: list[Callable[[Series, Random], Series]] = [_guide, _story, _story, _work, _word, _value, _field, _fewer]
    return random.choice([*ways, _order, _block])(series, random)


def _another(record: Any, random: Random) -> Any:
    name = random.choice([name for name in record.__slots__ if name not in {"id", "permission", "path"}])
    value = getattr(record, name)
    if isinstance(value, int):
        return replace(record, **{name: value + 1})
    if isinstance(value, tuple):
        return replace(record, **{name: value[1:] if value else value})
    return replace(record, **{name: Text(f"{value or ''} anew")})


def _guide(series: Series, random: Random) -> Series:
    at = random.randrange(len(series.guides))
    guides = list(series.guides)
    guides[at] = _another(guides[at], random)
    return replace(series, guides=tuple(guides))


def _in_group(group: str) -> Callable[[Series, Random], Series]:
    def change(series: Series, random: Random) -> Series:
        records = dict(getattr(series, group))
        key = random.choice(list(records))
        is_text = isinstance(records[key], str)
        records[key] = Text(records[key] + " anew") if is_text else _another(records[key], random)
        return replace(series, **{group: records})

    return change


_story, _work, _value = _in_group("stories"), _in_group("references"), _in_group("values")


def _word(series: Series, random: Random) -> Series:
    word = random.choice([word for word in _WORDS if word in series.words])
    return replace(series, words={**series.words, word: Text("another")})


def _block(series: Series, random: Random) -> Series:
    del random
    block = series.blocks["closing"]
    return replace(series, blocks={"closing": replace(block, markdown=block.markdown + "\nMore.\n")})


def _field(series: Series, random: Random) -> Series:
    name = random.choice(("title", "short_title", "publisher", "sponsor", "website"))
    return replace(series, **{name: Text("https://example.org/another")})


def _fewer(series: Series, random: Random) -> Series:
    stories = dict(series.stories)
    stories.pop(random.choice(list(stories)))
    return replace(series, stories=stories)


def _order(series: Series, random: Random) -> Series:
    group = random.choice(("guides", "stories"))
    if group == "guides":
        return replace(series, guides=tuple(reversed(series.guides)))
    return replace(series, stories=dict(reversed(series.stories.items())))
