"""Where a work stands in the list: by its author, without the article, accents or punctuation."""

from __future__ import annotations

from dataclasses import fields

import pytest

from guidepress.compose.citations import citations_in
from guidepress.core.model import Name, Reference, Text


def work(name: str, author: str) -> Reference:
    absent = {field.name: None for field in fields(Reference)}
    given = {"id": Text(name), "kind": Text("report"), "title": Text(f"Report {name}"), "year": Text("2020")}
    return Reference(**{**absent, **given, "authors": (Name(family=author, given=""),), "editors": ()})


@pytest.mark.parametrize(
    ("authors", "order"),
    [
        (("Unison", "The Stationery Office", "Smith"), ("Smith", "The Stationery Office", "Unison")),
        (("Óscar", "Owen", "Nash"), ("Nash", "Óscar", "Owen")),
        (("O’Neill", "Onslow", "Oates"), ("Oates", "O’Neill", "Onslow")),
        (("Theobald", "The King’s Fund", "Long"), ("The King’s Fund", "Long", "Theobald")),
    ],
)
def test_an_author_is_filed_by_the_first_word_that_tells(authors: tuple[str, ...], order: tuple[str, ...]):
    works = {f"w{at}": work(f"w{at}", author) for at, author in enumerate(authors)}
    cited = citations_in([" ".join(f"[@{name}]" for name in works)], works, lambda key, **_: key)
    filed = [next(a for n, a in zip(works, authors, strict=True) if n == entry.id) for entry in cited.entries()]
    assert tuple(filed) == order
