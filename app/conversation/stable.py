"""What of a growing transcript will not change any more: the words that two partial transcripts in a row agree on.

Each partial hears the utterance from its beginning, and its end is a guess: the last word may be cut in half. What two
in a row begin with alike is taken for settled (LocalAgreement-2, Macháček et al. 2023, "Turning Whisper into real-time
transcription system"). Pure; one for each utterance, kept by the machine on the session thread.
"""

from __future__ import annotations

import re

_NOT_SPELLED = re.compile(r"[^\w]|_")


class StableWords:
    """`hear` every partial transcript of one utterance in order; `forget` before the next utterance."""

    def __init__(self) -> None:
        self._last: list[str] = []
        self._stable: list[str] = []

    def hear(self, text: str) -> str:
        """The beginning of `text` that will not change any more, never fewer words than before.

        It comes in the newest spelling ("hello" may become "Hello,"). When a settled word has changed, the settled ones
        stay as they were and nothing is added. The last word of a partial is never settled by it.
        """
        words = _words(text)
        agreed = min(_alike(self._last, words), len(words) - 1)
        self._last = words
        if _alike(self._stable, words) == len(self._stable):
            self._stable = words[: max(agreed, len(self._stable))]
        return " ".join(self._stable)

    def forget(self) -> None:
        self._last = []
        self._stable = []


def _words(text: str) -> list[str]:
    """Split at spaces; a dash that stands alone belongs to the word before it."""
    words: list[str] = []
    for word in text.split():
        if words and not _spelled(word):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _alike(one: list[str], other: list[str]) -> int:
    """How many words both begin with, whatever their case and punctuation."""
    same = 0
    for mine, yours in zip(one, other, strict=False):
        if _spelled(mine) != _spelled(yours):
            break
        same += 1
    return same


def _spelled(word: str) -> str:
    return _NOT_SPELLED.sub("", word.casefold())
