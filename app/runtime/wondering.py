"""Asks the user once which of two things they said is right, when the talk is calm (companion/asking.py).

It follows the session's events as the company does (company.py), which gives it each lull after a reply that nothing
else is to be said in: what is said without being asked is one wish. `follow` runs on the session thread and returns at
once; `words` on the company's thread, and may wait for the keeper.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from app.companion.asking import Talk, may_ask
from app.companion.day import BREAK_S, is_quiet
from app.events import FinalTranscript, Published, ReplySentence, StateChanged

Question = tuple[str, str]
"""(id of what is doubted, words)"""


WAIT_S = 5.0
"""For the keeper, on the company's thread."""


@dataclass(frozen=True)
class Doubts:
    """The keeper's, from any thread. `next`: what nobody was asked about yet. `asked`: that question is being said."""

    next: Callable[[], Future[Question | None]]
    asked: Callable[[str], Future[None]]


class Wondering:
    """`is_grave`: somebody may be in danger."""

    def __init__(
        self,
        now: Callable[[], datetime],
        doubts: Doubts,
        is_grave: Callable[[], bool] = lambda: False,
    ) -> None:
        self._now, self._doubts, self._is_grave = now, doubts, is_grave
        self._lock = threading.Lock()
        self.is_wanted = True
        self.quiet = ("", "")
        """From, until."""
        self._is_listening = False
        self._said: list[str] = []
        self._last_s = 0.0
        self._asked_on = ""
        self._asking: Question | None = None

    def follow(self, event: Published) -> None:
        """On the session thread."""
        with self._lock:
            match event:
                case StateChanged(state=state, mic_muted=mic_muted, voice_muted=voice_muted):
                    self._is_listening = state == "listening" and not mic_muted and not voice_muted
                case FinalTranscript(text=text):
                    self._hear(text)
                case ReplySentence(text=text) if self._asking is not None and self._asking[1].startswith(text[:40]):
                    self._doubts.asked(self._asking[0])
                    self._asked_on, self._asking = self._today, None

    def words(self) -> str:
        """What is to be asked now; '' for nothing."""
        if not self._is_moment():
            return ""
        try:
            found = self._doubts.next().result(WAIT_S)
        except TimeoutError:
            return ""
        if found is None:
            return ""
        with self._lock:
            self._asking = found
        return found[1]

    def _is_moment(self) -> bool:
        with self._lock:
            now = self._now()
            quiet = is_quiet(now.hour * 60 + now.minute, *self.quiet)
            has_asked = self._asked_on == self._today
            talk = Talk(self.is_wanted, self._is_listening, quiet, has_asked, tuple(self._said))
        return not self._is_grave() and may_ask(talk)

    def _hear(self, text: str) -> None:
        now_s = self._now().timestamp()
        if now_s - self._last_s > BREAK_S:
            self._said.clear()
        self._last_s, self._asking = now_s, None
        self._said = [*self._said, text][-8:]

    @property
    def _today(self) -> str:
        return self._now().date().isoformat()
