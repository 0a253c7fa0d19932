"""Which word is being said now: follows the times that the voice tells, and marks it in the conversation.

Main thread. It wakes once a word and sleeps while nobody speaks. When the voice is lowered the mark waits, because it
may fall silent; when it goes on the mark goes on.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from app.events import PlayoutDucked, PlayoutFinished, PlayoutResumed, ReplyEnded, ReplySentence, WordsTimed
from app.ui.transcript import Transcript

Times = list[tuple[float, int, int]]
"""(when it begins, first character, character behind the last) of each word, in the sentence."""


class SpokenWords(QObject):
    """`follow` takes every event, after the transcript did."""

    def __init__(self, transcript: Transcript, now_s: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._transcript = transcript
        self._now_s = now_s
        self._turn = 0
        self._sentence = ""
        self._times: Times = []
        self._paused_s: float | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._mark)

    @Slot(object)
    def follow(self, event: object) -> None:
        match event:
            case ReplySentence(turn=turn, text=text):
                self._turn, self._sentence, self._times = turn, text, []
            case WordsTimed(turn=turn, starts_s=starts_s) if turn == self._turn:
                self._begin(starts_s)
            case PlayoutDucked():
                self._paused_s = self._now_s()
                self._next.stop()
            case PlayoutResumed() if self._paused_s is not None:
                late_s = self._now_s() - self._paused_s
                self._times = [(at_s + late_s, start, end) for at_s, start, end in self._times]
                self._paused_s = None
                self._mark()
            case PlayoutFinished() | ReplyEnded():
                self._end()

    def _begin(self, starts_s: tuple[float, ...]) -> None:
        words = [_bare(found) for found in re.finditer(r"\S+", self._sentence)]
        if len(words) == len(starts_s):
            now_s = self._now_s()
            self._times = [(now_s + at_s, *word) for at_s, word in zip(starts_s, words, strict=True)]
            self._paused_s = None
            self._mark()

    @Slot()
    def _mark(self) -> None:
        """The last word that has begun; then sleep until the next."""
        now_s = self._now_s()
        begun = [word for word in self._times if word[0] <= now_s]
        first = self._times[0] if self._times else None
        if begun:
            self._transcript.mark_word(self._turn, *begun[-1][1:])
        elif first is not None:
            self._transcript.mark_word(self._turn, first[1], first[1])
        if len(begun) < len(self._times):
            self._next.start(max(1, round((self._times[len(begun)][0] - now_s) * 1000)))

    def _end(self) -> None:
        self._next.stop()
        self._times, self._paused_s = [], None
        self._transcript.mark_word(self._turn, -1, -1)


def _bare(word: re.Match[str]) -> tuple[int, int]:
    """Where it stands, without the comma or the quotation marks around it."""
    inside = re.search(r"\w(?:.*\w)?", word.group())
    return word.span() if inside is None else (word.start() + inside.start(), word.start() + inside.end())
