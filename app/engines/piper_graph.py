"""The sessions that run a Piper voice: a drawing of what is to be said, then its sound, whole or piece by piece.

Used by piper_tts.py, on the voice thread. A voice whose model cannot be cut in two is one session, and its sound one
piece.

We build the onnxruntime sessions ourselves. Its planner for sharing memory between the 2,500 nodes takes 1.5 of the 1.9
CPU-seconds that `PiperVoice.load` costs; without it loading takes 0.3 s, running the same, and 150 MB less is resident
(onnxruntime 1.31, joe-medium).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.audio.clip import Samples
from app.cancel import Cancel
from app.engines.onnx_session import OnnxSession
from app.engines.piper_durations import durations_output
from app.engines.piper_halves import halves

_CONTEXT_FRAMES = 11
"""How far the decoder looks to either side. With 10 frames the joined pieces are 109 dB from the whole, with 8 56 dB; a
frame costs 0.8 ms of processor time (joe-medium)."""
_GROWTH = 3
"""Each piece is so many times as long as the one before, which sounds while it is made."""


@dataclass(frozen=True)
class Drawing:
    """`content`: float32 (1, channels, frames), or the sound itself where the model is one piece. `durations`: float32
    (ids,), how long each phoneme id lasts, in frames; None when the model does not tell."""

    content: Samples
    durations: Samples | None


class PiperGraph:
    """The model in the file `path` as onnxruntime's sessions, with `threads` each. Raises ValueError, IndexError and
    onnxruntime's own errors (`failures`) for what is no model."""

    def __init__(self, path: Path, threads: int) -> None:
        first, second, tells = _models(path)
        self.tells_places = tells and bool(second)
        """Where in the drawing each phoneme is."""
        self._draw = OnnxSession(first, threads, plans_memory=False)
        self._decode = OnnxSession(second, threads, plans_memory=False) if second else None

    def draw(self, ids: list[int], scales: Samples, cancel: Cancel) -> Drawing | None:
        """What the phonemes `ids` are to sound like; None when it was called back. Raises EngineFailed."""
        lengths = np.array([len(ids)], np.int64)
        given = {"input": np.array([ids], np.int64), "input_lengths": lengths, "scales": scales}
        made = self._draw.run(given, cancel)
        if made is None:
            return None
        return Drawing(made[0], made[1].reshape(-1) if len(made) > 1 else None)

    def sound(
        self, drawing: Drawing, first_frames: int, cancel: Cancel, span: tuple[int, int] | None = None
    ) -> Iterator[tuple[Samples, float]]:
        """Pieces, float32 (n,), and the share of it that is made by then. Ends early when called back.

        first_frames: so long is the first piece; 0: all of it in one. span: the frames that are wanted, its end not
        among them; None: all.
        """
        if self._decode is None:
            yield drawing.content.reshape(-1), 1.0
            return
        frames = drawing.content.shape[2]
        first, last = span or (0, frames)
        begin = first
        for end in (first + length for length in _ends(last - first, first_frames)):
            if begin > first and cancel.is_stale:
                return
            before, after = min(begin, _CONTEXT_FRAMES), min(frames - end, _CONTEXT_FRAMES)
            content = np.ascontiguousarray(drawing.content[:, :, begin - before : end + after])
            made = self._decode.run({self._decode.first_input: content}, cancel)
            if made is None:
                return
            samples = made[0].reshape(-1)
            hop = len(samples) // content.shape[2]
            yield samples[before * hop : len(samples) - after * hop], (end - first) / (last - first)
            begin = end


def _models(path: Path) -> tuple[bytes, bytes, bool]:
    """Both halves, or the whole and nothing; whether it tells durations. The file's own 63 MB are given back before the
    sessions need theirs."""
    model = path.read_bytes()
    durations = durations_output(model)
    return *(halves(model, durations) or (model + durations, b"")), bool(durations)


def _ends(frames: int, first: int) -> Iterator[int]:
    """Where the pieces end. What would be left for a short last one belongs to the one before."""
    end, size = 0, first or frames
    while frames - end > 1.5 * size:
        end += size
        yield end
        size *= _GROWTH
    yield frames
