"""What placeholders of shared passages stand for: the values of `series.yaml`, and some that are made of them."""

from __future__ import annotations

from guidepress.compose.punctuation import short_address
from guidepress.core.model import Series


def values_of(series: Series) -> dict[str, str]:
    """Gives each value under its dotted key; a telephone number is not broken over lines."""
    values = {key: str(value) for key, value in series.values.items()}
    phones = {
        key: value.replace(" ", "\N{NO-BREAK SPACE}") for key, value in values.items() if key.endswith("phone")
    }
    made = {
        "guide_count": str(len(series.guides)),
        "website_short": short_address(series.website),
        "download_page_short": short_address(series.download_page),
    }
    return {**values, **phones, **made}
