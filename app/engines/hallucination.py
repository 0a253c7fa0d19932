"""Guards against what Whisper writes when nobody spoke: pure text and two numbers, no model.

Whisper learned from subtitles. Given a breath or a fan it writes what subtitles say over no speech, or repeats itself.
Called by faster_whisper_stt.py on the recognizer thread. Thresholds are measured on whisper-base: noise of twenty kinds
has a mean log-probability below -1.1 in the first look, 70 clear and unclear sentences stay above -1.3 with a no-speech
probability below 0.25.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ASIDES = re.compile(r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|♪[^♪]*♪|[♪♫]|^\s*(?:>>|-)\s*")
_SUBTITLES = (
    "for watching", "for listening to this", "subscribe", "amara", "subtitles by", "captions by", "transcribed by",
    "in the next video", "see you next time", "see you in the next", "like and share", "copyright",
)  # fmt: skip
_SMALL_PHANTOMS = {
    "you", "thank you", "thank you very much", "thank you so much", "thanks", "bye", "bye bye", "oh", "so", "hmm", "uh",
    "the end", "i", "okay", "im sorry", "i dont know",
}  # fmt: skip
_LOOP_REPEATS = 3
_LOOP_PHRASE_WORDS = 8
_SINGLE_WORD_REPEATS = 5
"""People do say "no, no, no"."""


@dataclass(frozen=True)
class Take:
    """One look of the model at a clip."""

    text: str
    log_prob: float
    """Mean over the tokens, natural logarithm, <= 0."""
    no_speech: float
    """Probability that nobody speaks, 0 .. 1."""
    is_endless: bool = False
    """It ran into the token limit: more words than anybody can say in the time."""


@dataclass(frozen=True)
class Guard:
    """What is too doubtful to be believed."""

    doubts: tuple[tuple[float, float], ...] = ((0.5, -1.0), (0.3, -1.5))
    """(no-speech probability above, mean log-probability below): both must hold."""
    is_english: bool = True

    @classmethod
    def for_language(cls, language: str) -> Guard:
        """Looser where Whisper is less sure of itself: strict limits erased whole utterances in other languages."""
        return cls() if language == "en" else cls(doubts=((0.8, -1.6),), is_english=False)

    def is_no_speech(self, take: Take) -> bool:
        """Nobody spoke, and the words are guessed."""
        return any(take.no_speech > no_speech and take.log_prob < log_prob for no_speech, log_prob in self.doubts)

    def is_phantom(self, take: Take) -> bool:
        """A subtitle's closing words with little voice behind them. Somebody who really says them is believed."""
        said = " ".join(spelled(take.text))
        if not self.is_english or not said:
            return False
        if any(words in said for words in _SUBTITLES):
            return take.no_speech > 0.15 or take.log_prob < -0.4
        return said in _SMALL_PHANTOMS and take.no_speech > 0.3 and take.log_prob < -0.5


def without_asides(text: str) -> str:
    """Without [Music], (laughs), *sighs*, ♪ … ♪; '' when no letter or digit is left."""
    text = " ".join(_ASIDES.sub(" ", text).split())
    return text if any(letter.isalnum() for letter in text) else ""


def spelled(text: str) -> list[str]:
    """Lower-case words without punctuation, to compare."""
    return re.sub(r"[^\w\s]", "", text.lower()).split()


def is_looped(text: str) -> bool:
    """A phrase of up to eight words three times in a row, or one word five times."""
    words = spelled(text)
    return any(
        _repeats(words, start, length) >= (_SINGLE_WORD_REPEATS if length == 1 else _LOOP_REPEATS)
        for length in range(1, _LOOP_PHRASE_WORDS + 1)
        for start in range(len(words) - length * 2)
    )


def is_really_repeated(first: Take, last: Take) -> bool:
    """Two windows agree that somebody says "no, no, no": the same words, in a time they can be said in."""
    return not last.is_endless and set(spelled(first.text)) == set(spelled(last.text))


def _repeats(words: list[str], start: int, length: int) -> int:
    """How many times in a row the phrase at `start` stands there."""
    phrase, times = words[start : start + length], 1
    while words[start + times * length : start + (times + 1) * length] == phrase:
        times += 1
    return times
