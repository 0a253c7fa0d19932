"""Change of rate by soxr: streamed for the microphone and whole for a clip.

Called by the listener (any rate -> 16 kHz) and the voice (the model's rate -> the speaker's); each resampler belongs to
one thread.
"""

from __future__ import annotations

import numpy as np

from app.audio.clip import Clip, Samples

_QUALITY = "HQ"
"""-100 dB of aliasing; a 24 kHz second costs about 1 ms. Lower settings save nothing one can measure."""


class StreamResampler:
    """One stream, `from_hz` to `to_hz`; what is fed comes out as it is when the two are equal.

    The filter holds some milliseconds back until `flush`.
    """

    def __init__(self, from_hz: int, to_hz: int) -> None:
        import soxr

        self._stream = None
        if from_hz != to_hz:
            self._stream = soxr.ResampleStream(from_hz, to_hz, 1, dtype="float32", quality=_QUALITY)

    def feed(self, samples: Samples) -> Samples:
        """samples: float32 (n,), mono, [-1, 1] -> the samples that are ready, of any number, also none."""
        return samples if self._stream is None else _bounded(self._stream.resample_chunk(samples))

    def flush(self) -> Samples:
        """The rest; the stream is over after this."""
        nothing = np.empty(0, np.float32)
        return nothing if self._stream is None else _bounded(self._stream.resample_chunk(nothing, last=True))


def resampled(clip: Clip, rate_hz: int) -> Clip:
    """The clip at `rate_hz` (itself when it has that rate already)."""
    if clip.rate_hz == rate_hz:
        return clip
    import soxr

    return Clip(_bounded(soxr.resample(clip.samples, clip.rate_hz, rate_hz, quality=_QUALITY)), rate_hz)


def _bounded(samples: Samples) -> Samples:
    """A steep filter overshoots at edges; [-1, 1] is our promise."""
    return np.clip(samples, -1.0, 1.0, out=samples)
