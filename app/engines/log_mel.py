"""What Whisper hears: the log-mel picture of a clip with silence behind it, computed for the sound only.

The silence is most of a short clip's window and looks the same everywhere, so it is filled in: 2 ms instead of 14 for
3 s of speech in 10 s, and the same figures as faster-whisper's own to six digits. Pure; used by faster_whisper_stt.py
on the recognizer thread, and by smart_turn.py on the judge's. Nothing is imported for it: two threads that import
faster-whisper at once can lock each other out.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from app.audio.clip import Samples

WINDOW_SAMPLES = 400
HOP_SAMPLES = 160
FRAMES_PER_S = 100
_FRAMES_AT_ONCE = 16
"""More in one product and OpenBLAS wakes its threads for it, which then spin for 20 ms beside the encoder's."""
_SILENCE = -10.0
"""log10 of the least power that counts."""
_DEPTH = 8.0
"""Powers of ten below the loudest: anything softer is as good as silence."""


def log_mel(sound: Samples, frames: int, filters: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """float32 (n,) at 16 kHz, n > 200 -> float32 (mels, frames), one frame each 10 ms.

    filters: float32 (mels, 201), from power spectrum to mel bands. Sound beyond the last frame is not heard.
    """
    half = WINDOW_SAMPLES // 2
    heard = min(frames, (len(sound) + half - 1) // HOP_SAMPLES + 1)
    rounded = -(-heard // _FRAMES_AT_ONCE) * _FRAMES_AT_ONCE
    needed = (rounded - 1) * HOP_SAMPLES + WINDOW_SAMPLES
    mirrored = np.concatenate([sound[half:0:-1], sound[: needed - half]])  # as torch's centred stft begins
    mirrored = np.pad(mirrored, (0, needed - len(mirrored)))
    pieces = np.lib.stride_tricks.sliding_window_view(mirrored, WINDOW_SAMPLES)[::HOP_SAMPLES]
    spectrum = np.fft.rfft(pieces * np.hanning(WINDOW_SAMPLES + 1)[:-1].astype(np.float32))
    power = (spectrum.real**2 + spectrum.imag**2).reshape(-1, _FRAMES_AT_ONCE, half + 1)
    bands = (power @ filters.T).reshape(rounded, len(filters))[:heard]
    picture = np.full((len(filters), frames), _SILENCE, np.float32)
    picture[:, :heard] = np.log10(np.maximum(bands, 10.0**_SILENCE)).T
    return np.asarray((np.maximum(picture, picture.max() - _DEPTH) + 4) / 4, np.float32)


def mel_filters(bands: int) -> npt.NDArray[np.float32]:
    """Slaney's mel filters for 16 kHz and windows of 400: float32 (bands, 201). The same as librosa's default, which
    Whisper was trained with (Slaney, Auditory Toolbox, 1998): linear below 1 kHz, logarithmic above, equal area."""
    edges_mel = np.linspace(0.0, _mel(8_000.0), bands + 2)
    edges_hz = np.where(edges_mel < 15, 200 / 3 * edges_mel, 1_000 * np.exp(np.log(6.4) / 27 * (edges_mel - 15)))
    bins_hz = np.linspace(0.0, 8_000.0, WINDOW_SAMPLES // 2 + 1)
    below, centre, above = edges_hz[:-2, None], edges_hz[1:-1, None], edges_hz[2:, None]
    slopes = np.minimum((bins_hz - below) / (centre - below), (above - bins_hz) / (above - centre))
    return np.asarray(np.maximum(0.0, slopes) * 2 / (above - below), np.float32)


def _mel(hz: float) -> float:
    """Of frequencies above 1 kHz."""
    return 15 + float(np.log(hz / 1_000)) * 27 / float(np.log(6.4))
