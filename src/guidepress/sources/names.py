"""What names of guides, stories and the like have to look like, and how near ones would be written."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

GUIDE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What a guide's file is called without its ending, as `series.schema.json` has it."""
NAME_FORM = "a guide's name holds small letters from a to z, digits and single hyphens"
LONGEST = 60
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "ł": "l", "Ł": "l", "đ": "d", "œ": "oe"}
)
"""Letters that Unicode does not part into a plain one and an accent."""


def id_like(name: str) -> str:
    """Gives an id like a name that is none: `my-guide` for `My_Guide`; empty where no letter could be kept."""
    plain = "".join(sign for sign in normalize("NFKD", name.translate(_LETTERS)) if not combining(sign))
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:LONGEST].strip("-")
