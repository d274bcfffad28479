"""For maintainers: writes the digests of the installed engine's code, once its patches have been looked through.

Run as a program. It writes `known_code.json`, so that every patch fits the engine that is installed: whether
that is true is for the reader of the engine's changes to judge, and for the tests.
"""

from __future__ import annotations

import json

from guidepress.engine.code import KNOWN, digest_of, digest_of_file
from guidepress.engine.library import load_weasyprint
from guidepress.engine.patches import PATCHES


def renew() -> None:
    """Writes the digests of all that the patches name."""
    load_weasyprint()
    names = sorted({name for patch in PATCHES for name in patch.code})
    modules = sorted({name.partition(":")[0] for name in names})
    known = {
        "files": {module: digest_of_file(module) for module in modules},
        "code": {name: digest_of(name) for name in names},
    }
    KNOWN.write_text(json.dumps(known, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    renew()
