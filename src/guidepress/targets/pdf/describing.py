"""What a finished guide says of itself, from the series."""

from __future__ import annotations

from guidepress import __version__
from guidepress.compose.punctuation import quotes_of
from guidepress.compose.words import words_of
from guidepress.core.model import Guide, Series
from guidepress.targets.pdf.metadata import DocumentMetadata


def metadata_of(series: Series, guide: Guide) -> DocumentMetadata:
    """Gives the metadata of one guide's files; dates are the release's, never the clock's."""
    words = words_of(series)
    curl = quotes_of(series.words).curl
    licence = f"{curl(series.licence.name)} ({series.licence.short})"
    return DocumentMetadata(
        title=words.say("document_title", guide=curl(guide.title), series=curl(series.title)),
        creator=tuple(curl(author.name) for author in series.authors),
        description=curl(guide.summary),
        keywords=tuple(curl(word) for word in guide.keywords),
        language=str(series.language),
        publisher=curl(series.publisher),
        sponsor=curl(series.sponsor or ""),
        rights=f"{words.say('copyright', holder=curl(series.copyright_holder))} {licence}",
        licence_url=str(series.licence.url or series.website),
        version=str(series.release.version),
        date=str(series.release.date),
        producer=f"Guidepress {__version__}",
    )
