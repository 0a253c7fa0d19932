"""A wake word detector without a model: the demo without weights and the fake of the tests. On the listener thread."""

from __future__ import annotations

from app.audio.clip import HEARING_HZ, Samples
from app.listening.level import level_db

_LOUD_DB = -45.0
_WORD_S = 0.3
_DIP_S = 0.15
"""A "k" is silence for so long; the word goes on behind it."""
_REFRACTORY_S = 2.0


class ScriptedWakeWord:
    """Whatever is loud for 0.3 s is the word."""

    phrase = "anything"

    def __init__(self) -> None:
        self._loud_s = self._dip_s = self._deaf_s = 0.0

    def load(self) -> None: ...

    def close(self) -> None: ...

    def heard(self, frame: Samples) -> bool:
        duration_s = len(frame) / HEARING_HZ
        self._deaf_s = max(0.0, self._deaf_s - duration_s)
        if level_db(frame) > _LOUD_DB:
            self._loud_s, self._dip_s = self._loud_s + duration_s, 0.0
        else:
            self._dip_s += duration_s
            self._loud_s = self._loud_s if self._dip_s < _DIP_S else 0.0
        if self._loud_s < _WORD_S or self._deaf_s:
            return False
        self._deaf_s = _REFRACTORY_S
        return True

    def reset(self) -> None:
        self._loud_s = self._dip_s = self._deaf_s = 0.0
