"""One pause of the user: what is known about it while it lasts. Owned by hearing.py, on the session thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from app.audio.clip import Clip
from app.conversation.turn import Reason
from app.effects import JudgeTurn

ASK_AGAIN_S = (0.5, 1.0)
"""The turn detector is asked when the pause begins, and again after so much silence: it hears more finality then."""
SURE = 0.5
"""A verdict above it stands; there is no reason to ask again."""


class Endpoint(Protocol):
    """Judges how long to wait (listening/endpoint.py)."""

    def wait_s(self, probability: float | None, text: str, ends: float | None = None) -> float:
        """So much silence means that the user has finished. `probability`: the turn detector's, by the sound; `ends`:
        the language model's, by the words; None: no verdict yet."""

    def note_pause(self, pause_s: float) -> None:
        """The user went on after so much silence."""


@dataclass(eq=False)
class Pause:
    """Begins with a soft end; ends when the user goes on, or with the turn."""

    revision: int
    clip: Clip
    began_quiet_s: float
    """How much silence the clip ends with."""
    quiet_s: float = 0.0
    probability: float | None = None
    ends: float | None = None
    has_words: bool = False
    """The transcript of everything before it is there."""
    closed_by: Reason | None = None
    """The utterance is over, whatever its silence: it was very long, or the key came up."""
    _asked: int = field(default=0)

    def first_question(self) -> JudgeTurn:
        return JudgeTurn(self.revision, self.clip)

    def last(self, quiet_s: float) -> list[JudgeTurn]:
        """It lasts: `quiet_s` by now. -> what is worth asking anew."""
        self.quiet_s = quiet_s
        is_due = self._asked < len(ASK_AGAIN_S) and quiet_s >= ASK_AGAIN_S[self._asked]
        if not is_due:
            return []
        self._asked += 1
        is_sure = self.probability is not None and self.probability >= SURE
        return [] if is_sure else [JudgeTurn(self.revision, self.clip, quiet_s - self.began_quiet_s)]
