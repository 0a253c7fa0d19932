"""Somebody cuts in: other voices, human and spoken, at random moments of our own speech."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.audio.clip import HEARING_HZ, Samples
from tests.kit.loud_talk import Heard
from tests.kit.room import at_db
from tests.kit.speech import say, shared

SPOKEN = (
    ("en-us", "Wait, can I say something?"), ("en-gb", "No, not that one, the other one."),
    ("en-us+f3", "Stop, please."), ("en-gb-scotland", "Actually, tell me about the moon."),
    ("en-gb-x-rp+f2", "Hold on, I have a question."), ("en-us+m3", "What did you say about the train?"),
    ("en-us+f2", "Let us talk about something else."), ("en-us", "Could you explain how a heat pump works?"),
    ("en-gb", "That is a really good idea."), ("en-us+f3", "Sorry, my phone is ringing, one moment."),
    ("en-gb-scotland", "I would rather talk about dinner."), ("en-gb-x-rp+f2", "How far is it to Berlin?"),
    ("en-us+m3", "My dog Oliver turned eleven last week."), ("en-us+f2", "Thank you, that is enough for today."),
)  # fmt: skip
HUMAN = tuple(f"harvard_{n}.wav" for n in range(1, 7))
ANSWERED_S = 4.5
"""An alarm so long after the user began is still about them."""


def clips() -> list[Samples]:
    """Twenty, each from its first sound on."""
    return [_from_onset(samples) for samples in (
        *(shared(name).samples for name in HUMAN), *(say(text, voice).samples for voice, text in SPOKEN)
    )]  # fmt: skip


def cut_in(speech: Samples, users: list[Samples], level_db: float, seed: int = 3) -> tuple[Samples, list[float]]:
    """(the user's side of `speech`, when each begins), spread evenly, each while we are speaking."""
    rng = np.random.default_rng(seed)
    track = np.zeros(len(speech), np.float32)
    share = (len(speech) - 6 * HEARING_HZ) // len(users)
    begins_s: list[float] = []
    for n, user in enumerate(users):
        at = 6 * HEARING_HZ + n * share
        while True:
            begin = at + int(rng.uniform(0, max(1, share - len(user) - 4 * HEARING_HZ)))
            if min(np.mean(speech[begin - 3200 : begin] ** 2), np.mean(speech[begin : begin + 8000] ** 2)) > 1e-4:
                break
            at = min(at + 1600, 6 * HEARING_HZ + (n + 1) * share - len(user) - 2 * HEARING_HZ)
        track[begin : begin + len(user)] += at_db(user, level_db)[: len(track) - begin]
        begins_s.append(begin / HEARING_HZ)
    return track, begins_s


@dataclass(frozen=True)
class Score:
    """Seconds from the user's first sound to our lower voice and to our silence, of those that were noticed."""

    ducked_s: list[float]
    paused_s: list[float]
    false_ducks_s: list[float]
    false_pauses_s: list[float]
    """When, in the talk."""


def scored(heard: Heard, begins_s: list[float]) -> Score:
    def first(times_s: list[float], begin_s: float) -> list[float]:
        return [t_s - begin_s for t_s in times_s if 0 <= t_s - begin_s < ANSWERED_S][:1]

    def false(times_s: list[float]) -> list[float]:
        return [t_s for t_s in times_s if not any(0 <= t_s - begin_s < ANSWERED_S for begin_s in begins_s)]

    return Score(
        [s for begin_s in begins_s for s in first(heard.ducked, begin_s)],
        [s for begin_s in begins_s for s in first(heard.paused, begin_s)],
        false(heard.ducked),
        false(heard.paused),
    )


def _from_onset(samples: Samples) -> Samples:
    frames = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    power = np.mean(frames**2, axis=1)
    return samples[160 * int(np.argmax(power > power.max() * 1e-2)) :]
