"""Guards against what small models do: hand the question back, go in circles, fall out of character, say nothing.

The responder feeds each clause before it is spoken and does what the verdict says; so a bad beginning is never heard.
Pure; one guard per attempt at a reply, used on the responder's thread.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import Enum

_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_PERSONS = ({"i", "my", "me", "mine", "i'm", "we", "our", "us"}, {"you", "your", "yours", "you're"})

_PARROT_WORDS = 3
"""Shorter ones are greetings: "Good night." may be answered "Good night."."""
_PARROT_LIKENESS = 0.85
"""Share of words in common, in order. Seven words with one changed are 0.86."""
_LOOP_WORDS = 3
_LOOP_LIKENESS = 0.9
_ECHO_WORDS = 5
"""A first clause this long that also began the reply before is the old reply again, not a habit of speech."""
_STOCK = re.compile(
    r"\bhow (?:can|may) i (?:help|assist)\b|\bassist you\b|\bcan't assist\b|\blanguage model\b|\bas an ai\b"
)
"""What every such model was trained to say and no companion would."""
_OTHER_SPEAKER = re.compile(r"[A-Z][a-z]{1,14}: \S")
"""A small model goes on with the user's part: "Anna: I woke up early." The companion's own name is gone by now."""
_ROUNDS = {1: 6, 2: 4, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3, 8: 3}
"""Words in a round: how many rounds make a loop. "No, no, no" and "ha ha ha ha" are speech."""


class Verdict(Enum):
    """What to do with the clause."""

    SPEAK = "speak"
    RESAMPLE = "resample"
    """Throw this reply away and ask again, with another seed and a higher temperature. Nothing was spoken yet."""
    STOP = "stop"
    """Do not speak this clause, and end the reply here."""


class ReplyGuard:
    """Judges one reply. `may_resample` False on the second attempt: a dull reply is better than none.

    `previous`: the reply before this one ('' if there is none).
    """

    def __init__(self, question: str, *, previous: str = "", may_resample: bool = True) -> None:
        self._question = [_words(question), *(_words(sentence) for sentence in _SENTENCES.split(question))]
        self._previous = _words(previous)
        self._may_resample = may_resample
        self._spoken: list[list[str]] = []

    def feed(self, clause: str) -> Verdict:
        """The next clause of the reply, as it is displayed."""
        words = _words(clause)
        if self._is_loop(words) or _OTHER_SPEAKER.match(clause):
            return Verdict.STOP if self._spoken else self._again(Verdict.STOP)
        if self._is_stock(words):
            return Verdict.STOP if self._spoken else self._again(Verdict.SPEAK, words)
        if not self._spoken and (self._is_parrot(words) or self._is_echo(words)):
            return self._again(Verdict.SPEAK, words)
        return self._speak(words)

    def finish(self) -> Verdict:
        """The reply is complete: RESAMPLE if there was nothing to speak, SPEAK if it is in order, else STOP."""
        return Verdict.SPEAK if self._spoken else self._again(Verdict.STOP)

    def _again(self, otherwise: Verdict, words: list[str] | None = None) -> Verdict:
        if self._may_resample:
            return Verdict.RESAMPLE
        if words is not None:
            self._spoken.append(words)
        return otherwise

    def _speak(self, words: list[str]) -> Verdict:
        if words:
            self._spoken.append(words)
        return Verdict.SPEAK

    def _is_stock(self, words: list[str]) -> bool:
        """Out of character; unless the user asked for just that."""
        wanted = any({"help", "assist"} & set(said) for said in self._question)
        return not wanted and bool(_STOCK.search(" ".join(words)))

    def _is_parrot(self, words: list[str]) -> bool:
        """The question itself, or its beginning, or nearly so. "Your meeting is at three" answers "my meeting is at
        three"."""
        if len(words) < _PARROT_WORDS:
            return False
        asked = [said for said in self._question if len(said) >= _PARROT_WORDS and _persons(said) == _persons(words)]
        return any(_likeness(said[: len(words)], words) >= _PARROT_LIKENESS for said in asked)

    def _is_echo(self, words: list[str]) -> bool:
        """The reply before, once more."""
        return len(words) >= _ECHO_WORDS and _likeness(self._previous[: len(words)], words) >= _LOOP_LIKENESS

    def _is_loop(self, words: list[str]) -> bool:
        """This was said before in the same reply, or it goes round within itself."""
        if len(words) >= _LOOP_WORDS and any(_likeness(said, words) >= _LOOP_LIKENESS for said in self._spoken):
            return True
        return any(_goes_round(words, size, rounds) for size, rounds in _ROUNDS.items())


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORDS.findall(text.casefold())]


def _persons(words: list[str]) -> list[bool]:
    """Whether it speaks of the first person, of the second."""
    return [not person.isdisjoint(words) for person in _PERSONS]


def _likeness(one: list[str], other: list[str]) -> float:
    """0 .. 1; 1: the same words in the same order."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _goes_round(words: list[str], size: int, rounds: int) -> bool:
    """Whether `size` words are said `rounds` times in a row somewhere."""
    run = 0
    for n in range(size, len(words)):
        run = run + 1 if words[n] == words[n - size] else 0
        if run >= size * (rounds - 1):
            return True
    return False
