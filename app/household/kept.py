"""earpiece.toml as the window changes it, and what the running conversation follows at once.

`change` is called on the main thread; the file is written on the household's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from typing import Any

from app.errors import EarpieceError
from app.home import Home
from app.settings import DECLARED, Settings, Value, declared
from app.settings_file import SettingsFile

NEVER_WAITS = frozenset(
    {
        "conversation.first_run", "conversation.your_name", "conversation.companion", "quiet.from", "quiet.until",
        "voice.muted", "microphone.muted", "ring.shown", "ring.place",
    }
)  # fmt: skip
"""Asked for when they are needed; or, like the name, told to the conversation on another way."""


class Kept:
    """`follow`: key -> what takes the new value, of the running conversation."""

    def __init__(self, home: Home, begun_with: Settings, pool: Executor) -> None:
        self._file = SettingsFile(home.settings_path)
        self._pool = pool
        self._begun_with = begun_with
        self._followed: dict[str, Value] = {}
        self.now = begun_with
        self.follow: Mapping[str, Callable[[Any], object]] = {}

    def change(self, key: str, value: Value, answer: Callable[[str], None]) -> None:
        self._pool.submit(self._change, key, value, answer)

    def waits_for_restart(self) -> bool:
        """Something differs from what the conversation was begun with, or told since."""
        return any(self._waits(key) for key in DECLARED if key not in NEVER_WAITS)

    def _waits(self, key: str) -> bool:
        field = declared(key).field
        runs = self._followed.get(key, getattr(self._begun_with, field))
        return bool(getattr(self.now, field) != runs)

    def _change(self, key: str, value: Value, answer: Callable[[str], None]) -> None:
        try:
            self.now = self._file.set(key, value)
            if key in self.follow:
                self.follow[key](value)
                self._followed[key] = value
        except EarpieceError as error:
            answer(str(error))
            return
        answer("")
