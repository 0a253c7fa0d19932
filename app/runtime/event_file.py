"""The event file of `talk --events`: every committed event of the public contract as one JSON object a line.

Called on the session thread as a subscriber. A line is a buffered write; the file is flushed when a turn ends.
"""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

from app.errors import BadOption, DiskFull
from app.events import Published, ReplyEnded, StageRecovered, TurnTimings

NOT_IN_CONTRACT = (ReplyEnded, StageRecovered)
"""For windows; they tell nothing that the contract's events do not."""


class EventFile:
    """0600, written from the start."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8")
        except OSError as error:
            fix = "Give a path in a folder you may write to."
            raise BadOption(f"The event file {path} cannot be written: {error.strerror}.", fix) from error

    def write(self, event: Published) -> None:
        if isinstance(event, NOT_IN_CONTRACT):
            return
        line = {"t": round(event.t, 4), "event": type(event).__name__}
        line |= {key: value for key, value in dataclasses.asdict(event).items() if key != "t"}
        try:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            if isinstance(event, TurnTimings):
                self._file.flush()
        except OSError as error:
            raise DiskFull(f"The event file cannot grow: {error.strerror}.", "Free some space and try again.") from error

    def close(self) -> None:
        self._file.close()
