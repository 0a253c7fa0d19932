"""Whose voice it is, by the GE2E network of Resemblyzer (Wan et al., 2018): three LSTMs in numpy, no torch.

Used by the listener on its own thread when the setting `microphone.only_my_voice` is on, and by the command `voice`.
Measured: 2 % of a core for each second that is looked at (scripts/bars.d/only_me.py).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.audio.clip import HEARING_HZ, Samples
from app.engines.log_mel import HOP_SAMPLES, WINDOW_SAMPLES, mel_filters
from app.engines.torch_file import NotTensors, read_tensors
from app.errors import EngineFailed, WeightsMissing

WEIGHT = "resemblyzer-ge2e"
"""Its name in the catalog."""
_FILE = "pretrained.pt"
_BANDS = 40
_CELLS = 256
_LAYERS = 3
_PIECE_FRAMES = 160
"""1.6 s: what the network was trained on."""
_STEP_FRAMES = 77
"""1.3 pieces a second, as its authors do."""
_LEVEL_DB = -30.0
"""Bands are not logarithms, so the level matters; always this one. Its authors leave louder sound as it is; with this
an old, loud recording agrees with itself to 0.77 instead of 0.68."""

Array = npt.NDArray[np.float32]


class Ge2eSpeaker:
    """A SpeakerVerifier."""

    def __init__(self, folder: Path) -> None:
        """folder: the weight "resemblyzer-ge2e"."""
        self._path = folder / _FILE
        self._layers: list[_Layer] = []
        self._out = np.zeros((0, 0), np.float32)
        self._bias = np.zeros(0, np.float32)
        self._filters = np.zeros((0, 0), np.float32)

    def load(self) -> None:
        fix = f"Run `earpiece models pull {WEIGHT}`."
        if not self._path.is_file():
            raise WeightsMissing(f"The weights of the voice check are missing: {WEIGHT}/{_FILE}.", fix)
        try:
            tensors = read_tensors(self._path, "model_state")
            self._layers = [_Layer(tensors, n) for n in range(_LAYERS)]
            self._out, self._bias = tensors["linear.weight"].reshape(_CELLS, _CELLS), tensors["linear.bias"]
        except (OSError, NotTensors, KeyError, ValueError) as error:
            self.close()
            raise WeightsMissing(f"The weights of the voice check cannot be read: {error}.", fix) from error
        self._filters = mel_filters(_BANDS)
        self.embed(np.zeros(HEARING_HZ, np.float32))

    def close(self) -> None:
        self._layers = []

    def embed(self, samples: Samples) -> Array:
        if not self._layers:
            raise EngineFailed("The voice check is not loaded.")
        pieces = _pieces(self._bands(_levelled(samples)))
        for layer in self._layers:
            pieces = layer.run(pieces)
        found = np.maximum(pieces[:, -1] @ self._out.T + self._bias, 0.0)
        mean = (found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)).mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)

    def _bands(self, samples: Samples) -> Array:
        """float32 (n,) -> float32 (frames, 40): the power in each mel band, a frame every 10 ms."""
        padded = np.pad(samples, WINDOW_SAMPLES // 2)
        windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW_SAMPLES)[::HOP_SAMPLES]
        spectrum = np.fft.rfft(windows * np.hanning(WINDOW_SAMPLES + 1)[:-1].astype(np.float32))
        power = spectrum.real**2 + spectrum.imag**2
        return np.asarray(power @ self._filters.T, np.float32)


class _Layer:
    """One LSTM; the gates stand in torch's order: input, forget, cell, output."""

    def __init__(self, tensors: dict[str, Array], n: int) -> None:
        width = _CELLS if n else _BANDS
        self._from_below = tensors[f"lstm.weight_ih_l{n}"].reshape(4 * _CELLS, width).T.copy()
        self._from_before = tensors[f"lstm.weight_hh_l{n}"].reshape(4 * _CELLS, _CELLS).T.copy()
        self._bias = tensors[f"lstm.bias_ih_l{n}"] + tensors[f"lstm.bias_hh_l{n}"]

    def run(self, below: Array) -> Array:
        """float32 (pieces, frames, width) -> float32 (pieces, frames, 256)."""
        driven = below @ self._from_below + self._bias
        cell = hidden = np.zeros((len(below), _CELLS), np.float32)
        out = np.empty((*below.shape[:2], _CELLS), np.float32)
        for frame in range(below.shape[1]):
            gates = driven[:, frame] + hidden @ self._from_before
            let_in, keep, new, let_out = np.split(gates, 4, axis=1)
            cell = _share(keep) * cell + _share(let_in) * np.tanh(new)
            hidden = _share(let_out) * np.tanh(cell)
            out[:, frame] = hidden
        return out


def _share(x: Array) -> Array:
    """The logistic function, by tanh: it does not overflow."""
    return np.asarray(0.5 * (np.tanh(0.5 * x) + 1.0), np.float32)


def _pieces(bands: Array) -> Array:
    """float32 (frames, 40) -> float32 (pieces, 160, 40), or one shorter piece."""
    last = max(0, len(bands) - _PIECE_FRAMES)
    return np.stack([bands[at : at + _PIECE_FRAMES] for at in range(0, last + 1, _STEP_FRAMES)])


def _levelled(samples: Samples) -> Samples:
    rms = float(np.sqrt(np.mean(samples.astype(np.float64) ** 2))) if len(samples) else 0.0
    return np.asarray(samples * (10 ** (_LEVEL_DB / 20) / max(rms, 1e-6)), np.float32)
