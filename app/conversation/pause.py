"""One pause of the user: what is known about it while it lasts. Owned by hearing.py, on the session thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.audio.clip import Clip
from app.conversation.turn import Reason
from app.effects import JudgeTurn


class Endpoint(Protocol):
    """Judges how long to wait (listening/endpoint.py)."""

    def wait_s(self, probability: float | None, text: str, ends: float | None = None) -> float:
        """So much silence means that the user has finished. `probability`: the turn detector's, by the sound; `ends`:
        the sentence reader's, by the words; None: no verdict yet."""

    def note_pause(self, pause_s: float) -> None:
        """The user went on after so much silence."""


@dataclass(eq=False)
class Pause:
    """Begins with a soft end; ends when the user goes on, or with the turn."""

    revision: int
    clip: Clip
    quiet_s: float = 0.0
    probability: float | None = None
    ends: float | None = None
    has_words: bool = False
    """The transcript of everything before it is there."""
    closed_by: Reason | None = None
    """The utterance is over, whatever its silence: it was very long, or the key came up."""

    def question(self, text: str) -> JudgeTurn:
        """For the judge. Asked once: in longer silence a turn detector finds everything final (measured)."""
        return JudgeTurn(self.revision, text, self.clip)
