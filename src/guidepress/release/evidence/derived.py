"""All files that are derived from a manifest, by name."""

from __future__ import annotations

import json
from collections.abc import Mapping

from guidepress.release.evidence.feeds import atom_feed, json_feed
from guidepress.release.evidence.provenance import statement
from guidepress.release.evidence.sbom import bill_of_materials
from guidepress.release.manifest import NAME, manifest_bytes
from guidepress.release.records import Manifest

SUMS = "SHA256SUMS"
PROVENANCE = "provenance.intoto.json"
BILL = "packages.cdx.json"
ATOM = "feed.atom"
JSON_FEED = "feed.json"
DERIVED = (NAME, PROVENANCE, BILL, ATOM, JSON_FEED, SUMS)
"""The names of the manifest and of all that is derived from it."""


def derived_files(manifest: Manifest) -> dict[str, bytes]:
    """Gives the manifest's own file and those derived from it, but for the sums."""
    return {
        NAME: manifest_bytes(manifest),
        PROVENANCE: _json(statement(manifest)),
        BILL: _json(bill_of_materials(manifest)),
        ATOM: atom_feed(manifest).encode(),
        JSON_FEED: _json(json_feed(manifest)),
    }


def _json(data: Mapping[str, object]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def sums(digests: Mapping[str, str]) -> bytes:
    """Gives digests by name in the form that `sha256sum -c` reads (GNU coreutils)."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


def read_sums(content: bytes) -> dict[str, str]:
    """Reads what `sums` wrote; leaves out lines that are none."""
    lines = (line.partition("  ") for line in content.decode("utf-8", "replace").splitlines())
    return {name: digest for digest, between, name in lines if between and name}
