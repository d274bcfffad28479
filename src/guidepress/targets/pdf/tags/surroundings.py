"""What an element of the page inherits from those around it.

Takes the root of a page's elements; answers for every element whether it is read, in which part of the document
and in which language. Pure; remembers its answers, so that asking for every box costs little.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from guidepress.targets.pdf.tags import roles
from guidepress.targets.pdf.tags.roles import Part


class Surroundings:
    """The elements of one page."""

    def __init__(self, html: Element) -> None:
        elements = [element for element in html.iter() if isinstance(element.tag, str)]
        self.parents = {child: element for element in elements for child in element}
        self.order = {element: number for number, element in enumerate(elements)}
        self._visible: dict[Element | None, bool] = {None: True}
        self._parts: dict[Element | None, Part] = {None: Part.TEXT}
        self._languages: dict[Element | None, str] = {None: ""}

    def is_visible(self, element: Element | None) -> bool:
        """Tells whether neither the element nor any around it is decoration."""
        known = self._visible.get(element)
        if known is None:
            assert element is not None
            known = not roles.is_hidden(element) and self.is_visible(self.parents.get(element))
            self._visible[element] = known
        return known

    def part(self, element: Element | None) -> Part:
        """The part of the document that the element stands in."""
        known = self._parts.get(element)
        if known is None:
            assert element is not None
            known = self.part(self.parents.get(element))
            if roles.starts_contents(element):
                known = Part.CONTENTS
            elif roles.starts_notes(element):
                known = Part.NOTES
            self._parts[element] = known
        return known

    def language(self, element: Element | None) -> str:
        """The language in which the element is written."""
        known = self._languages.get(element)
        if known is None:
            assert element is not None
            known = roles.language(element) or self.language(self.parents.get(element))
            self._languages[element] = known
        return known
