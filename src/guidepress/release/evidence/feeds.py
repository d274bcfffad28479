"""What readers subscribe to: an Atom feed (RFC 4287) and a JSON Feed 1.1 with an entry for each guide.

Takes a manifest; gives both feeds. An entry's id never changes, and its `updated` moves with a major change only,
so that nobody is told of a mended comma.
"""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from guidepress.release.records import Manifest, ReleasedGuide


def _id(manifest: Manifest, name: str) -> str:
    """Gives a tag URI (RFC 4151) that stays the same from release to release."""
    host = urlsplit(manifest.address).hostname or "localhost"
    first = manifest.history[-1].date if manifest.history else manifest.date
    return f"tag:{host},{first}:{name}"


def _updated(manifest: Manifest) -> str:
    return max((guide.updated for guide in manifest.guides), default=manifest.date)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def atom_feed(manifest: Manifest) -> str:
    """Gives the Atom feed."""
    entries = "".join(_atom_entry(manifest, guide) for guide in manifest.guides)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(manifest.language)}>
<id>{escape(_id(manifest, "series"))}</id>
<title>{escape(manifest.series)}</title>
<updated>{_moment(_updated(manifest))}</updated>
<author><name>{escape(manifest.publisher)}</name></author>
<rights>{escape(manifest.licence)}</rights>
<link rel="alternate" type="text/html" href={quoteattr(manifest.address)}/>
{entries}</feed>
"""


def _atom_entry(manifest: Manifest, guide: ReleasedGuide) -> str:
    return f"""<entry>
<id>{escape(_id(manifest, guide.id))}</id>
<title>{escape(guide.title)}</title>
<published>{_moment(guide.published)}</published>
<updated>{_moment(guide.updated)}</updated>
<link rel="alternate" type="text/html" href={quoteattr(manifest.address)}/>
<summary>{escape(guide.summary)}</summary>
</entry>
"""


def json_feed(manifest: Manifest) -> dict[str, object]:
    """Gives the JSON Feed."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": manifest.series,
        "home_page_url": manifest.address,
        "language": manifest.language,
        "authors": [{"name": manifest.publisher}],
        "items": [
            {
                "id": _id(manifest, guide.id),
                "url": manifest.address,
                "title": guide.title,
                "content_text": guide.summary,
                "date_published": _moment(guide.published),
                "date_modified": _moment(guide.updated),
            }
            for guide in manifest.guides
        ],
    }
