"""Bar: only my voice. How often the user's own sentences are let through, and how often another voice's are.

Everybody in turn is the user: the human of the Harvard sentences, the one of jfk.wav, Piper's joe, and espeak-ng's
voices. Three sentences are enrolled in a quiet room (of jfk.wav two pieces), the others are tried as they are, softly,
in babble, in hiss, and cut short; also in a room with a long tail, where they were not enrolled. espeak-ng's voices are
one synthesizer with other settings: to the network they are relatives, so they are not strangers to each other, and how
alike its men and women are is printed, not judged. Few people, then, and two of them human: read it as such. Last, the
cost of a look. `--short`: three voices.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as app/__main__.py does, before numpy

import numpy as np

from app.audio.clip import HEARING_HZ, Samples
from app.commands.bench import hardware
from app.engines.ge2e_speaker import WEIGHT, Ge2eSpeaker
from app.listening.only_me import LEAST_S, LIKENESS, MOST_S, enrolled, voice_of
from tests.kit.sentences import SENTENCES
from tests.kit.speech import hiss, say, shared, weights

JFK_S = ((0.0, 2.4), (3.2, 5.5), (5.3, 7.7), (8.0, 10.6))
"""Pieces of about two seconds."""
FAMILIES = {
    "harvard": "harvard", "jfk": "jfk", "joe": "joe", "en-us": "espeak", "en-gb": "espeak", "en-us+m3": "espeak",
    "en-us+f3": "espeak", "en-us+f1": "espeak",
}  # fmt: skip
"""voice -> who it is; only another family's voices are strangers."""
SHORT = ("harvard", "joe", "en-us+f3")
TRIED = 7
ACCEPT_PERCENT, REJECT_PERCENT = 95.0, 98.0
JUDGED = ("as it is", "softly", "babble 15 dB", "hiss 15 dB", "first 1.5 s")
"""The bar is about these: enrolled and used in the same place."""


def sentences_of(voice: str) -> list[Samples]:
    """float32 (n,), 16 kHz, each."""
    if voice == "harvard":
        return [shared(f"harvard_{n}.wav").samples for n in range(1, 7)]
    if voice == "jfk":
        samples = shared("jfk.wav").samples
        return [samples[round(a * HEARING_HZ) : round(b * HEARING_HZ)] for a, b in JFK_S]
    texts = [text for text in SENTENCES if 25 < len(text) < 60][: 3 + TRIED]
    return [say(text, voice).samples for text in texts]


def with_noise(sound: Samples, noise: Samples, snr_db: float) -> Samples:
    level = np.sqrt(np.mean(sound**2) / np.mean(noise**2)) * 10 ** (-snr_db / 20)
    return np.asarray(sound + np.resize(noise, len(sound)) * level, np.float32)


def conditions() -> dict[str, Callable[[Samples], Samples]]:
    babble, room = shared("noise_babble.wav").samples, shared("room_impulse.wav").samples
    return {
        "as it is": lambda sound: sound,
        "softly": lambda sound: np.asarray(sound * 0.05, np.float32),
        "babble 15 dB": lambda sound: with_noise(sound, babble, 15),
        "babble 8 dB": lambda sound: with_noise(sound, babble, 8),
        "hiss 15 dB": lambda sound: with_noise(sound, hiss(5.0, -30), 15),
        "first 1.5 s": lambda sound: voice_of(sound)[: round(1.5 * HEARING_HZ)],
        "first 1.0 s": lambda sound: voice_of(sound)[: round(LEAST_S * HEARING_HZ)],
        "in another room": lambda sound: np.convolve(sound, room)[: len(sound)].astype(np.float32),
    }


