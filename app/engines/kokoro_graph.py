"""The sessions that run Kokoro's model: a drawing of what is to be said, then its sound without the hush around it.

Used by kokoro_tts.py, on the voice thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.audio.clip import Samples
from app.cancel import Cancel
from app.engines.kokoro_halves import CONTENT, ENERGY, PITCH, halves
from app.engines.onnx_session import OnnxSession

RATE_HZ = 24_000
FRAME_SAMPLES = 600
_BEFORE_FRAMES, _AFTER_FRAMES = 6, 4
"""What is kept of the hush: a first sound begins up to 3 frames before its time, a last one ends up to 3 after it."""


@dataclass(frozen=True)
class Drawing:
    """`content`: float32 (1, 512, frames); `pitch`, `energy`: float32 (1, 2 * frames). `edges`: where each number of
    the text begins, and where the last one ends, in samples from the first one that `sound` makes."""

    content: Samples
    pitch: Samples
    energy: Samples
    edges: Samples


class KokoroGraph:
    """The model in the file `path` as onnxruntime's sessions, with `threads` each. Raises ValueError, IndexError and
    onnxruntime's own errors for what is not this model."""

    def __init__(self, path: Path, threads: int) -> None:
        first, second = halves(path.read_bytes())
        self._draw = OnnxSession(first, threads, plans_memory=False)
        self._decode = OnnxSession(second, threads, plans_memory=True)

    def draw(self, ids: list[int], style: Samples, speed: float, cancel: Cancel) -> Drawing | None:
        """ids: without the two zeros that stand around them. style: float32 (1, 256). None when it was called back.
        Raises EngineFailed."""
        given = {
            "tokens": np.array([[0, *ids, 0]], np.int64), "style": style, "speed": np.array([speed], np.float32),
        }  # fmt: skip
        made = self._draw.run(given, cancel)
        if made is None:
            return None
        content, pitch, energy, lengths = made
        edges = np.concatenate([[0.0], np.cumsum(lengths.reshape(-1))])
        begin = max(0, int(edges[1]) - _BEFORE_FRAMES)
        end = min(int(edges[-1]), int(edges[-2]) + _AFTER_FRAMES)
        return Drawing(
            np.ascontiguousarray(content[:, :, begin:end]),
            np.ascontiguousarray(pitch[:, 2 * begin : 2 * end]),
            np.ascontiguousarray(energy[:, 2 * begin : 2 * end]),
            np.asarray((edges[1:-1] - begin) * FRAME_SAMPLES, np.float32),
        )

    def sound(self, drawing: Drawing, style: Samples, cancel: Cancel) -> Samples | None:
        """float32 (n,) at RATE_HZ; None when it was called back. Raises EngineFailed."""
        given = {"style": style, CONTENT: drawing.content, PITCH: drawing.pitch, ENERGY: drawing.energy}
        made = self._decode.run(given, cancel)
        return None if made is None else made[0].reshape(-1)
