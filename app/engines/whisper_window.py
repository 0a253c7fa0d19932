"""How much sound Whisper looks at: as long a window as the utterance needs, instead of always 30 s.

Three to four times faster, same words. A window under 8 s makes it loop, so there is none; and the sound is padded with
silence, not the features with zeros. One look at the short window is enough for most sentences; when the model was
not sure, a closer look follows. Pure; called by faster_whisper_stt.py on the recognizer thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.audio.clip import HEARING_HZ, Clip, Samples
from app.cancel import Cancel
from app.engines.hallucination import Guard, Take, is_looped, is_really_repeated, spelled, without_asides
from app.engines.protocols import Transcript
from app.listening.voiced import FRAME_S, Levels, first_voiced_s, last_voiced_s, levels_db

SURE_LOG_PROB = -0.25
"""Below it a closer look changes words for the better: every fourth of 158 mostly hard clips (noise, espeak-ng), every
eighth of the clear ones. Of 1,404 words the first look alone has 8.3 % wrong, with closer looks 7.8 %, the default call
7.1 %; greedy first looks had 9.5 %. On the 79 clips of the bar ours has fewer wrong than the default."""

CLEAR_LOG_PROB, FAINT_LOG_PROB = -0.15, -0.3
"""The first look follows one hypothesis. Above the one it has the words that three hypotheses have (73 of 74 clear
clips, 38 of 38 in noise 12 dB below); below the other (14 of 140) three are never sure either, and a closer look comes
at once. Between them three are followed. Together 30 of 707 words wrong, as with three always; one alone 33. It saves a
quarter of the writing, 28 ms."""

DOUBTFUL_NO_SPEECH = 0.3
"""Words have hundredths. One hypothesis makes "Ha! Ha! Ha!" of a cough; three know better."""

_DITHER_DB = -60.0
"""A closer look hears the clip with a breath of noise over it: a tenth fewer words wrong than without. Synthetic speech
and digital silence are cleaner than anything Whisper learned from; a real microphone is noisier than this anyway."""

_WINDOWS_S = ((4.5, 8), (8.0, 10), (12.0, 15))
"""(speech up to, window). In 8 s as many words of 79 clips were wrong as in 10 s, but with 5.4 s of speech in it the
end was lost. In 6 s every tenth sentence is written twice or in circles."""
_HUSH_S = 4.0
"""What a longer window has behind the words; Whisper needs silence there to know that they end. With 3 or 4 s, turns of
12-20 s had the same errors as in 30 s; with 2 s one of six lost its end."""
_LEAD_S, _TAIL_S, _NOISY_TAIL_S = 0.5, 0.7, 1.0
"""What is kept around the speech: the ear's pre-roll and hangover; over a noise the soft end of a sentence is not told
from the room."""
_SOFTEST_DB = -60.0
_SMOOTH_FRAMES = 5
_BELOW_LOUD_DB = 6.5
"""Below the loudest 20 ms (95th percentile). Over 100 ms six talkers 10 dB below the words do not reach it; 180
sentences begin there within 0.1 s, and end 0.9 s before the last soft sound at most."""
_ROOM_PERCENTILE, _ABOVE_ROOM_DB = 15, 9.0
"""So far above the room a soft word counts too, however loud the others: what six talkers reach over 100 ms."""
_QUIET_PERCENTILE, _NOISY_DB = 3, 26.0
"""From the loud frames down to the quietest 100 ms (nearly: talk may falter for a moment). Over noise 10 dB below the
words 14 to 24 dB, with pre-roll in a quiet room 44 and more; of 79 clear clips without any room 77 have 26 and more."""
_SHORTEST_S = 0.1
"""No word is shorter; the model invents one."""


@dataclass(frozen=True)
class Look:
    """window_s: sound given to the encoder; beam: hypotheses followed at once; is_dithered: with a breath of noise."""

    window_s: int
    beam: int
    is_dithered: bool = False


@dataclass(frozen=True)
class Looks:
    """The first look, the closer one when it was not sure, and the last resort when it ran in circles. is_noisy: a
    closer look is not always a better one."""

    first: Look
    closer: Look
    widest: Look = Look(30, 5)
    is_noisy: bool = False

    @property
    def quick(self) -> Look:
        """For a partial transcript: greedy."""
        return Look(self.first.window_s, 1)


def looks_for(speech_s: float, is_noisy: bool = False) -> Looks:
    """speech_s: from the first to the last voiced frame; is_noisy: it never gets quiet between the words."""
    first_s = next((window_s for most_s, window_s in _WINDOWS_S if speech_s <= most_s), 0)
    if first_s:
        return Looks(Look(first_s, 3), Look(15, 5, True), is_noisy=is_noisy)
    return Looks(Look(min(30, math.ceil(speech_s + _HUSH_S)), 3), Look(30, 5, True), is_noisy=is_noisy)


def speech_of(clip: Clip) -> Samples | None:
    """The clip without the silence far before and after the voice; None when there cannot be a word in it.

    float32 (n,), 16 kHz, at most 30 s. Digital silence never reaches the model, and over a noise not what is only the
    room: the ear gives whole seconds of other people before and after the words as long as it does not know them.
    """
    levels = levels_db(clip.samples, clip.rate_hz)
    if clip.duration_s < _SHORTEST_S or levels.max() < _SOFTEST_DB:
        return None
    first_s, last_s = first_voiced_s(clip) or 0.0, last_voiced_s(clip) or clip.duration_s
    begin = max(0, round((first_s - _LEAD_S) * HEARING_HZ))
    sound = clip.samples[begin : round((last_s + _TAIL_S) * HEARING_HZ)]
    if is_noisy(sound):
        first_s, last_s = _near_s(sound)
        begin = max(0, round((first_s - _LEAD_S) * HEARING_HZ))
        sound = sound[begin : round((last_s + _NOISY_TAIL_S) * HEARING_HZ)]
    return sound[: 30 * HEARING_HZ]


def speech_length_s(samples: Samples) -> float:
    """From the first to the last voiced frame of what `speech_of` gave."""
    clip = Clip(samples, HEARING_HZ)
    return (last_voiced_s(clip) or 0.0) - (first_voiced_s(clip) or 0.0)


def is_noisy(samples: Samples) -> bool:
    """Does the room go on between the words, of what `speech_of` gave? The ear knows the room too, but a clip may come
    from a file or from hours ago; it tells by itself."""
    smooth = _smooth_db(samples)
    if not len(smooth):
        return False
    loud_db, quiet_db = np.percentile(levels_db(samples, HEARING_HZ), 95), np.percentile(smooth, _QUIET_PERCENTILE)
    return bool(loud_db - quiet_db < _NOISY_DB)


def said_length_s(samples: Samples) -> float:
    """From the first to the last frame that stands out of the room, of what `speech_of` gave. In a quiet room the same
    as `speech_length_s`; over a noise, where every frame is voiced, without what is only the noise."""
    if not is_noisy(samples):
        return speech_length_s(samples)
    first_s, last_s = _near_s(samples)
    return last_s - first_s


def _near_s(samples: Samples) -> tuple[float, float]:
    """Begin and end of what somebody near says, over a noise. All of it when nobody stands out."""
    smooth = _smooth_db(samples)
    loud_db = float(np.percentile(levels_db(samples, HEARING_HZ), 95)) - _BELOW_LOUD_DB
    near = np.nonzero(smooth >= min(loud_db, float(np.percentile(smooth, _ROOM_PERCENTILE)) + _ABOVE_ROOM_DB))[0]
    return float(near[0]) * FRAME_S, float(near[-1] + _SMOOTH_FRAMES) * FRAME_S


def _smooth_db(samples: Samples) -> Levels:
    """Level of every 100 ms, in steps of 20 ms."""
    powers = 10 ** (levels_db(samples, HEARING_HZ) / 10)
    if len(powers) < _SMOOTH_FRAMES:
        return np.zeros(0)
    return np.asarray(10 * np.log10(np.convolve(powers, np.full(_SMOOTH_FRAMES, 1 / _SMOOTH_FRAMES), "valid")))


def dithered(samples: Samples, look: Look) -> Samples:
    """The sound and silence up to the window, with a breath of noise over both; the same noise every time."""
    sound = np.pad(samples, (0, max(0, look.window_s * HEARING_HZ - len(samples))))
    noise = np.random.default_rng(1).standard_normal(len(sound), np.float32)
    return np.asarray(sound + noise * np.float32(10 ** (_DITHER_DB / 20)))


Ask = Callable[[Look, str], Take | None]
"""`ask(look, hint)` asks the model once. None: nobody wanted it any more half-way."""


def best_transcript(ask: Ask, looks: Looks, guard: Guard, hint: str, cancel: Cancel) -> Transcript:
    """The first look is mostly enough; a hint is not given to a closer one, because an unsure model repeats it. When
    `cancel` goes stale no further look is begun, and what is known by then is the answer."""
    used = looks.first
    first = _first_take(ask, looks, guard, hint, cancel)
    if first is None:
        return Transcript("", used.window_s, "stale")
    take = first
    if guard.is_no_speech(take):
        return Transcript("", used.window_s, "no-speech")
    if take.log_prob < SURE_LOG_PROB and not is_looped(take.text) and not cancel.is_stale:
        used = looks.closer
        closer = ask(used, "") or take
        take = _surer(first, closer, guard, hint) if looks.is_noisy else closer
    if is_looped(take.text) and not cancel.is_stale:
        used = looks.widest
        take = ask(used, "") or take
    return _judged(take, first, used.window_s, guard)


def _first_take(ask: Ask, looks: Looks, guard: Guard, hint: str, cancel: Cancel) -> Take | None:
    """One hypothesis; three where it is neither clear nor hopeless, or may be no speech."""
    take = ask(looks.quick, hint)
    if take is None or guard.is_no_speech(take) or cancel.is_stale:
        return take
    is_between = FAINT_LOG_PROB <= take.log_prob < CLEAR_LOG_PROB and not is_looped(take.text)
    return (ask(looks.first, hint) or take) if is_between or take.no_speech > DOUBTFUL_NO_SPEECH else take


def quick_transcript(ask: Ask, looks: Looks, guard: Guard, hint: str) -> Transcript:
    """One greedy look, for a partial transcript: another one follows soon."""
    take = ask(looks.quick, hint)
    if take is None:
        return Transcript("", looks.quick.window_s, "stale")
    return _judged(take, take, looks.quick.window_s, guard)


def _surer(first: Take, closer: Take, guard: Guard, hint: str) -> Take:
    """Over other voices the closer look strays more often than the first: six talkers 10 dB below 42 sentences, 70
    errors in 371 words when it always wins, 55 when the surer one does (over a fan 22 and 23; in quiet rooms it loses
    words). But what it shows to be noise is noise, a loop is looked into, and an unsure first look may only repeat the
    hint."""
    is_hint = set(spelled(first.text)) <= set(spelled(hint))
    if first.log_prob <= closer.log_prob or is_looped(closer.text) or is_hint:
        return closer
    return closer if _judged(closer, first, 0, guard).dropped else first


def _judged(take: Take, first: Take, window_s: int, guard: Guard) -> Transcript:
    """Drop what nobody can have said."""
    text = without_asides(take.text)
    dropped = ""
    if guard.is_no_speech(take):
        dropped = "no-speech"
    elif is_looped(text) and not is_really_repeated(first, take):
        dropped = "loop"
    elif not text or guard.is_phantom(take):
        dropped = "noise"
    return Transcript("" if dropped else text, window_s, dropped)
