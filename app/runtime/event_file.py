"""The event file of `talk --events`: every committed event of the public contract as one JSON object a line.

Called on the session thread as a subscriber. Each line is one short write, so that
whoever follows the file sees the turn as it happens.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from app.errors import BadOption, DiskFull
from app.events import LineKept, MoodSensed, Published, ReplyEnded, SpeakerChanged, StageRecovered, WordsTimed

NOT_IN_CONTRACT = (LineKept, MoodSensed, ReplyEnded, SpeakerChanged, StageRecovered, WordsTimed)
"""For windows. What MoodSensed tells is kept nowhere; the others tell nothing that the contract's events do not."""


class EventFile:
    """0600, written from the start."""

    def __init__(self, path: Path) -> None:
        self._trouble: DiskFull | None = None
        try:
            path.touch(mode=0o600)
            path.chmod(0o600)
            self._file = path.open("w", encoding="utf-8", buffering=1)
        except OSError as error:
            fix = "Give a path in a folder you may write to."
            raise BadOption(f"The event file {path} cannot be written: {error.strerror}.", fix) from error

    def write(self, event: Published) -> None:
        """One line. Never raises: the conversation is worth more than its record."""
        if isinstance(event, NOT_IN_CONTRACT) or self._trouble is not None:
            return
        line: dict[str, object] = {"t": round(event.t, 4), "event": type(event).__name__}
        line |= {key: value for key, value in dataclasses.asdict(event).items() if key != "t"}
        try:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            self._lost(error)

    def close(self) -> None:
        """Raises DiskFull when a line was lost."""
        try:
            self._file.close()
        except OSError as error:
            self._lost(error)
        if self._trouble is not None:
            raise self._trouble

    def _lost(self, error: OSError) -> None:
        self._trouble = DiskFull(f"The event file could not grow: {error.strerror}.", "Free some space.")
