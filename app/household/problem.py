"""What went wrong, as one line for the window. Used by the household's doors on whichever thread they run."""

from __future__ import annotations

from collections.abc import Callable

from app.errors import EarpieceError


def problem_of(act: Callable[[], object]) -> str:
    """Do it -> '' or the line."""
    try:
        act()
    except EarpieceError as error:
        return str(error)
    return ""
