"""A voice over a running reply: is it somebody who wants to speak, or a cough? Owned by the machine.

The voice is lowered at once, falls silent when the other one lasts, and words decide: real ones stop the reply,
anything else lets it go on. One object per interruption; pure.
"""

from __future__ import annotations

from typing import Literal

from app.conversation.backchannel import is_backchannel, is_stop
from app.conversation.echo_guard import EchoGuard

PAUSE_S = 0.25
"""So much voice is more than a click: fall silent, well within half a second of the first word."""
PATIENCE_S = 0.3
"""A voice that was too short for words is over after so much silence."""
SURE_WORDS = 2
"""Words of a look that may still change; a single one is believed when the voice has paused."""

Verdict = Literal["pause", "stop", "resume"]


class Interruption:
    """From the first voice over a reply to the decision about it."""

    def __init__(self, guard: EchoGuard | None, name: str) -> None:
        """guard: where the microphone may hear the speaker. name: the companion's."""
        self._guard = guard
        self._name = name
        self._is_paused = False

    def grow(self, voiced_s: float) -> Verdict | None:
        """The voice lasts."""
        if self._is_paused or voiced_s < PAUSE_S:
            return None
        self._is_paused = True
        return "pause"

    def hear_part(self, text: str, spoken: str) -> Verdict | None:
        """Words so far; `spoken`: what we said ourselves."""
        words = self._own(text, spoken)
        if is_stop(words, name=self._name):
            return "stop"
        is_real = len(words.split()) >= SURE_WORDS and not is_backchannel(words)
        return "stop" if is_real else None

    def hear(self, text: str, spoken: str) -> Verdict:
        """All the words up to a pause."""
        words = self._own(text, spoken)
        return "resume" if not words or is_backchannel(words) else "stop"

    def _own(self, text: str, spoken: str) -> str:
        return text if self._guard is None else self._guard.without_echo(text, spoken)

    def last(self, quiet_s: float) -> Verdict | None:
        """Silence after a voice that had no words."""
        return "resume" if quiet_s >= PATIENCE_S else None
