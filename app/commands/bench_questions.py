"""What `bench latency` asks: questions spoken by the voices of this machine, or any folder of recordings.

Called by bench_latency.py on the main thread. Spoken questions are kept in the user's cache folder, so that every run
hears the same samples.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.audio.clip import HEARING_HZ, Clip, join
from app.audio.resample import resampled
from app.audio.wav import WavWriter, read_wav
from app.cancel import Never
from app.conversation.spoken import speak
from app.engines.piper_tts import PiperSynthesizer
from app.errors import BadOption

OWN = "own"
"""The voice Earpiece itself speaks with. Every other name is one of espeak-ng's."""
ESPEAK_VOICES = ("en-us", "en-gb", "en-us+f3", "en-gb-x-rp+f2")
TEXTS = (
    "What should I cook for dinner tonight?",
    "Tell me something nice about the sea.",
    "I slept badly and I have a long day ahead.",
    "Do you think cats understand what we say?",
    "How does a heat pump work?",
    "My sister is coming to visit me on Saturday.",
    "What is a good name for a small dog?",
    "I finally finished painting the kitchen.",
    "Why do leaves change their color in autumn?",
    "Can you give me some advice about my job interview?",
    "I am thinking about learning to play the piano.",
    "What do you like about winter?",
    "It rained all day and I stayed at home.",
    "How do I keep tomatoes fresh?",
    "I would like to read more books this year.",
    "What makes a good friend?",
    "My old bicycle broke down again this morning.",
    "Where should I go for a walk on Sunday?",
    "I feel a bit lonely tonight.",
    "Tell me one fact about the moon.",
    "How long should I boil an egg?",
    "We are planting apple trees behind the house.",
    "What is your favorite time of the day?",
    "I forgot my umbrella on the train.",
    "How can I say sorry to my neighbor?",
    "The concert last night was wonderful.",
    "What is the best way to learn a language?",
    "I have never seen so many stars before.",
    "Should I drink coffee in the evening?",
    "Thank you for listening to me today.",
)
"""Complete utterances, as people say them to a companion. Every second one is spoken by another voice, if there is
one."""


@dataclass(frozen=True, eq=False)
class Question:
    """`clip`: 16 kHz. `text`: what is said in it, '' when nobody knows."""

    name: str
    clip: Clip
    text: str = ""


def spoken(voice_folder: Path, count: int) -> list[Question]:
    """The first `count` of TEXTS; spoken once, then read from the cache. voice_folder: of a Piper voice."""
    kept = Path(platformdirs.user_cache_dir("earpiece", appauthor=False)) / "bench-speech"
    kept.mkdir(parents=True, exist_ok=True)
    wanted = [(voice_of(n), text, kept / f"{_key(voice_of(n), text)}.wav") for n, text in enumerate(TEXTS[:count])]
    missing = [row for row in wanted if not row[2].is_file()]
    if any(voice == OWN for voice, _, _ in missing):
        engine = PiperSynthesizer(voice_folder)
        engine.load()
    for voice, text, path in missing:
        clip = _by_piper(text, engine) if voice == OWN else _by_espeak(text, voice)
        _write(resampled(clip, HEARING_HZ), path)
    return [Question(f"{voice}: {text}", read_wav(path), text) for voice, text, path in wanted]


def voice_of(n: int) -> str:
    """Who says question `n`."""
    return ESPEAK_VOICES[n // 2 % len(ESPEAK_VOICES)] if n % 2 and shutil.which("espeak-ng") else OWN


def recorded(folder: Path, count: int | None = None) -> list[Question]:
    """Every WAV in `folder` (or the first `count`), with the text beside it, if there is one. Raises BadOption."""
    paths = sorted(path for path in folder.glob("*") if path.suffix.lower() == ".wav")[:count]
    if not paths:
        raise BadOption(f"There is no WAV file in {folder}.", "Give a folder with recordings.")
    return [Question(path.name, resampled(read_wav(path), HEARING_HZ), _text_beside(path)) for path in paths]


def word_errors(said: str, heard: str) -> tuple[int, int]:
    """(words inserted, dropped or swapped, words said), both sides read out and without marks (Levenshtein)."""
    reference, hypothesis = _words(said), _words(heard)
    row = list(range(len(hypothesis) + 1))
    for i, want in enumerate(reference, 1):
        last, row[0] = row[0], i
        for j, got in enumerate(hypothesis, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (want != got))
    return row[-1], len(reference)


def error_percent(pairs: Sequence[tuple[str, str]]) -> float:
    """Word error rate over all (said, heard)."""
    counted = [word_errors(said, heard) for said, heard in pairs]
    return 100 * sum(errors for errors, _ in counted) / max(1, sum(words for _, words in counted))


def _words(text: str) -> list[str]:
    spelled = "".join(char if char.isalnum() or char == "'" else " " for char in speak(text).lower())
    return spelled.replace("'", "").split()


def _text_beside(path: Path) -> str:
    beside = path.with_suffix(".txt")
    return beside.read_text(encoding="utf-8").strip() if beside.is_file() else ""


def _key(voice: str, text: str) -> str:
    return hashlib.sha256(f"1|{voice}|{text}".encode()).hexdigest()[:24]


def _by_piper(text: str, engine: PiperSynthesizer) -> Clip:
    return join([sentence.clip for sentence in engine.synthesize(speak(text), cancel=Never())])


def _by_espeak(text: str, voice: str) -> Clip:
    """espeak-ng writes a file of its own: into a pipe it cannot write the length."""
    path = Path(platformdirs.user_cache_dir("earpiece", appauthor=False)) / f"bench-speech/espeak-{os.getpid()}.wav"
    try:
        subprocess.run(["espeak-ng", "-v", voice, "-w", str(path), text], check=True, capture_output=True)
        return read_wav(path)
    finally:
        path.unlink(missing_ok=True)


def _write(clip: Clip, path: Path) -> None:
    half = path.with_suffix(f".{os.getpid()}")
    with WavWriter(half, clip.rate_hz) as writer:
        writer.write(clip.samples)
    half.replace(path)
