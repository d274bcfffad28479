"""How a release was made, as an in-toto Statement v1 with SLSA provenance v1: written by oneself and unsigned.

Takes a manifest; gives the statement as data. A signature by the identity of a build service raises it above
SLSA's Build L1; `docs/releasing.md` has the step.
"""

from __future__ import annotations

from guidepress.release.records import Manifest

BUILD_TYPE = "urn:guidepress:release:1"
"""Says what the parameters mean (SLSA provenance v1, buildType); `docs/releasing.md` explains them."""


def statement(manifest: Manifest) -> dict[str, object]:
    """Gives the statement."""
    sources = [{"name": name, "digest": {"sha256": digest}} for name, digest in sorted(manifest.sources.items())]
    packages = [
        {"uri": it.address, "name": it.name} for it in manifest.components if it.kind == "library" and it.address
    ]
    fonts = [{"name": it.name, "digest": {"sha256": it.sha256}} for it in manifest.components if it.kind == "font"]
    revision = [{"name": "sources", "digest": {"gitCommit": manifest.revision}}] if manifest.revision else []
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": file.name, "digest": {"sha256": file.sha256}} for file in manifest.files],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": BUILD_TYPE,
                "externalParameters": {
                    "version": manifest.version,
                    "date": manifest.date,
                    "uncommittedChanges": manifest.uncommitted,
                },
                "resolvedDependencies": [*revision, *sources, *packages, *fonts],
            },
            "runDetails": {
                "builder": {
                    "id": "urn:guidepress:releaser",
                    "version": {"guidepress": manifest.tool, "python": manifest.python},
                },
            },
        },
    }
