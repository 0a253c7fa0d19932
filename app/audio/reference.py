"""What the speaker really plays, on the session's timeline: the echo canceller's reference.

Written in the speaker's callback, after volume and ducking; read by runtime/own_voice.py on the listener thread. The
canceller bears a reference that comes too early, but 20 ms too late, or jitter of 10 ms, ruin it (33 dB become 9). So
everything is counted in samples, and read a little ahead.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

from app.audio.clip import HEARING_HZ, Samples
from app.listening.level import SILENCE_DB, level_db

if TYPE_CHECKING:
    from soxr import ResampleStream

LEAD_S = 0.020
"""So much earlier than its echo. More would ask for what the speaker has not been given yet."""
RESYNC_S = 0.050
"""Two counts may drift so far apart while sound plays; while nothing plays they are brought together at once."""
MEMORY_S = 4.0
_QUIET_S = 0.3
_QUIET = 1e-4
_NOW_S = 0.25
"""A block that left longer ago, or will leave later, is not what is heard now."""
_QUALITY = "LQ"
"""soxr's: holds 20 ms back instead of 37, and the canceller takes away as much with it (37.8 dB, measured)."""

_RING_SAMPLES = round(MEMORY_S * HEARING_HZ)
_RESYNC_SAMPLES = round(RESYNC_S * HEARING_HZ)


class Reference:
    """`write` belongs to PortAudio's callback, `latest_db` to any thread, everything else to the listener thread."""

    def __init__(self) -> None:
        self._lead_s = LEAD_S
        self._written: deque[tuple[Samples, int, float]] = deque(maxlen=round(MEMORY_S / 0.01))
        self._latest: tuple[Samples, float] | None = None
        """What was written last, and when it leaves."""
        self._ring = np.zeros(_RING_SAMPLES, np.float32)
        """Sample k of the session, at 16 kHz, lies at k modulo its length."""
        self._stretch: _Stretch | None = None
        self._end = 0
        self._sound_end = 0
        self._next: int | None = None

    def write(self, samples: Samples, rate_hz: int, t_s: float) -> None:
        """samples: float32 (n,), at `rate_hz`; `t_s`: when the first one leaves the speaker. Copies and leaves."""
        copied = samples.copy()
        self._written.append((copied, rate_hz, t_s))
        self._latest = (copied, t_s)

    def latest_db(self, now_s: float) -> float:
        """How loud the block is that leaves the speaker at session time `now_s`, dB below full scale; -120: none."""
        latest = self._latest
        return level_db(latest[0]) if latest is not None and abs(now_s - latest[1]) < _NOW_S else SILENCE_DB

    def read(self, t_s: float, count: int) -> Samples:
        """-> float32 (count,), 16 kHz: what is heard from session time `t_s` on, LEAD_S early. Zeros where nothing was
        played. Consecutive reads give consecutive samples, as long as the times agree within RESYNC_S."""
        self._take_in()
        wanted = round((t_s + self._lead_s) * HEARING_HZ)
        begin = wanted if self._next is None else self._next
        is_quiet = self._sound_end <= begin - round(_QUIET_S * HEARING_HZ)
        if is_quiet or abs(wanted - begin) > _RESYNC_SAMPLES:
            begin = wanted
        missing = begin + count - self._end
        if 0 < missing <= _RESYNC_SAMPLES:  # not given to the speaker yet: a little later is better than a hole
            begin -= missing
        self._next = begin + count
        return self._at(begin, count)

    def shift(self, earlier_s: float) -> None:
        """The devices tell wrong times: from now on read so much earlier than before."""
        self._lead_s += earlier_s
        self._next = None

    def forget(self) -> None:
        """The microphone's stream is over: the next read begins a new count."""
        self._next = None

    def _at(self, begin: int, count: int) -> Samples:
        if begin >= self._end:  # most of the day
            return np.zeros(count, np.float32)
        wanted = np.arange(begin, begin + count)
        found = self._ring[wanted % _RING_SAMPLES]
        found[(wanted < self._end - _RING_SAMPLES) | (wanted >= self._end)] = 0.0
        return found

    def _take_in(self) -> None:
        while self._written:
            samples, rate_hz, t_s = self._written.popleft()
            stretch = self._stretch
            if stretch is None or not stretch.continues_with(rate_hz, t_s):
                stretch = self._stretch = _Stretch(rate_hz, t_s)
                self._clear_to(stretch.end)
            self._put(stretch, stretch.feed(samples))

    def _clear_to(self, begin: int) -> None:
        """A new stretch begins there: silence up to it, and nothing after it."""
        if begin > self._end:
            self._ring[np.arange(max(self._end, begin - _RING_SAMPLES), begin) % _RING_SAMPLES] = 0.0
        self._end = begin

    def _put(self, stretch: _Stretch, samples: Samples) -> None:
        at = np.arange(stretch.end, stretch.end + len(samples))
        self._ring[at % _RING_SAMPLES] = samples
        stretch.end += len(samples)
        self._end = stretch.end
        loud = np.flatnonzero(np.abs(samples) > _QUIET)
        if len(loud):
            self._sound_end = int(at[loud[-1]]) + 1


class _Stretch:
    """What one output stream played without a break, brought to 16 kHz. `end`: the session's sample after its last."""

    def __init__(self, rate_hz: int, t_s: float) -> None:
        import soxr

        self._stream: ResampleStream = soxr.ResampleStream(rate_hz, HEARING_HZ, 1, dtype="float32", quality=_QUALITY)
        self._rate_hz = rate_hz
        self._expected_t_s = t_s
        self.end = round(t_s * HEARING_HZ)

    def continues_with(self, rate_hz: int, t_s: float) -> bool:
        return rate_hz == self._rate_hz and abs(t_s - self._expected_t_s) <= RESYNC_S

    def feed(self, samples: Samples) -> Samples:
        self._expected_t_s += len(samples) / self._rate_hz
        resampled: Samples = self._stream.resample_chunk(samples)
        return resampled