def likenesses(verifier: Ge2eSpeaker, voices: tuple[str, ...]) -> dict[str, tuple[list[float], list[float]]]:
    """{condition: (the user's own, strangers')}"""
    said = {voice: sentences_of(voice) for voice in voices}
    firsts = {voice: 3 if len(sounds) > 4 else 2 for voice, sounds in said.items()}
    prints = {voice: enrolled(verifier, sounds[: firsts[voice]]) for voice, sounds in said.items()}
    assert all(found is not None for found in prints.values()), "a voice that cannot be enrolled"
    found: dict[str, tuple[list[float], list[float]]] = {}
    for name, changed in conditions().items():
        own, strange = found.setdefault(name, ([], []))
        for voice, sounds in said.items():
            for sound in sounds[firsts[voice] :]:
                embedded = verifier.embed(voice_of(changed(sound))[-round(MOST_S * HEARING_HZ) :])
                own.append(float(embedded @ prints[voice]))
                strange += [
                    float(embedded @ prints[user]) for user in voices if FAMILIES[user] != FAMILIES[voice]
                ]
    return found


def relatives(verifier: Ge2eSpeaker) -> float:
    """The most that a sentence of espeak-ng's women is like one of its men."""
    man = enrolled(verifier, sentences_of("en-us")[:3])
    assert man is not None
    return max(float(verifier.embed(voice_of(sound)) @ man) for sound in sentences_of("en-us+f1"))


def cost_percent(verifier: Ge2eSpeaker) -> float:
    """Of one core, for each second that is looked at; the least of five."""
    sound = hiss(MOST_S, -30)
    shares = []
    for _ in range(5):
        start_s = time.process_time()
        verifier.embed(sound)
        shares.append((time.process_time() - start_s) / MOST_S)
    return round(100 * min(shares), 2)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", help="the same for all")
    parser.add_argument("--short", action="store_true", help="three voices")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    verifier = Ge2eSpeaker(weights(WEIGHT))
    verifier.load()
    found = likenesses(verifier, SHORT if args.short else tuple(FAMILIES))
    rows = {name: row(own, strange) for name, (own, strange) in found.items()}
    cost = cost_percent(verifier)
    if args.json:
        report = {"hardware": hardware(), "models": WEIGHT, "threshold": LIKENESS, "conditions": rows}
        print(json.dumps(report | {"cpu_percent_of_a_core": cost}, indent=1))
    else:
        print(f"only me, threshold {LIKENESS} · {hardware()} · {WEIGHT}")
        print(f"{'':<17}{'own let through':>22}{'others kept out':>22}{'least own':>11}{'most other':>12}")
        for name, one in rows.items():
            own, other = f"{one['accepted']} of {one['own']}", f"{one['rejected']} of {one['others']}"
            print(f"{name:<17}{own:>22}{other:>22}{one['least_own']:>11.2f}{one['most_other']:>12.2f}")
        print(f"cost: {cost} % of a core for each second that is looked at")
        if not args.short:
            print(f"relatives: espeak-ng's women are like its men to {relatives(verifier):.2f}")
    judged = [rows[name] for name in JUDGED]
    accepted = 100 * sum(one["accepted"] for one in judged) / sum(one["own"] for one in judged)
    rejected = 100 * sum(one["rejected"] for one in judged) / sum(one["others"] for one in judged)
    if not args.json:
        print(f"own let through: {accepted:.1f} % (bar: >= {ACCEPT_PERCENT:.0f} %), where they were enrolled")
        print(f"others kept out: {rejected:.1f} % (bar: >= {REJECT_PERCENT:.0f} %)")
    return 0 if accepted >= ACCEPT_PERCENT and rejected >= REJECT_PERCENT else 1


def row(own: list[float], strange: list[float]) -> dict[str, float]:
    return {
        "own": len(own),
        "accepted": sum(one >= LIKENESS for one in own),
        "others": len(strange),
        "rejected": sum(one < LIKENESS for one in strange),
        "least_own": round(min(own), 3),
        "most_other": round(max(strange), 3),
    }


if __name__ == "__main__":
    sys.exit(main())
