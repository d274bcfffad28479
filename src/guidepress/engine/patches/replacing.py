"""Puts a function in the place of one of the engine's."""

from __future__ import annotations

import sys
from typing import Any


def replace(module: Any, name: str, function: Any) -> None:  # the engine has no types
    """Puts a function in another's place in every module of the engine that has imported it."""
    old = getattr(module, name)
    for other_name, other in list(sys.modules.items()):
        if other_name.startswith("weasyprint.") and getattr(other, name, None) is old:
            setattr(other, name, function)
