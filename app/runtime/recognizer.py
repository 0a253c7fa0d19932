"""The recognizer thread's job: clips become words, one at a time.

What the conversation waits for comes first. A partial transcript is a courtesy: it is dropped as soon as its words are
stale, or something else waits for this thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from app.cancel import Cancel, Never, Revisions
from app.effects import Transcribe, TranscribePartly
from app.engines.protocols import SpeechRecognizer
from app.facts import Fact, PartlyTranscribed, Transcribed
from app.runtime.clock import SessionClock
from app.runtime.token import ComputeToken, Urgency


class Recognizer:
    """`hint`: names that may be said, the companion's among them. `is_wanted` tells a partial transcript to end."""

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
        self.is_wanted: Callable[[], bool] = lambda: False

    def job(self, order: Transcribe | TranscribePartly) -> None:
        began_s = self._clock.now_s()
        match order:
            case Transcribe():
                self._transcribe(order, began_s)
            case TranscribePartly():
                self._transcribe_partly(order, began_s)

    def _transcribe(self, order: Transcribe, began_s: float) -> None:
        cancel: Cancel = Never() if order.is_certain else self._revisions.ticket(order.revision)
        with self._token.held(Urgency.TRANSCRIPT, order.revision, unless=lambda: cancel.is_stale) as is_held:
            if not is_held:
                return
            found = self._engine.transcribe(order.clip, hint=order.after or self._hint, cancel=cancel)
        took_ms = self._ms_since(began_s)
        if not cancel.is_stale:
            self._post(Transcribed(order.revision, order.piece, found.text, took_ms))
        elif found.text:  # the user went on, and these words were said before: a partial for nothing
            self._post(PartlyTranscribed(order.revision, found.text, took_ms))

    def _transcribe_partly(self, order: TranscribePartly, began_s: float) -> None:
        cancel = _Yielding(self._revisions.ticket(order.revision), self._is_wanted_elsewhere)
        with self._token.held(Urgency.PARTIAL, order.revision, unless=lambda: cancel.is_stale) as is_held:
            if not is_held:
                return
            found = self._engine.transcribe(order.clip, hint=order.after or self._hint, cancel=cancel, is_partial=True)
        if found.text or not cancel.is_stale:  # '' too: it says that the look is over
            self._post(PartlyTranscribed(order.revision, found.text, self._ms_since(began_s)))

    def _is_wanted_elsewhere(self) -> bool:
        return self.is_wanted()  # wiring sets it after this object is made

    def _ms_since(self, began_s: float) -> float:
        return (self._clock.now_s() - began_s) * 1000


class _Yielding:
    """The `Cancel` of a courtesy: stale as soon as its owner is wanted for something else."""

    def __init__(self, cancel: Cancel, is_wanted: Callable[[], bool]) -> None:
        self._cancel = cancel
        self._is_wanted = is_wanted

    @property
    def is_stale(self) -> bool:
        return self._cancel.is_stale or self._is_wanted()

    def when_stale(self, act: Callable[[], None]) -> AbstractContextManager[None]:
        return self._cancel.when_stale(act)
