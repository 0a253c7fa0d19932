"""The judge thread's job: has the speaker finished, by the words and by the sound?

The whole turn waits for the verdict, so it waits for nobody: where the compute token is free it takes it, else it reads
beside whoever computes. The last words take 0.03 s, and 0.05 s beside the model, which then takes 0.12 s for what it
reads in 0.07 s alone; the words before them were read while they were said.
"""

from __future__ import annotations

from collections.abc import Callable

from app.audio.clip import Clip, join
from app.cancel import Revisions
from app.effects import JudgeTurn, ReadAhead
from app.engines.protocols import SentenceReader, TurnDetector
from app.facts import Fact, TurnJudged, TurnRead
from app.runtime.token import ComputeToken


class Judge:
    """Posts one TurnRead for each order that is not stale, and one TurnJudged where there is a `detector`."""

    def __init__(
        self,
        reader: SentenceReader,
        detector: TurnDetector | None,
        post: Callable[[Fact], None],
        token: ComputeToken,
        revisions: Revisions,
    ) -> None:
        self._reader = reader
        self._detector = detector
        self._post = post
        self._token = token
        self._revisions = revisions

    def load(self) -> None:
        """Raises WeightsMissing, EngineFailed."""
        self._reader.load()
        if self._detector is not None:
            self._detector.load()

    def close(self) -> None:
        self._reader.close()
        if self._detector is not None:
            self._detector.close()

    def job(self, order: JudgeTurn | ReadAhead) -> None:
        match order:
            case ReadAhead(text):
                self._ends(text)  # its cache holds these words now
            case JudgeTurn():
                self._judge(order)

    def _judge(self, order: JudgeTurn) -> None:
        cancel = self._revisions.ticket(order.revision)
        if cancel.is_stale:
            return
        self._post(TurnRead(order.revision, self._ends(order.text, order.revision)))
        if self._detector is not None and not cancel.is_stale:
            clip = join([order.clip, Clip.silence(order.quiet_s, order.clip.rate_hz)])
            self._post(TurnJudged(order.revision, self._detector.complete(clip)))

    def _ends(self, text: str, revision: int = 0) -> float:
        with self._token.held_if_free(revision):
            return self._reader.ends(text)
