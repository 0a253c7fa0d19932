"""What turn-taking is measured on: sentences with a pause in the middle, and utterances that are complete.

Two ways to make a pause. `cut`: a sentence spoken in one go is cut at a word, so its melody stays that of mid-sentence.
`apart`: both halves are spoken for themselves, so the first one often sounds like an end. Used by
scripts/bars.d/endpoint.py and by tests; nothing here is shipped with the app.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import platformdirs
import soxr

from app.audio.clip import HEARING_HZ, Clip, Samples
from app.listening.voiced import first_voiced_s, last_voiced_s
from tests.kit.joe import joe
from tests.kit.sentences import HARVARD, SENTENCES
from tests.kit.speech import hiss, shared, wav_bytes, weights

Way = Literal["cut", "apart"]

PAUSES_S = (0.4, 0.8, 1.2)

VOICES = (
    "joe@1.0", "en-us@165", "joe@1.25", "en-gb@150", "en-us+f3@170", "joe@0.9", "en-gb-x-rp+f2@160", "en-us+m3@145",
)  # fmt: skip
"""Piper's joe by length (1.25: slow), espeak-ng's voices by words a minute."""

PAUSED = (
    "I think I left my keys | on the kitchen table.",
    "Can you tell me | what the weather will be like tomorrow?",
    "Remind me to call Margaret | at three in the afternoon.",
    "I was wondering whether | you could help me write a letter.",
    "My sister and | her husband are moving to Boston.",
    "We drove from Chicago | to Atlanta in one day.",
    "When I was a child | we spent every August at my aunt's farm.",
    "I would like to | learn how to bake bread.",
    "The museum is closed on Mondays | but on Fridays it stays open until nine.",
    "She bought twelve eggs, | a bottle of milk and some apples.",
    "Could you explain | how a heat pump works?",
    "I have a headache because | I did not sleep very much.",
    "What is the name of the | actor in that film?",
    "Set a timer for | twenty five minutes.",
    "Please write an email to | my landlord about the broken window.",
    "I need to buy | some new shoes for the wedding.",
    "If it rains on Saturday | we could go to the cinema instead.",
    "My favourite book is | a novel by Jane Austen.",
    "The train to London | leaves at seven forty five.",
    "Do you remember what I told you | about my grandfather?",
    "I paid forty two dollars for | two tickets to the concert.",
    "Tell me a story about | a lighthouse and a storm.",
    "Yesterday my neighbour | asked me to water her plants.",
    "How far is it | from Paris to Berlin?",
    "I am very | nervous about my job interview.",
    "He told me that | the meeting was moved to Thursday.",
    "Let us talk about | something more cheerful.",
    "In the morning I usually | drink two cups of coffee.",
    "Which of these | would you recommend for a beginner?",
    "I tried to fix the lamp | but it still does not work.",
    "Is there a way to | get rid of the stain on my shirt?",
    "My doctor is called Sarah | and her office is in Boston.",
    "There are three people | waiting outside the door.",
    "I want to visit Norway | because my mother was born there.",
    "Play some music | that helps me to fall asleep.",
    "The thing I like most | about this house is the garden.",
    "Why do cats | always land on their feet?",
    "I would say | that it was the best day of my life.",
    "Turn off the light | in the living room.",
    "My friend Daniel | moved to Seattle last year.",
    "Should I take the | bus or the train?",
    "We have lived in this house | since two thousand and six.",
    "I forgot to tell you | that my parents are coming on Sunday.",
    "Can you add milk, | bread and butter to the shopping list?",
    "It was, um, | a really long day at work.",
    "What do you think about | the idea of working from home?",
    "I started to learn the guitar | when I was sixteen.",
    "After dinner | we went for a walk along the river.",
    "One of the best | things about summer is the light.",
    "The recipe needs two hundred grams of sugar | and three eggs.",
    "Put the chicken in the oven | and set it to two hundred degrees.",
    "My brother works as a | carpenter in a small village.",
    "I have been thinking about | what you said last week.",
    "Can we | talk about my holiday plans?",
    "The bus was so late | that I missed the first half of the film.",
    "Who wrote | the first book about Sherlock Holmes?",
    "Every evening | the old man feeds the ducks in the park.",
    "I cannot find my glasses | although I looked everywhere.",
    "It would be nice to | see the mountains again.",
    "What should I cook for | six people on a Sunday?",
    "She said she would call me | as soon as she arrives.",
    "Give me three ideas | for a birthday present.",
    "The water in this lake is | much colder than I expected.",
    "We need a new | washing machine before the winter.",
    "How many people | live in the city of Lisbon?",
    "My grandmother used to | tell us stories about the war.",
    "I bought a bicycle | from a friend of my sister.",
    "Before you go to bed | remember to lock the door.",
    "Please tell Martin | that I will be ten minutes late.",
    "Do you think | it is too cold to swim today?",
)
"""About a third of the first halves could be whole sentences: only the voice tells."""

FRESH = 50
"""PAUSED from here on was written after the endpoint's weights were fixed: no rule knows them."""

