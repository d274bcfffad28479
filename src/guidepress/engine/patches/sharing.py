"""Sharing styles: elements that the same rules meet in the same place have one style, whatever they are called.

The engine gives every element with an `id` a style of its own, and so all that it holds; and it makes six styles
for pseudo-elements that each element might have. Here an element with an `id` has the shared style and its anchor
beside it, and a pseudo-element's style is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from math import inf
from typing import Any, TypeAlias

from guidepress.engine.patch import put

_Cascade: TypeAlias = dict[str, tuple[Any, Any]]
"""The value that wins for each property, with its weight."""
_Cascades: TypeAlias = dict[str | None, _Cascade]
"""A cascade for each pseudo-element, and under None the element's own."""
_DECLARING = frozenset({"style", "lang", "name", "width", "height"})
"""Attributes beside `id` that the engine turns into declarations."""
_UNSAFE = frozenset('"\\\n\r\f')
"""Characters that mean something in a string of CSS."""


def share_styles() -> None:
    """Puts the sharing of styles in the place of `StyleFor`'s own way."""
    css = import_module("weasyprint.css")
    style_for_class, style_class = css.StyleFor, css.ComputedStyle
    whole_init, whole_call = style_for_class.__init__, style_for_class.__call__
    whole_set = style_for_class.set_computed_styles

    class Anchored(style_class):  # type: ignore[misc, valid-type]
        """A shared style with an anchor. Whatever is kept beside the one is kept beside the other."""

        __slots__ = ("base",)

        def __init__(self, base: Any, anchor: str) -> None:
            self.__dict__ = base.__dict__  # type: ignore[misc]  # it is the engine's class that has one
            self.base = base
            self["anchor"] = anchor

        def __missing__(self, key: str) -> Any:
            value = self[key] = self.base[key]
            return value

    def init(style_for: Any, html: Any, sheets: Any, hints: bool, font_config: Any, targets: Any) -> None:
        if hints:
            style_for.guidepress_pseudo = None
            whole_init(style_for, html, sheets, hints, font_config, targets)
            return
        style_for.initial_page_sizes = {"box": None, "area": None}
        style_for._sheets, style_for.font_config = sheets, font_config
        style_for._cascaded_styles, style_for._computed_styles = {}, {}
        style_for.guidepress_pseudo = {}
        root = html.etree_element
        rules = _Rules(css, sheets)
        shared: dict[tuple[int, int], Any] = {}
        bases: dict[Any, Any] = {}
        for wrapper in html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            parent = wrapper.parent.etree_element if wrapper.parent else None
            cascades = rules.meeting(wrapper)
            own, anchor = _own_declarations(css, element, html.base_url, cascades)
            key = (id(bases.get(parent)), id(cascades))
            base = None if own else shared.get(key)
            if base is None:
                root_style = (
                    css.InitialStyle(font_config) if element is root else style_for._computed_styles[root, None]
                )
                cascade = _both(own, cascades.get(None, {}))
                base = style_class(
                    bases.get(parent), cascade, None, root_style, html.base_url, font_config,
                    style_for.initial_page_sizes,
                )  # fmt: skip
                if not own:
                    shared[key] = base
            bases[element] = base
            style = style_for._computed_styles[element, None] = Anchored(base, anchor) if anchor else base
            if targets and style["anchor"]:
                targets.collect_anchor(style["anchor"])
            style_for.guidepress_pseudo[element] = cascades
        style_for.guidepress_root = root, html.base_url

    def call(style_for: Any, element: Any, pseudo_type: str | None = None) -> Any:
        key = element, pseudo_type
        computed = style_for._computed_styles
        if pseudo_type and style_for.guidepress_pseudo and key not in computed:
            cascade = style_for.guidepress_pseudo.get(element, {}).get(pseudo_type)
            if cascade is not None:
                root, base_url = style_for.guidepress_root
                computed[key] = style_class(
                    computed[element, None], cascade, pseudo_type, computed[root, None], base_url,
                    style_for.font_config, style_for.initial_page_sizes,
                )  # fmt: skip
        return whole_call(style_for, element, pseudo_type)

    def set_computed_styles(style_for: Any, element: Any, parent: Any, **more: Any) -> None:
        """Gives pages and their margin boxes the style of those that the same rules met."""
        computed, key = style_for._computed_styles, (element, more.get("pseudo_type"))
        cascade = style_for._cascaded_styles.get(key, {})
        met = tuple((name, id(values), repr(weight)) for name, (values, weight) in cascade.items())
        pages = style_for.__dict__.setdefault("guidepress_pages", {})
        kind = key[1], id(computed.get((parent, None))), met
        if kind not in pages:
            whole_set(style_for, element, parent, **more)
            pages[kind] = computed[key]
        computed[key] = pages[kind]

    put(style_for_class, "__init__", init)
    put(style_for_class, "__call__", call)
    put(style_for_class, "set_computed_styles", set_computed_styles)


class _Rules:
    """The rules of all style sheets, and the cascades that come of meeting some of them."""

    def __init__(self, css: Any, sheets: Any) -> None:
        self.sheets = sheets
        self.precedence = css.declaration_precedence
        self.known: dict[tuple[Any, ...], _Cascades] = {}

    def meeting(self, element: Any) -> _Cascades:
        """Gives the cascades of an element, the same ones for all that meet the same rules."""
        found = []
        key: list[Any] = []
        for sheet in self.sheets:
            matches = sheet[0].matcher.match(element)
            found.append((sheet, matches))
            key += [(specificity, pseudo, id(payload)) for specificity, _, pseudo, payload in matches]
            key.append(None)
        whole = tuple(key)
        if whole not in self.known:
            self.known[whole] = self._cascades(found)
        return self.known[whole]

    def _cascades(self, found: Any) -> _Cascades:
        cascades: _Cascades = {}
        for (sheet, origin, sheet_specificity), matches in found:
            for specificity, _, pseudo, (declarations, layer) in matches:
                order = inf if layer is None else sheet.layers.index(layer)
                cascade = cascades.setdefault(pseudo, {})
                for name, values, importance in declarations:
                    weight = (self.precedence(origin, importance), order, sheet_specificity or specificity)
                    if name not in cascade or cascade[name][1] <= weight:
                        cascade[name] = values, weight
        return cascades


class _Alone:
    """An element as a tree by itself, for `find_style_attributes`."""

    def __init__(self, element: Any) -> None:
        self.element = element

    def iter(self) -> Iterator[Any]:
        """Gives the one element."""
        yield self.element


def _own_declarations(css: Any, element: Any, base_url: str, cascades: _Cascades) -> tuple[_Cascade, str]:
    """Gives what an element's attributes declare, and its anchor where that is all."""
    anchor = element.get("id", "")
    has_rivals = anchor and any("anchor" in cascade for cascade in cascades.values())
    if _DECLARING.isdisjoint(element.attrib) and _UNSAFE.isdisjoint(anchor) and not has_rivals:
        return {}, anchor
    own: _Cascade = {}
    for specificity, _, declarations, _ in css.find_style_attributes(_Alone(element), False, base_url):
        for name, values, importance in css.preprocess_declarations(base_url, declarations):
            weight = (css.declaration_precedence("author", importance), inf, specificity)
            if name not in own or own[name][1] <= weight:
                own[name] = values, weight
    return own, ""


def _both(own: _Cascade, rules: Mapping[str, tuple[Any, Any]]) -> _Cascade:
    """Gives the cascade of an element's own declarations and of the rules, which win where they weigh the same."""
    both = dict(rules)
    both.update((name, value) for name, value in own.items() if name not in rules or value[1] > rules[name][1])
    return both
