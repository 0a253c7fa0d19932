"""When to look at what the user is still saying, and what of it is certain. Owned by hearing.py, on the session thread.

A look costs a third of a second of both cores, so it waits until the last one is over, and some more; a machine that
takes long for one does without.
"""

from __future__ import annotations

from app.conversation.stable import StableWords

EVERY_S = 0.7
MOST_TOOK_MS = 500.0
FIRST_VOICED_S = 0.6
"""Less voice than this is a word or two: the final look comes soon enough."""
URGENT_VOICED_S = 0.3
"""Over a reply a word is enough."""


class Partials:
    """The looks at one utterance after the other. `reads_along`: somebody is there to read while it is said; without,
    only words over a reply are looked at."""

    def __init__(self, *, reads_along: bool = True) -> None:
        self._reads_along = reads_along
        self._words = StableWords()
        self._is_under_way = False
        self._next_s = 0.0
        self._is_too_slow = False
        self.stable = ""
        """The beginning of the utterance's words that will not change any more."""

    def begin(self) -> None:
        """A new utterance, or a new piece of one."""
        self._words.forget()
        self._is_too_slow = False
        self.stable = ""
        self.stop()

    def stop(self) -> None:
        """Something more urgent: a look that is under way will be dropped."""
        self._is_under_way = False

    def is_due(self, voiced_s: float, now_s: float, *, is_urgent: bool) -> bool:
        """Ask for a look now? (Then it counts as under way.)"""
        is_wanted = self._reads_along and not self._is_too_slow
        is_time = is_wanted and now_s >= self._next_s and voiced_s >= FIRST_VOICED_S
        is_due = not self._is_under_way and (is_time or (is_urgent and voiced_s >= URGENT_VOICED_S))
        self._is_under_way = self._is_under_way or is_due
        return is_due

    def hear(self, text: str, took_ms: float, now_s: float) -> bool:
        """A look is done. -> whether more words are certain now."""
        self._is_under_way = False
        self._is_too_slow = took_ms > MOST_TOOK_MS
        self._next_s = now_s + max(0.0, EVERY_S - took_ms / 1000)
        before = self.stable
        self.stable = self._words.hear(text)
        return self.stable != before
