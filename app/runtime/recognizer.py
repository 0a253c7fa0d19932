"""The recognizer thread's job: one clip at a time becomes words."""

from __future__ import annotations

from collections.abc import Callable

from app.cancel import Revisions
from app.effects import Transcribe
from app.engines.protocols import SpeechRecognizer
from app.facts import Fact, Transcribed
from app.runtime.clock import SessionClock
from app.runtime.token import ComputeToken, Urgency


class Recognizer:
    """`hint`: names that may be said, the companion's among them."""

    def __init__(
        self,
        engine: SpeechRecognizer,
        post: Callable[[Fact], None],
        token: ComputeToken,
        revisions: Revisions,
        clock: SessionClock,
        hint: str,
    ) -> None:
        self._engine = engine
        self._post = post
        self._token = token
        self._revisions = revisions
        self._clock = clock
        self._hint = hint

    def job(self, order: Transcribe) -> None:
        began_s = self._clock.now_s()
        with self._token.held(Urgency.TRANSCRIPT):
            found = self._engine.transcribe(order.clip, hint=self._hint, cancel=self._revisions.ticket(order.revision))
        took_ms = (self._clock.now_s() - began_s) * 1000
        self._post(Transcribed(order.revision, order.piece, found.text, took_ms))