ANSWERS = (
    "Yes, please.",
    "No.",
    "Not really.",
    "Blue.",
    "Okay, thank you.",
    "Tomorrow morning.",
    "I do not know.",
    "Maybe later.",
    "At home, with my family.",
    "Good night.",
    "Twenty five.",
    "Turn off the light in the kitchen.",
    "Set an alarm for seven o'clock.",
    "Tell me a joke.",
    "What is the time?",
    "Where do penguins live?",
    "Go on.",
    "Play it again.",
    "I am so tired today.",
    "The soup was delicious.",
    "He never called me back.",
    "Open the window, please.",
    "Who are you talking to?",
    "Is that true?",
    "I finished my book yesterday.",
    "My name is Peter.",
)
"""Short ones, which sentences.py has few of."""


@dataclass(frozen=True, eq=False)
class Paused:
    """`first` and `second`: trimmed to their voice, 16 kHz, without the pause between them."""

    name: str
    before: str
    after: str
    first: Clip
    second: Clip

    def clip(self, pause_s: float) -> Clip:
        """The whole, `pause_s` from the first half's last voiced frame to the second's first."""
        return Clip(in_room(self.first.samples, pause_s, self.second.samples), HEARING_HZ)


@dataclass(frozen=True, eq=False)
class Complete:
    """An utterance that ends where its sound ends."""

    name: str
    text: str
    clip: Clip


def paused(numbers: Sequence[int] = range(len(PAUSED)), ways: Sequence[Way] = ("cut", "apart")) -> list[Paused]:
    """Sentences of PAUSED by number, each in both ways; the voices take turns."""
    found = []
    for n in numbers:
        before, after = (half.strip() for half in PAUSED[n].split("|"))
        for way in ways:
            voice = VOICES[(n + (3 if way == "apart" else 0)) % len(VOICES)]
            halves = _cut(before, after, voice) if way == "cut" else (spoken(before, voice), spoken(after, voice))
            first, second = (_trimmed(half) for half in halves)
            found.append(Paused(f"{way} {voice}: {before} | {after}", before, after, first, second))
    return found


def complete(numbers: Sequence[int] | None = None) -> list[Complete]:
    """Everything of sentences.py, ANSWERS and the human recordings; `numbers`: only these of them."""
    texts = [*ANSWERS, *SENTENCES]
    recordings = [name for name in HARVARD if name.startswith("harvard")]
    found: list[Complete] = []
    for n in range(len(texts) + len(recordings)) if numbers is None else numbers:
        if n >= len(texts):
            name = recordings[n - len(texts)]
            found.append(Complete(name, HARVARD[name], Clip(in_room(shared(name).samples), HEARING_HZ)))
        else:
            voice = VOICES[n % len(VOICES)]
            sound = _trimmed(spoken(texts[n], voice)).samples
            found.append(Complete(f"{voice}: {texts[n]}", texts[n], Clip(in_room(sound), HEARING_HZ)))
    return found


