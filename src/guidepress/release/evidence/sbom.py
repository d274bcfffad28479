"""The packages and fonts that shaped a release, as a CycloneDX 1.6 bill of materials.

Takes a manifest; gives the bill as data, without a serial number or a time, so that it can be derived again.
"""

from __future__ import annotations

from guidepress.release.records import Component, Manifest


def bill_of_materials(manifest: Manifest) -> dict[str, object]:
    """Gives the bill."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": f"{manifest.date}T00:00:00Z",
            "component": {
                "type": "file",
                "bom-ref": "release",
                "name": manifest.series,
                "version": manifest.version,
                "publisher": manifest.publisher,
            },
        },
        "components": [_component(component) for component in manifest.components],
    }


def _component(component: Component) -> dict[str, object]:
    found: dict[str, object] = {
        "type": "library" if component.kind == "library" else "data",
        "bom-ref": component.address or f"font:{component.name}",
        "name": component.name,
    }
    if component.version:
        found["version"] = component.version
    if component.licence:
        found["licenses"] = [{"license": {"name": component.licence}}]
    if component.address:
        found["purl"] = component.address
    if component.sha256:
        found["hashes"] = [{"alg": "SHA-256", "content": component.sha256}]
    return found
