"""The ids that the templates of a theme set, which headings leave to them."""

from __future__ import annotations

import re

from guidepress.core.theme import Theme

_ID = re.compile(r"(?<![\w-])id=\"([\w-]*)(\{\{)?")


def template_ids(theme: Theme) -> tuple[frozenset[str], frozenset[str]]:
    """Gives the ids that are fixed, and the beginnings of those that end in a value."""
    paths = map(theme.path, theme.names("templates"))
    found = [
        match for path in paths if path.is_file() for match in _ID.findall(path.read_text("utf-8", "replace"))
    ]
    return (
        frozenset(name for name, value in found if not value),
        frozenset(name for name, value in found if name and value),
    )
