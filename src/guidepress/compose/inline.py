"""Python-Markdown's reading within lines, in time that grows as the text does.

Its own processor looks for each element among all its siblings, so that a text of ten times the paragraphs takes a
hundred times as long. Here it is given a few elements at a time. Only `compose.markdown` imports this.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown.treeprocessors import InlineProcessor

MOST_AT_ONCE = 100
"""How many elements are read at a time."""


class Inline(InlineProcessor):
    """Reads all texts of a tree, a few elements at a time."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Reads the tree in place and gives it back."""
        sizes: dict[Element, int] = {}
        for element in reversed(list(tree.iter())):
            sizes[element] = 1 + sum(sizes[child] for child in element)
        self._read_within(tree, [*(ancestors or ()), tree.tag], sizes)
        return tree

    def _read_within(self, parent: Element, ancestors: list[str], sizes: dict[Element, int]) -> None:
        """Reads what stands in an element, but not its own text, which is its parent's affair."""
        read: list[Element] = []
        waiting: list[Element] = []
        together = 0
        for child in list(parent):
            if sizes[child] > MOST_AT_ONCE:
                read += self._read(waiting, ancestors)
                read += self._read_large(child, ancestors, sizes)
                waiting, together = [], 0
                continue
            if together + sizes[child] > MOST_AT_ONCE:
                read += self._read(waiting, ancestors)
                waiting, together = [], 0
            waiting.append(child)
            together += sizes[child]
        parent[:] = [*read, *self._read(waiting, ancestors)]

    def _read(self, elements: Iterable[Element], ancestors: list[str]) -> list[Element]:
        """Reads a few elements with their tails; gives them with the elements that their tails became."""
        around = Element(ancestors[-1])
        around.extend(elements)
        return list(super().run(around, ancestors[:-1])) if len(around) else []

    def _read_large(self, element: Element, ancestors: list[str], sizes: dict[Element, int]) -> list[Element]:
        shell = Element(element.tag)
        shell.text, shell.tail = element.text, element.tail
        behind = self._read([shell], ancestors)[1:]
        self._read_within(element, [*ancestors, element.tag], sizes)
        element.text, element.tail = shell.text, shell.tail
        element[:] = [*shell, *element]
        return [element, *behind]
