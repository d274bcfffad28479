"""What placeholders of shared passages stand for: the values of `series.yaml`, and some that are made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guidepress.compose.punctuation import short_address
from guidepress.core.model import Series

_MADE = {
    "guide_count": lambda series: str(len(series.guides)),
    "website_short": lambda series: short_address(series.website),
    "download_page_short": lambda series: short_address(series.download_page),
}


class _Values(Mapping[str, str]):
    def __init__(self, series: Series) -> None:
        self._series = series

    def __getitem__(self, key: str) -> str:
        if key in _MADE:
            return str(_MADE[key](self._series))
        value = str(self._series.values[key])
        return value.replace(" ", "\N{NO-BREAK SPACE}") if key.endswith("phone") else value

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys([*self._series.values, *_MADE])

    def __len__(self) -> int:
        return len(list(iter(self)))


def values_of(series: Series) -> Mapping[str, str]:
    """Gives each value under its dotted key; a telephone number is not broken over lines."""
    return _Values(series)
