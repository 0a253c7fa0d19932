"""Smart Turn v3.2 through onnxruntime: does this sound like the end of what somebody wanted to say?

Used by the judge on its own thread only. Melody and rhythm tell it, not the words: a voice that stays up goes on. One
thread and no spinning: the recogniser works at the same time and must not wait for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from app.audio.clip import HEARING_HZ, Clip, Samples
from app.engines.log_mel import log_mel, mel_filters
from app.errors import EngineFailed, WeightsMissing

_FILE = "smart-turn-v3.2-cpu.onnx"
_WINDOW_S = 8
"""What the network was trained on: the last 8 s, the sound at the end, zeros in front."""
_WINDOW_SAMPLES = _WINDOW_S * HEARING_HZ
_WINDOW_FRAMES = _WINDOW_S * 100
_BANDS = 80


class SmartTurn:
    """A TurnDetector."""

    def __init__(self, folder: Path) -> None:
        """folder: the weight "smart-turn-v3.2-cpu"."""
        self._path = folder / _FILE
        self._session: Any = None
        self._filters = np.zeros((0, 0), np.float32)

    def load(self) -> None:
        fix = f"Run `earpiece models pull {self._path.parent.name}`."
        if not self._path.is_file():
            raise WeightsMissing(f"The turn detector's weights are missing: {self._path.parent.name}/{_FILE}.", fix)
        import onnxruntime
        from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf

        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.log_severity_level = 4
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = onnxruntime.InferenceSession(str(self._path), options, providers=["CPUExecutionProvider"])
        except (Fail, InvalidGraph, InvalidProtobuf) as error:
            raise WeightsMissing(f"The turn detector's weights cannot be read: {error}.", fix) from error
        self._filters = mel_filters(_BANDS)
        self.complete(Clip.silence(1.0, HEARING_HZ))

    def close(self) -> None:
        self._session = None

    def complete(self, clip: Clip) -> float:
        if self._session is None:
            raise EngineFailed("The turn detector is not loaded.")
        (found,) = self._session.run(None, {"input_features": self._features(clip.samples)})
        return float(found.item())  # the output is called "logits", and is a probability already

    def _features(self, samples: Samples) -> npt.NDArray[np.float32]:
        """float32 (1, 80, 800): zero mean and unit variance over all 8 s, then Whisper's log-mel, as it was trained."""
        window = np.zeros(_WINDOW_SAMPLES, np.float32)
        last = samples[-_WINDOW_SAMPLES:]
        window[_WINDOW_SAMPLES - len(last) :] = last
        window = (window - window.mean()) / np.sqrt(window.var() + 1e-7)
        return np.ascontiguousarray(log_mel(window, _WINDOW_FRAMES, self._filters)[None])
