"""Rules on the style sheets, and on what guides ask of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from guidepress.checks.styles.contrast import (
    LEAST,
    Declaration,
    Pair,
    contrast,
    declarations,
    declared_pairs,
    source_of,
)
from guidepress.core.model import Edition, Series
from guidepress.core.problems import Place, Problem
from guidepress.core.theme import Theme
from guidepress.engine.typefaces import packaged_typefaces
from guidepress.sources.nearest import did_you_mean
from guidepress.sources.text import SourceText, read_text
from guidepress.theme.style_sheets import faces_named, faces_offered

_ON_READERS_SYSTEMS = frozenset(("web", "epub"))
"""Targets whose files are drawn on the system of whoever reads them."""

TOKENS = "tokens.css"
_ACCENT = re.compile(r"\.accent-([a-z0-9-]+)")
_PAIR_HINT = "a pair is a line such as --ink on --paper body; its uses are " + ", ".join(LEAST)


def accents_are_known(series: Series, styles: Path) -> Iterator[Problem]:
    """T003: the colour that a guide names is a class `accent-…` of `tokens.css`."""
    theme = Theme(styles)
    source, _ = read_text(theme.path(TOKENS), styles, theme.shown(TOKENS))
    if source is None:
        return
    known = dict.fromkeys(_ACCENT.findall(source.text))
    for guide in series.guides:
        if guide.accent is not None and guide.accent not in known:
            hint = did_you_mean(guide.accent, known, f"the colours are {', '.join(known) or 'none yet'}")
            yield Problem("T003", f"no colour is called '{guide.accent}'", guide.accent.place, hint)


def contrast_is_enough(styles: Path) -> Iterator[Problem]:
    """T004: the pairs that `tokens.css` lists can be told apart, with every accent in every edition (WCAG 2.2)."""
    theme = Theme(styles)
    source, _ = read_text(theme.path(TOKENS), styles, theme.shown(TOKENS))
    if source is None:
        return
    pairs = declared_pairs(source.text)
    for tokens in _cascades(tuple(declarations(source.text))) if pairs else ():
        for pair in pairs:
            yield from _too_weak(pair, tokens, source)


def typefaces_are_there(styles: Path, editions: Iterable[Edition]) -> Iterator[Problem]:
    """T010: a typeface that a style sheet names is in a font package, or a `@font-face` gives it.

    Pages for reading on a screen name faces that a reader's own system may have.
    """
    theme = Theme(styles)
    for edition in editions:
        if edition.target in _ON_READERS_SYSTEMS:
            continue
        read = (read_text(theme.path(name), styles, theme.shown(name))[0] for name in edition.style_sheets)
        sheets = [source for source in read if source is not None]
        texts = [source.text for source in sheets]
        packaged = {name.lower(): name for name in packaged_typefaces()}
        offered = {*packaged, *(name for text in texts for name in faces_offered(text))}
        for number, face in faces_named(texts):
            if face.name.lower() not in offered:
                place = sheets[number].place(face.line, face.column, len(face.name))
                known = sorted({*packaged.values()})
                hint = did_you_mean(face.name, known, "typefaces come from font packages, or from @font-face")
                yield Problem("T010", f"there is no typeface '{face.name}'", place, hint)


def _cascades(known: tuple[Declaration, ...]) -> Iterator[Mapping[str, Declaration]]:
    """Gives what holds for each accent in each edition; classes outweigh `html`, and the later rule an earlier."""
    selectors = dict.fromkeys(declaration.selector for declaration in known)
    accents = [selector for selector in selectors if selector.startswith(".accent-")]
    editions = [selector for selector in selectors if selector.startswith(".edition-")]
    for accent in accents or [""]:
        for edition in ("", *editions):
            classes = {":root", accent, edition}
            of_type = {it.name: it for it in known if it.selector == "html"}
            yield of_type | {it.name: it for it in known if it.selector in classes}


def _too_weak(pair: Pair, tokens: Mapping[str, Declaration], source: SourceText) -> Iterator[Problem]:
    values = {name: declaration.value for name, declaration in tokens.items()}
    what = f"{pair.text} on {pair.ground}"
    try:
        text, ground = (tokens[source_of(values, name)] for name in (pair.text, pair.ground))
        found, least = contrast(text.value, ground.value), LEAST[pair.use]
    except (KeyError, ValueError) as error:
        place = _place(source, source.text.find(what), len(what))
        yield Problem(
            "T004", f"the contrast of {what} can't be computed: {_reason(error, pair)}", place, _PAIR_HINT
        )
        return
    if found < least:
        later = max(text, ground, key=lambda declaration: declaration.at)
        message = f"{what} has a contrast of {found:.2f}:1, and {pair.use} needs {least:g}:1"
        hint = f"{text.value} stands on {ground.value}; make the one darker or the other lighter"
        yield Problem("T004", message, _place(source, later.at, len(later.name)), hint)


def _reason(error: KeyError | ValueError, pair: Pair) -> str:
    if isinstance(error, ValueError):
        return str(error)
    return f"'{pair.use}' is no use" if pair.use not in LEAST else f"{error.args[0]} has no value"


def _place(source: SourceText, at: int, length: int) -> Place:
    before = source.text[: max(0, at)]
    return source.place(before.count("\n") + 1, len(before) - before.rfind("\n"), length)
