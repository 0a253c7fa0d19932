"""How much silence means that the user has finished: words, sound, and this user's own pace, weighed together.

Asked by the machine in every 32 ms of a pause, on the session thread; pure. Three witnesses: how likely a small
language model finds it that a sentence ends at these words, the build of the sentence (completeness.py), and the turn
detector.

Measured over tests/kit/pauses.py (scripts/bars.d/endpoint.py), as the share of pairs of an end and a pause in
mid-sentence that a witness puts in the right order: language model 0.94, with the build 0.95 (by their words alone),
turn detector 0.46 on synthetic speech, where it finds three of four pauses final. So it may only speak for waiting.
"""

from __future__ import annotations

from math import exp2, log

from app.listening.completeness import CLOSED, OPEN, THIN, WHOLE, completeness, last_sentence_words
from app.listening.pace import USUAL_PAUSE_S, Pace

QUICK_S = 0.3
"""For what is clearly complete. Words and reply take longer than this anyway."""
STEADY_S = 0.95
"""For what has probably ended: nobody is talked over in a pause of 0.8 s."""
PATIENT_S = 1.34
"""For what may go on. In 98 of 100 pauses of 1.2 s the ear's silence, as it counts, ends below it (measured)."""
OPEN_S = 2.5
"""For words that cannot end there."""
_SLOWEST_S = {QUICK_S: 0.5, STEADY_S: 1.1, PATIENT_S: 1.4, OPEN_S: OPEN_S}
"""However long this user's pauses are: an answer must not come later than that, unless the slider allows it."""
_LEAST_S = 0.2

_WORDS = {THIN: -0.8, WHOLE: 0.0, CLOSED: 2.0}
_SOUND_WEIGHT = 0.25
_ENOUGH = -1.2
"""Log-odds; what the model gives to a full stop behind a whole sentence is one in four, because most could go on. Of 70
beginnings of sentences 4 % pass for an end, of 153 stumps of Harvard sentences 1 %, of 40 whole ones 85 % (65 % when
their length said nothing). A pause shorter than the answer takes does no harm even then, so only those of a second and
more count."""
_PROBABLE = -1.6
"""9 % of the beginnings are above it, 3 % of the stumps, 93 % of the whole ones. At -1.9 one pause of eight that lasts
1.2 s was talked over."""
_LENGTH_WEIGHT, _USUAL_WORDS, _SHORT_WORDS, _LONG_WORDS = 0.25, 6, 4, 9
"""The more words a sentence has, the likelier it ends with the next: a model that has read books does not know how
short people are when they talk. The lengths are those at which it says nothing, and from which on it says no more."""


class Endpoint:
    """One for a conversation: it learns the user's pace."""

    def __init__(self, slider: float = 0.0, pace_s: float | None = None, *, has_reader: bool = True) -> None:
        """slider: -1 gives time, 1 is quick (the setting conversation.pace). pace_s: the user's average pause as it was
        kept, None for a new user. has_reader: a small model will read the words; without one, their build must do,
        and one pause of four is taken for the end."""
        self._slider = slider
        self._pace = Pace() if pace_s is None else Pace(pace_s)
        self._unread = -2.0 if has_reader else -1.15

    @property
    def pace_s(self) -> float:
        """How long this user's pauses are, on average."""
        return self._pace.average_s

    def note_pause(self, pause_s: float) -> None:
        """The user went on after so much silence."""
        self._pace.note(pause_s)

    def wait_s(self, probability: float | None, text: str, ends: float | None = None) -> float:
        """So much silence means that the user has finished.

        probability: the turn detector's, 0 .. 1, None before its verdict; text: the words up to this pause; ends: the
        sentence reader's probability that a sentence ends here; None before it has answered.
        """
        vote = completeness(text)
        if vote == OPEN:
            usual_s = OPEN_S
        else:
            read = self._unread if ends is None else _log_odds(ends) + _by_length(text)
            usual_s = self._patience_s(_evidence(vote, probability, read))
        paced_s = min(usual_s * self._slowness, _SLOWEST_S[usual_s])
        return max(_LEAST_S, paced_s * exp2(-self._slider))

    def _patience_s(self, evidence: float) -> float:
        lacking = evidence - self._enough
        if lacking >= 0:
            return QUICK_S
        return STEADY_S if lacking >= _PROBABLE - _ENOUGH else PATIENT_S

    @property
    def _slowness(self) -> float:
        """Who pauses longer than others is given more time; who pauses less loses nothing by it."""
        return max(1.0, self.pace_s / USUAL_PAUSE_S)

    @property
    def _enough(self) -> float:
        """The evidence that is asked for: more of it where pauses are long, or the slider gives time."""
        return _ENOUGH + log(self._slowness) - self._slider


def _evidence(vote: float, probability: float | None, read: float) -> float:
    sound = 0.0 if probability is None else min(0.0, _log_odds(probability))
    return read + _WORDS[vote] + _SOUND_WEIGHT * sound


def _by_length(text: str) -> float:
    words = min(max(last_sentence_words(text), _SHORT_WORDS), _LONG_WORDS)
    return _LENGTH_WEIGHT * (words - _USUAL_WORDS)


def _log_odds(probability: float) -> float:
    held = min(max(probability, 0.02), 0.98)
    return log(held / (1 - held))
