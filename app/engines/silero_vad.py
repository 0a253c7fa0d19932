"""Silero v6 streamed through onnxruntime: is somebody speaking in this block?

Used by the ear on the listener thread only. The weights travel inside faster-whisper's package. Its own wrapper starts
anew at each call, so the network's state is carried here. One thread and no spinning: a call takes a fifth of a
millisecond, and a second thread would only wait for it at full speed.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np

from app.audio.clip import FRAME_SAMPLES, Samples
from app.errors import EngineFailed, WeightsMissing

_CONTEXT_SAMPLES = 64
"""The network wants the end of the block before in front of each block."""
_STATE_SHAPE = (1, 1, 128)


class SileroVad:
    """A VoiceActivityDetector."""

    def __init__(self, model_path: Path | None = None) -> None:
        """model_path: another silero_vad_v6.onnx than the one that travels with faster-whisper."""
        self._model_path = model_path
        self._session: Any = None
        self._input = np.zeros((1, _CONTEXT_SAMPLES + FRAME_SAMPLES), np.float32)
        self._feed: dict[str, Any] = {}
        self.reset()

    def load(self) -> None:
        path = self._model_path or _packaged_path()
        if not path.is_file():
            raise WeightsMissing(f"The voice detector's weights are missing: {path.name}.", "Install Earpiece again.")
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.probability(np.zeros(FRAME_SAMPLES, np.float32))
        self.reset()

    def close(self) -> None:
        self._session = None

    def probability(self, frame: Samples) -> float:
        if self._session is None:
            raise EngineFailed("The voice detector is not loaded.")
        self._input[0, :_CONTEXT_SAMPLES] = self._input[0, -_CONTEXT_SAMPLES:]
        self._input[0, _CONTEXT_SAMPLES:] = frame
        probability, self._feed["h"], self._feed["c"] = self._session.run(None, self._feed)
        return float(probability.item())

    def reset(self) -> None:
        self._input[:] = 0
        state = np.zeros(_STATE_SHAPE, np.float32)
        self._feed = {"input": self._input, "h": state, "c": state}


def _packaged_path() -> Path:
    """Found without importing the package: that would take half a second."""
    spec = importlib.util.find_spec("faster_whisper")
    if spec is None or spec.origin is None:
        raise WeightsMissing("faster-whisper is not installed; the voice detector is in it.", "Install Earpiece again.")
    return Path(spec.origin).parent / "assets" / "silero_vad_v6.onnx"
