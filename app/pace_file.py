"""The user's pace from day to day: one number in the home's cache folder.

Read and written by wiring on the main thread, at the start and at the end. Losing it costs a few pauses of learning, so
nothing here ever fails: what cannot be read is not there, and what cannot be written is not kept.
"""

from __future__ import annotations

import logging
import math
from pathlib import Path

from app import private_file
from app.errors import EarpieceError
from app.home import Home

log = logging.getLogger(__name__)


def read_pace_s(home: Home) -> float | None:
    """The average pause in seconds; None when nothing usable is kept."""
    try:
        pace_s = float(_path(home).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return pace_s if math.isfinite(pace_s) and pace_s > 0 else None


def keep_pace_s(home: Home, pace_s: float) -> None:
    """Keep it for the next day: whole or not at all, for its user only."""
    try:
        home.cache_folder.mkdir(mode=0o700, exist_ok=True)
        private_file.replace(_path(home), f"{pace_s:.3f}\n")
    except (OSError, EarpieceError) as error:
        log.info("the pace is not kept: %s", type(error).__name__)


def _path(home: Home) -> Path:
    return home.cache_folder / "pace"
