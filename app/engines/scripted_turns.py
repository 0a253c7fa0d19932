"""A turn detector and a sentence reader without a model: prepared lists of verdicts.

The fakes of the tests and of the demo without weights; they keep the same contracts as the real adapters. Used on the
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


class ScriptedSentenceReader:
    """Answers with the next of `verdicts`, and "it ends" after the last."""

    def __init__(self, verdicts: Iterable[float] = ()) -> None:
        self._verdicts: Iterator[float] = iter(verdicts)
        self.read: list[str] = []
        """The text of every call."""

    def load(self) -> None: ...

    def close(self) -> None: ...

    def ends(self, text: str) -> float:
        self.read.append(text)
        return next(self._verdicts, 1.0)
