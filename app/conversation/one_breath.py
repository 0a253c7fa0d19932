"""What is said in one breath over several clauses: each is told what stands right before and behind it.

A phrase that leaves in two parts is to sound as one: the voice draws the second part with the end of the first, and the
end of the first with the word that follows. Used by speech.py, one a reply. Pure.
"""

from __future__ import annotations

import re

from app.clause import Clause
from app.conversation.spoken import speak

_PLAIN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
"""Nothing that is said otherwise than it is written."""
_ENDS_PLAIN = re.compile(r"[^\W\d_]$")
_LATER = ".,!?;:…'’\""
"""What stands behind the next word shapes that word's end, not how it begins."""
_WORDS_BEFORE = 6
"""So many words of the same breath shape how it goes on; each costs the voice 2 ms."""
_MARKS = re.compile(r".*[.,!?;:—–\"()-]", re.DOTALL)


class OneBreath:
    """Makes the clauses of one reply, in their order."""

    def __init__(self) -> None:
        self._before = ""

    def clause(self, display: str, sound: str = "", next_word: str = "") -> Clause:
        """`next_word`: what comes behind it, as far as it is written; '' when that is not known."""
        spoken = speak(display)
        word = next_word.rstrip(_LATER)
        goes_on = bool(_ENDS_PLAIN.search(display) and _PLAIN.fullmatch(word))
        behind = word if goes_on else ""
        before = "" if sound else self._before
        said = f"{before} {spoken}" if before else spoken
        self._before = " ".join(_MARKS.sub("", said).split()[-_WORDS_BEFORE:]) if goes_on else ""
        return Clause(display, spoken, sound, (before, behind))