def jfk() -> Clip:
    """A man who pauses a second in the middle of his sentence."""
    return Clip(in_room(shared("jfk.wav").samples), HEARING_HZ)


def in_room(first: Samples, pause_s: float = 0.0, second: Samples | None = None, tail_s: float = 3.2) -> Samples:
    """The sounds with their pause, 0.8 s before and `tail_s` after, all over a room's soft noise."""
    rest = [np.zeros(round(pause_s * HEARING_HZ), np.float32), second] if second is not None else []
    lead, tail = (np.zeros(round(s * HEARING_HZ), np.float32) for s in (0.8, tail_s))
    whole = np.concatenate([lead, first, *rest, tail])
    return np.asarray(whole + hiss(len(whole) / HEARING_HZ, -68)[: len(whole)], np.float32)


def spoken(text: str, voice: str) -> Clip:
    """`text` by one of VOICES at 16 kHz; spoken once, then kept."""
    path = _kept(f"{voice}|{text}")
    if not path.is_file():
        name, pace = voice.split("@")
        _keep(path, joe(text, weights("en_US-joe-medium"), float(pace)) if name == "joe" else _espeak(text, name, pace))
    with wave.open(str(path)) as file:
        raw = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return Clip((raw / 32768).astype(np.float32), HEARING_HZ)


def _cut(before: str, after: str, voice: str) -> tuple[Clip, Clip]:
    """The whole sentence, cut where the word after the pause begins."""
    whole = spoken(f"{before} {after}", voice)
    note = _kept(f"cut|{voice}|{before}|{after}").with_suffix(".txt")
    if not note.is_file():
        note.write_text(str(_word_start(whole, len(before.split()))))
    at = int(note.read_text())
    fade = np.linspace(1, 0, 160, dtype=np.float32)
    first, second = whole.samples[:at].copy(), whole.samples[at:].copy()
    first[-160:] *= fade
    second[:160] *= fade[::-1]
    return Clip(first, HEARING_HZ), Clip(second, HEARING_HZ)


def _word_start(clip: Clip, n: int) -> int:
    """The sample at which word `n` begins: where Whisper's attention sees it, moved to the softest moment near by."""
    segments, _ = _whisper().transcribe(clip.samples, language="en", word_timestamps=True)
    words = [word for segment in segments for word in segment.words]
    at = round(words[n].start * HEARING_HZ)
    step = 80
    near = range(max(step * 2, at - 960), min(len(clip.samples) - step * 2, at + 960), step)
    return min(near, key=lambda i: float(np.sum(clip.samples[i - step * 2 : i + step * 2] ** 2)))


@lru_cache(maxsize=1)
def _whisper() -> Any:
    from faster_whisper import WhisperModel

    folder = str(weights("whisper-base"))
    return WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True)


def _trimmed(clip: Clip) -> Clip:
    start_s, end_s = first_voiced_s(clip), last_voiced_s(clip)
    assert start_s is not None
    assert end_s is not None
    return Clip(clip.samples[round(start_s * HEARING_HZ) : round(end_s * HEARING_HZ)], HEARING_HZ)


def _espeak(text: str, voice: str, words_a_minute: str) -> Clip:
    command = ["espeak-ng", "-v", voice, "-s", words_a_minute, "--stdout", text]
    done = subprocess.run(command, capture_output=True, check=True)
    with wave.open(io.BytesIO(done.stdout)) as file:
        raw = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return _at_hearing_rate(raw / 32768, file.getframerate())


def _at_hearing_rate(samples: np.ndarray, rate_hz: int) -> Clip:
    return Clip(soxr.resample(samples.astype(np.float32), rate_hz, HEARING_HZ), HEARING_HZ)


def _kept(key: str) -> Path:
    digest = hashlib.sha256(f"pauses 2|{key}".encode()).hexdigest()[:24]
    return Path(platformdirs.user_cache_dir("earpiece")) / "test-speech" / f"{digest}.wav"


def _keep(path: Path, clip: Clip) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}")
    half.write_bytes(wav_bytes(clip))
    half.replace(path)
