"""The judge thread's job: does the sound of a turn say that its speaker has finished?

Beside the recogniser and without the compute token: it takes 70 ms of one core, and its answer is worth most while the
words are still being worked out.
"""

from __future__ import annotations

from collections.abc import Callable

from app.audio.clip import Clip, join
from app.cancel import Revisions
from app.effects import JudgeTurn
from app.engines.protocols import TurnDetector
from app.facts import Fact, TurnJudged


class Judge:
    """Posts one TurnJudged for each order that is not stale."""

    def __init__(self, engine: TurnDetector, post: Callable[[Fact], None], revisions: Revisions) -> None:
        self._engine = engine
        self._post = post
        self._revisions = revisions

    def job(self, order: JudgeTurn) -> None:
        cancel = self._revisions.ticket(order.revision)
        if cancel.is_stale:
            return
        clip = join([order.clip, Clip.silence(order.quiet_s, order.clip.rate_hz)])
        self._post(TurnJudged(order.revision, self._engine.complete(clip)))
