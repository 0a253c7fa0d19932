"""What surrounds a spoken sentence: no hush before it, a natural breath after it, the same loudness throughout.

Called by the voices beside this file, on the voice thread. Pure arrays: float32, (n,), mono, [-1, 1], any rate.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from app.audio.clip import Samples

_FRAME_S = 0.01
_SOUND_DB = -40.0
"""Below the loudest 10 ms: quieter is hush. Whispered consonants ("f" of "fifty") are at about -30 dB."""
_LEAD_S = 0.005
_DECAY_S = 0.04
"""What is kept of the voice's own fading after the last sounding frame."""
_FADE_S = 0.004
_LOUDNESS_DB = -21.0
"""RMS of the sounding frames, dBFS. Piper's own, measured on joe: -18 ("Stop.") to -26; peaks 11 dB apart."""
_LOUD_FRAMES_DB = -30.0
_GAIN_DB = (-12.0, 9.0)
USUAL_DB = -22.0
"""A sentence's loudness before it is levelled (24 beginnings of replies, joe: -25 to -20)."""
_FIRST_WEIGHT = 0.3
"""How much a first piece tells of the loudness of its sentence. Its beginning is louder than the rest, by 1.5 dB; with
this weight the sentence comes out right to 0.9 dB (standard deviation), by the usual loudness alone 1.2, by the piece
alone 1.8."""
_ENOUGH_S = 0.15
"""So much sound a first piece needs before it may leave."""
_SILENCE_DB = -90.0
_PEAK = 0.95
_PAUSES_S = {".": 0.26, "!": 0.26, "?": 0.26, ",": 0.16, ";": 0.16, ":": 0.16}
_JOINT_S = 0.1
"""The breath after a clause that was cut in the middle of a phrase."""


def pause_s(mark: str) -> float:
    """The breath after a sentence or clause that ends in `mark` ('' for none)."""
    return _PAUSES_S.get(mark, _JOINT_S)


def shape(samples: Samples, rate_hz: int, breath_s: float) -> tuple[Samples, int]:
    """Trim to 5 ms before the first sound, end `breath_s` after the last one, level, no clicks. Silence gives (0,).

    Also returns how many samples were trimmed before the first sound.
    """
    shaper = Shaper(rate_hz, breath_s)
    return shaper.finish(samples), shaper.trimmed


class Shaper:
    """`shape` for one sentence that is made in pieces: `feed` all of them but the last, then `finish`.

    How loud it is has to be settled with the first piece, and stays so: `usual_db` says how loud the voice is before it
    is levelled, dBFS. `gain`: of the part of the same breath before this one, 0 when it begins here: then nothing is
    trimmed. `breath_s` None: it goes on behind.
    """

    def __init__(
        self, rate_hz: int, breath_s: float | None, usual_db: float = USUAL_DB, gain: float = 0.0
    ) -> None:
        self.trimmed = 0
        self.loudness_db: float | None = None
        """Before it was levelled; told of a sentence that came in one."""
        self._rate_hz = rate_hz
        self._breath_s = breath_s
        self._usual_db = usual_db
        self._gain = np.float32(gain)  # 0: not settled yet
        self._must_fade_in = gain > 0.0
        self._loudest_db = -np.inf
        self._held = np.zeros(0, np.float32)

    def feed(self, samples: Samples) -> Samples:
        """What may leave of it: (0,) while there is too little sound to tell how loud the sentence is."""
        samples = np.concatenate([self._held, samples])
        levels = _levels_db(samples, self._rate_hz)
        sounding = self._sounding(levels)
        if not self._gain and len(sounding) * _FRAME_S < _ENOUGH_S:
            self._held = samples
            return samples[:0]
        self._held = samples[:0]
        if self._gain:
            return self._levelled(samples)
        self._gain = self._gain_of_a_part(samples, levels)
        return self._begun(samples, sounding)

    def finish(self, samples: Samples) -> Samples:
        """The last piece (or all of it), its end and the breath."""
        samples = np.concatenate([self._held, samples])
        levels = _levels_db(samples, self._rate_hz)
        sounding = self._sounding(levels)
        if not self._gain and not len(sounding):
            return samples[:0]
        end = (int(sounding[-1]) + 1) * self._frame if len(sounding) else 0
        kept = samples if self._breath_s is None else samples[: end + round(_DECAY_S * self._rate_hz)]
        if not self._gain:
            self._gain = self._gain_of_it(samples, levels)
            kept = self._begun(kept, sounding)
            end -= self.trimmed
        else:
            kept = self._levelled(kept)
        fade = min(round(_FADE_S * self._rate_hz), len(kept))
        kept[len(kept) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
        shaped = np.zeros(max(len(kept), end + round((self._breath_s or 0.0) * self._rate_hz)), np.float32)
        shaped[: len(kept)] = kept
        return shaped

    @property
    def gain(self) -> float:
        """For the part behind it in the same breath."""
        return float(self._gain)

    def _gain_of_it(self, samples: Samples, levels: Samples) -> np.float32:
        if self._breath_s is None:
            return self._gain_of_a_part(samples, levels)
        self.loudness_db = _loudness_db(levels)
        return _gain(samples, self.loudness_db)

    def _gain_of_a_part(self, samples: Samples, levels: Samples) -> np.float32:
        louder_db = _loudness_db(levels) - self._usual_db
        return _gain(samples, self._usual_db + _FIRST_WEIGHT * louder_db)

    @property
    def _frame(self) -> int:
        return round(_FRAME_S * self._rate_hz)

    def _sounding(self, levels: Samples) -> npt.NDArray[np.intp]:
        """The frames that are no hush, beside the loudest one so far."""
        self._loudest_db = max(self._loudest_db, float(levels.max(initial=-np.inf)))
        return np.flatnonzero(levels > max(self._loudest_db + _SOUND_DB, _SILENCE_DB))

    def _begun(self, samples: Samples, sounding: npt.NDArray[np.intp]) -> Samples:
        """From just before the first sound on, faded in."""
        self.trimmed = max(0, int(sounding[0]) * self._frame - round(_LEAD_S * self._rate_hz))
        self._must_fade_in = True
        return self._levelled(samples[self.trimmed :])

    def _levelled(self, samples: Samples) -> Samples:
        """A later piece may be louder than the first let expect: its peaks are flattened then."""
        levelled: Samples = np.clip(samples * self._gain, -_PEAK, _PEAK)
        if self._must_fade_in:
            fade = min(round(_FADE_S * self._rate_hz), len(levelled))
            levelled[:fade] *= np.linspace(0, 1, fade, dtype=np.float32)
            self._must_fade_in = False
        return levelled


def _levels_db(samples: Samples, rate_hz: int) -> Samples:
    """RMS of each whole 10 ms, dBFS."""
    frame = round(_FRAME_S * rate_hz)
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    levels: Samples = np.asarray(10 * np.log10(np.square(frames).mean(axis=1) + 1e-12), np.float32)
    return levels


def _loudness_db(levels: Samples) -> float:
    """RMS of the sounding frames, dBFS."""
    loud = levels[levels > levels.max() + _LOUD_FRAMES_DB]
    return float(10 * np.log10(np.power(10, loud / 10).mean()))


def _gain(samples: Samples, loudness_db: float) -> np.float32:
    gain = 10 ** (np.clip(_LOUDNESS_DB - loudness_db, *_GAIN_DB) / 20)
    return np.float32(min(gain, _PEAK / np.abs(samples).max()))
