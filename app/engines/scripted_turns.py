"""A turn detector without a model: a prepared list of verdicts.

The fake of the tests and of the demo without weights; it keeps the same contract as the real adapter. Used on the
judge's thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.audio.clip import Clip


class ScriptedTurnDetector:
    """Answers with the next of `verdicts`, and "finished" after the last."""

    def __init__(self, verdicts: Iterable[float] = ()) -> None:
        self._verdicts: Iterator[float] = iter(verdicts)
        self.heard: list[Clip] = []
        """The clip of every call."""

    def load(self) -> None: ...

    def close(self) -> None: ...

    def complete(self, clip: Clip) -> float:
        self.heard.append(clip)
        return next(self._verdicts, 1.0)
