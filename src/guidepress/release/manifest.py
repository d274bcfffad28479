"""The manifest as the file `manifest.json`, whose form `schemas/manifest.schema.json` gives.

Takes a `Manifest` and gives bytes, or the other way round. Promises the same bytes for the same record.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from guidepress.release.records import Component, Conformance, Manifest, Past, ReleasedFile, ReleasedGuide

NAME = "manifest.json"
FORMAT = 1
"""The number of the manifest's form."""


def manifest_bytes(manifest: Manifest) -> bytes:
    """Gives the manifest as the bytes of its file."""
    data = {"format": FORMAT, **asdict(manifest)}
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(content: bytes) -> Manifest:
    """Reads a manifest; raises ValueError, which says what is wrong, for anything else."""
    try:
        data = json.loads(content)
        if data.pop("format") != FORMAT:
            raise ValueError("it is from another version of guidepress")
        return Manifest(
            **{
                **data,
                "history": tuple(Past(**it) for it in data["history"]),
                "guides": tuple(ReleasedGuide(**{**it, "stories": tuple(it["stories"])}) for it in data["guides"]),
                "stories": tuple(data["stories"]),
                "files": tuple(_file(it) for it in data["files"]),
                "components": tuple(Component(**it) for it in data["components"]),
            }
        )
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError("it is damaged") from error
    except json.JSONDecodeError as error:
        raise ValueError("it is no JSON") from error


def _file(data: Mapping[str, Any]) -> ReleasedFile:
    return ReleasedFile(
        **{
            **data,
            "conforms": tuple(Conformance(**it) for it in data["conforms"]),
            "accessibility": {name: tuple(values) for name, values in data["accessibility"].items()},
        }
    )
