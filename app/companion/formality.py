"""How formally the user speaks, and a reply said the same way: "I am glad" to who speaks so, "I'm glad" to others.

Counted in the user's own words (short forms, slang; full forms, courtesies), over a few turns, so that one "please"
changes nothing. The reply keeps its words; only short forms are opened or closed, where no meaning can change by it.
`Manners` is used by in_tune.py on the session thread, `said_as` by the responder on its own. Pure.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable

TURNS = 4
LEAST_SIGNS = 3
"""So many signs in the last TURNS, and three of four pointing one way, before anything changes."""
CLEAR = 0.75

_FORMAL = re.compile(
    r"\b(?:i am|i have (?:been|not)|i would|i will|i do not|do not|does not|did not|cannot|can not|could not|"
    r"would not|will not|is not|are not|it is|that is|you are|we are|what is|could you please|i should like|may i|"
    r"would you (?:be so kind|please|mind)|thank you (?:very much|kindly)|good (?:morning|afternoon|evening)|"
    r"certainly|indeed|however|therefore|kindly|pardon me|i beg your pardon|shall we|allow me)\b"
)
_CASUAL = re.compile(
    r"\b(?:i'm|i've|i'd|i'll|don't|doesn't|didn't|can't|couldn't|wouldn't|won't|isn't|aren't|it's|that's|you're|we're|"
    r"what's|gonna|wanna|gotta|kinda|sorta|yeah|yep|nope|nah|hey|hi|yo|dude|mate|buddy|cool|awesome|lol|haha|ain't|"
    r"thanks|cheers|ok|guys|stuff|dunno|lemme|gimme|y'all|sup|bye)\b"
)

_OPENED = {
    "i'm": "I am", "i've": "I have", "i'll": "I will", "you're": "you are", "you've": "you have", "you'll": "you will",
    "we're": "we are", "we've": "we have", "we'll": "we will", "they're": "they are", "they've": "they have",
    "they'll": "they will", "it'll": "it will", "that'll": "that will", "don't": "do not", "doesn't": "does not",
    "didn't": "did not", "can't": "cannot", "couldn't": "could not", "wouldn't": "would not", "won't": "will not",
    "shouldn't": "should not", "isn't": "is not", "aren't": "are not", "wasn't": "was not", "weren't": "were not",
    "haven't": "have not", "hasn't": "has not", "hadn't": "had not",
}  # fmt: skip
"""Not "it's" and "I'd": each may be two things. Not "let's": nobody opens it."""
_QUESTION = re.compile(r"\w+n't (?:i|you|we|they|he|she|it|that)\b")
""" "Don't you?" is not "do not you?"."""
_SHORT = re.compile("|".join(rf"\b{short}\b" for short in _OPENED), re.IGNORECASE)
_CLOSED = {
    full.lower(): short for short, full in _OPENED.items() if short not in ("it'll", "that'll", "they've", "hadn't")
}
_FULL = re.compile("|".join(rf"\b{full}(?= \w)" for full in _CLOSED), re.IGNORECASE)
"""Never at the end of a clause: "Yes, I am." """


class Manners:
    """Of one user."""

    def __init__(self) -> None:
        self._signs: deque[tuple[int, int]] = deque(maxlen=TURNS)

    def note(self, text: str) -> None:
        """A turn is over, spoken or typed."""
        said = text.casefold().replace("’", "'")
        self._signs.append((len(_FORMAL.findall(said)), len(_CASUAL.findall(said))))

    @property
    def formality(self) -> int:
        """1: formal, -1: casual, 0: it cannot be told."""
        formal, casual = (sum(counts) for counts in zip(*self._signs, strict=True)) if self._signs else (0, 0)
        if formal + casual < LEAST_SIGNS:
            return 0
        if formal >= CLEAR * (formal + casual):
            return 1
        return -1 if casual >= CLEAR * (formal + casual) else 0


def said_as(text: str, formality: int) -> str:
    """The same words, their short forms opened (1) or closed (-1)."""
    if formality > 0 and not _QUESTION.search(text.casefold()):
        return _SHORT.sub(_like(_OPENED), text)
    return _FULL.sub(_like(_CLOSED), text) if formality < 0 else text


def _like(table: dict[str, str]) -> Callable[[re.Match[str]], str]:
    """With a capital letter where there was one."""

    def changed(found: re.Match[str]) -> str:
        said = table[found[0].lower()]
        said = "I" + said[1:] if said[:2] in ("i'", "I ") else said
        return said[:1].upper() + said[1:] if found[0][:1].isupper() else said

    return changed
