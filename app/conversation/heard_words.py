"""The words of a transcript, plain: what backchannel.py, echo_guard.py and wake.py compare.

Called on the session thread. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_ASIDES = re.compile(r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫]")
"""How Whisper writes what is no speech: (laughs), [coughing], *sighs*."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TRIPLE = re.compile(r"(\w)\1{2,}")

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """`plain`: lower case, no apostrophe, "hmmmm" as "hmm"; `start`, `end`: where it stands in the text."""

    plain: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Its words in order; what stands in brackets is not said."""
    spoken = _ASIDES.sub(lambda aside: " " * len(aside[0]), text)
    return [Word(_plain(found[0]), found.start(), found.end()) for found in _WORD.finditer(spoken)]


def plain_words(text: str) -> list[str]:
    """"Don't, Hmmmm" -> dont, hmm"""
    return [word.plain for word in words_of(text)]


def phrases(*texts: str) -> frozenset[Phrase]:
    """A table of phrases, for `is_made_of`."""
    return frozenset(tuple(plain_words(text)) for text in texts)


def names_of(name: str) -> frozenset[Phrase]:
    """`name`: whoever may be spoken to; several with commas between them."""
    return frozenset(tuple(words) for one in name.split(",") if (words := plain_words(one)))


def is_made_of(words: list[str], core: Collection[Phrase], around: Collection[Phrase]) -> bool:
    """Whether `words` are one or more of `core`'s phrases, with nothing else but `around`'s between and beside them."""
    reached: dict[int, bool] = {0: False}
    longest = max(len(phrase) for phrase in (*core, *around))
    for start in range(len(words)):
        if start in reached:
            for end, is_core in _steps(words, start, longest, core, around):
                reached[end] = reached.get(end, False) or reached[start] or is_core
    return reached.get(len(words), False)


def _steps(
    words: list[str], start: int, longest: int, core: Collection[Phrase], around: Collection[Phrase]
) -> Iterator[tuple[int, bool]]:
    for end in range(start + 1, min(start + longest, len(words)) + 1):
        phrase = tuple(words[start:end])
        if phrase in core:
            yield end, True
        elif phrase in around:
            yield end, False


def _plain(word: str) -> str:
    return _TRIPLE.sub(r"\1\1", word.casefold().replace("'", "").replace("’", ""))
