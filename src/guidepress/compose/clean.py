"""HTML reduced to a safe list: the door to nh3.

Takes the HTML that Markdown gave, with whatever raw HTML an author wrote into it; gives the same without scripts,
styles, forms, frames, event handlers and unknown addresses.
"""

from __future__ import annotations

from collections.abc import Set

import nh3

_NAMES = """
    a abbr aside b blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure
    h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp section small span strong sub sup
    table tbody td tfoot th thead time tr u ul var
"""
SAFE_ELEMENTS = frozenset(_NAMES.split())
"""What a guide may hold as raw HTML; also all that Markdown and our constructs make."""

_BLOCK_NAMES = """
    aside blockquote caption col colgroup dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p section
    table tbody td tfoot th thead tr ul
"""
BLOCK_ELEMENTS = frozenset(_BLOCK_NAMES.split())
"""Those of them that stand around lines; the others stand within one."""

_SHORT_NAMES = "a abbr b br cite code em i li ol p q span strong sub sup ul"
SHORT_ELEMENTS = frozenset(_SHORT_NAMES.split())
"""What a short text of the catalogue may hold; no images, since nobody checks their alternatives there."""

_ATTRIBUTES = {
    "*": {"id", "lang", "class", "title", "data-line", "data-given"},
    "a": {"href", "data-story", "data-guide"},
    "div": {"data-plan", "data-minutes", "data-when"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "span": {"data-blank", "data-story", "data-guide"},
    "time": {"datetime"},
    "col": {"span"},
}
_SCHEMES = {"http", "https", "mailto"}


def kept_attributes(element: str) -> Set[str]:
    """Gives the attributes that an element of the safe list keeps."""
    return _ATTRIBUTES["*"] | _ATTRIBUTES.get(element, set())


def clean(html: str, elements: Set[str] = SAFE_ELEMENTS, more: Set[str] = frozenset()) -> str:
    """Gives the HTML with everything outside the safe list taken out; text is kept, scripts' text is not.

    `more` names attributes that any element may keep besides.
    """
    return nh3.clean(
        html,
        tags=set(elements),
        attributes={
            name: kept | more if name == "*" else kept
            for name, kept in _ATTRIBUTES.items()
            if name == "*" or name in elements
        },
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
