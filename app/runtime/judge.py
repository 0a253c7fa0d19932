"""The judge thread's job: has the speaker finished, by the words and by the sound?

Beside the model and without the compute token: the last words take some hundredths of a second of one core, the others
were read while they were said, and the whole turn waits for the verdict.
"""

from __future__ import annotations

from collections.abc import Callable

from app.audio.clip import Clip, join
from app.cancel import Revisions
from app.effects import JudgeTurn, ReadAhead
from app.engines.protocols import SentenceReader, TurnDetector
from app.facts import Fact, TurnJudged, TurnRead


class Judge:
    """Posts one TurnRead for each order that is not stale, and one TurnJudged where there is a `detector`."""

    def __init__(
        self,
        reader: SentenceReader,
        detector: TurnDetector | None,
        post: Callable[[Fact], None],
        revisions: Revisions,
    ) -> None:
        self._reader = reader
        self._detector = detector
        self._post = post
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
                self._reader.ends(text)  # its cache holds these words now
            case JudgeTurn():
                self._judge(order)

    def _judge(self, order: JudgeTurn) -> None:
        cancel = self._revisions.ticket(order.revision)
        if cancel.is_stale:
            return
        self._post(TurnRead(order.revision, self._reader.ends(order.text)))
        if self._detector is not None and not cancel.is_stale:
            clip = join([order.clip, Clip.silence(order.quiet_s, order.clip.rate_hz)])
            self._post(TurnJudged(order.revision, self._detector.complete(clip)))
