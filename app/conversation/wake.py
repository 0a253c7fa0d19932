"""The wake phrase in a transcript: any words the user chose, however the recogniser spelled them.

"Hey Samantha" comes as "Hey Samanta," or "Hey Sam Antha". So the first words of the transcript, written together, are
compared with the phrase by letters and by sound. Called on the session thread. Pure. Measured (scripts/bars.d/wake.py),
with the phrase as the recogniser's hint: "hey Samantha" is found in 29 of 30 calls by five voices (25 without it), and
in none of 333 other sentences, 50 of which were chosen to sound like it.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable

from app.conversation.heard_words import Phrase, Word, is_made_of, names_of, phrases, plain_words, words_of

LIKENESS = 0.79
"""Mean of the likeness of letters and of sounds from which on it is the phrase; 1: the same. The nearest of the other
sentences has 0.7875 ("Okay, now but" for "okay nabu"), the farthest call that was found 0.8."""

SURE_LIKENESS = 0.5
"""Of the words that most resemble the phrase, when a detector has heard that it was said. However
Whisper spells "okay Nabu", it has 0.51 and more ("Okay, I'll move" alone less); in everyday sentences nothing has more
than 0.48."""

_LEAD = {"oh", "um", "uh", "so", "well", "and", "please", "yes", "no", "hello", "good", "morning"}
"""Words that may stand before the phrase."""
_LEAD_WORDS = 2
_MORE_WORDS = 2
"""A name may be heard as so many words more."""

_SLEEP = phrases(
    "go to sleep", "go back to sleep", "go to sleep now", "you can sleep", "you can sleep now", "sleep now", "sleep",
    "you can go to sleep", "you can go to sleep now", "you may sleep", "stop listening", "dont listen", "take a nap",
    "time to sleep", "time for bed", "go to bed", "go asleep", "fall asleep", "go to standby", "stand by",
    "do not listen", "stop listening to me",
)  # fmt: skip
_WAKE = phrases(
    "wake up", "wake up now", "time to wake up", "wake", "are you awake", "start listening", "listen again",
    "start listening again", "you can wake up", "you can wake up now", "listen to me",
)  # fmt: skip
_AROUND = phrases(
    "please", "now", "ok", "okay", "hey", "oh", "well", "so", "um", "uh", "thanks", "thank you", "alright", "all right",
    "then", "hello", "good night", "goodnight", "good morning", "can you", "could you", "for now", "just",
)  # fmt: skip

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"), ("th", "t"), ("ck", "k"), ("wh", "w"), ("gh", ""), ("tion", "sn"), ("kn", "n"), ("wr", "r"),
        ("c(?=[eiy])", "s"), ("[cq]", "k"), ("x", "ks"), ("[zj]|sh|ch", "s"), ("[dt]", "t"), ("[gk]", "k"),
        ("[bp]", "p"), ("[vf]", "f"), ("(?<=.)[hwy]", ""), ("[aeiouy]+", "a"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
"""Letters that recognisers mistake for one another, as one; vowels are one sound."""


class WakePhrases:
    """`wanted`: what wakes it, as one says it. An empty one is none."""

    def __init__(self, wanted: Iterable[str]) -> None:
        spelled = [plain_words(_same_okay(phrase)) for phrase in wanted]
        self._phrases = [(letters, sound_of(letters)) for words in spelled if (letters := "".join(words))]
        self._most_words = max(map(len, spelled), default=0) + _MORE_WORDS

    def rest_after(self, text: str) -> str | None:
        """What follows the phrase at the beginning of `text`, '' if nothing; None: it does not begin with it."""
        return self._rest_after(text, LIKENESS, only_first=True)

    def rest_after_word(self, text: str) -> str:
        """What follows the phrase, which was certainly said somewhere in `text`; all of it where no words of it are
        alike."""
        rest = self._rest_after(text, SURE_LIKENESS, only_first=False)
        return text if rest is None else rest

    def _rest_after(self, text: str, likeness: float, *, only_first: bool) -> str | None:
        text = _same_okay(text)
        words = words_of(text)
        starts = _lead(words) + 1 if only_first else len(words)
        best, _, end = max(self._candidates(words, starts), default=(0.0, 0, 0))
        return _rest(text, words[:end]) if best >= likeness else None

    def _candidates(self, words: list[Word], starts: int) -> Iterable[tuple[float, int, int]]:
        """(likeness, minus the start, end) of every run of words that begins with one of the first `starts`; of equal
        ones the earliest is the greatest, then the longest."""
        for start in range(starts):
            for end in range(start + 1, min(start + self._most_words, len(words)) + 1):
                letters = "".join(word.plain for word in words[start:end])
                likeness = max((_likeness(letters, *phrase) for phrase in self._phrases), default=0.0)
                yield likeness, -start, end


def is_go_to_sleep(text: str, *, name: str = "") -> bool:
    """An order to stop listening and nothing else."""
    return is_made_of(plain_words(text), _SLEEP, _with(name))


def is_wake_up(text: str, *, name: str = "") -> bool:
    """An order to listen again and nothing else."""
    return is_made_of(plain_words(text), _WAKE, _with(name))


def hint_of(phrase: str) -> str:
    """What helps the recogniser to spell the phrase. Not the phrase alone: Whisper takes a hint for what was said just
    before, and left a call out of the transcript when it was the last of it (3 of 30 calls)."""
    return f"{string.capwords(phrase)}. Hello."


def sound_of(letters: str) -> str:
    """samantha, somanta -> the same key"""
    for pattern, sound in _SOUNDS:
        letters = pattern.sub(sound, letters)
    return letters


def _likeness(letters: str, phrase: str, sound: str) -> float:
    """0 .. 1: the mean of both."""
    return (closeness(letters, phrase) + closeness(sound_of(letters), sound)) / 2


def closeness(one: str, other: str) -> float:
    """1 minus the edits (Levenshtein) per letter of the longer one."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, wanted in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != wanted))
    return 1 - row[-1] / max(len(one), len(other))


def _lead(words: list[Word]) -> int:
    """How many words stand before the phrase at most."""
    count = 0
    while count < min(_LEAD_WORDS, len(words)) and words[count].plain in _LEAD:
        count += 1
    return count


def _rest(text: str, used: list[Word]) -> str:
    return text[used[-1].end :].lstrip(" ,.!?;:-–—…").strip()


def _same_okay(text: str) -> str:
    return re.sub(r"\b[Oo]\.?\s?[Kk]\b\.?", "Okay", text)


def _with(name: str) -> frozenset[Phrase]:
    return _AROUND | names_of(name)
