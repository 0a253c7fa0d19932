"""When the answers take long: whether a word is wanted in between, which one, and its sound.

Owned by signs.py, on the session thread. Pure.
"""

from __future__ import annotations

from collections import deque
from statistics import median

from app.conversation.short_words import ShortWords

LONG_S = 0.9
"""Longer gaps want a sign of life (field-notes.md, "long wait without a sign")."""
FILLERS = ("Hmm.", "Well,", "Let's see.")
"""0.2 to 0.5 s when Piper's joe says them; "Let me think." is 0.6 s, and "Hm." is spelt out: aitch em."""
_GAPS = 5
_LEAST_GAPS = 3


class Fillers(ShortWords):
    """A filler's place is FIRST_N and below."""

    FIRST_N = -2

    def __init__(self) -> None:
        super().__init__(FILLERS, self.FIRST_N)
        self._gaps_s: deque[float] = deque(maxlen=_GAPS)

    @property
    def is_wanted(self) -> bool:
        """The user has waited too long for the last answers."""
        return len(self._gaps_s) >= _LEAST_GAPS and median(self._gaps_s) > LONG_S

    def note_gap(self, gap_s: float) -> None:
        """From the user's last voiced sample to the first of the model's own words, in a turn without a filler."""
        self._gaps_s.append(gap_s)
