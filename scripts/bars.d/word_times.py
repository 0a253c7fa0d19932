"""How far the times that a voice tells of its words are from those that Whisper finds in the sound, on ten sentences.

Whisper's own are late, and a word's beginning is glued to the end of the one before; so the ends are compared, and
Piper, whose times are exact, stands beside Kokoro: what counts is the difference of the two.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from difflib import SequenceMatcher

import numpy as np
import soxr
from faster_whisper import WhisperModel

from app.audio.clip import HEARING_HZ, Clip
from app.cancel import Never
from app.commands.bench import hardware
from app.engines.kokoro_tts import KokoroModel, KokoroSynthesizer
from app.engines.piper_tts import PiperSynthesizer
from app.engines.protocols import Synthesizer
from tests.kit.speech import weights

SENTENCES = (
    "I think that it is a good idea, and we should go.",
    "The weather tomorrow will be mostly sunny, with a high of twenty degrees.",
    "She left her keys on the kitchen table before breakfast.",
    "You never told me where your brother lives now.",
    "It sounds like a long day, so take your time.",
    "My favourite part was the music at the end of the film.",
    "Please call your mother when you get home tonight.",
    "There are three letters waiting for you in the hall.",
    "We could walk along the river and talk about it.",
    "Nobody knew what the old man was looking for.",
)
BAR_LATER_S, BAR_SPREAD_S = 0.05, 0.08
"""Beside Piper's median, and the mean distance from the own median."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    args = parser.parse_args()
    whisper = WhisperModel(str(weights("whisper-base")), compute_type="int8", cpu_threads=2, local_files_only=True)
    styles = weights("kokoro-english-voices")
    voices: dict[str, Synthesizer] = {"joe": PiperSynthesizer(weights("en_US-joe-medium"))}
    model = KokoroModel(weights("kokoro-v1.0-int8"))
    voices |= {name: KokoroSynthesizer(model, styles / f"{name}.bin") for name in ("af_heart", "bm_george")}
    report: dict[str, object] = {"hardware": hardware()}
    missed: list[str] = []
    usual_s = 0.0
    for name, voice in voices.items():
        voice.load()
        late_s = np.array([one for sentence in SENTENCES for one in _late_s(voice, sentence, whisper)])
        median_s, spread_s = float(np.median(late_s)), float(np.abs(late_s - np.median(late_s)).mean())
        report[name] = {"words": len(late_s), "median_s": round(median_s, 3), "spread_s": round(spread_s, 3)}
        usual_s = usual_s or median_s
        if abs(median_s - usual_s) > BAR_LATER_S or spread_s > BAR_SPREAD_S:
            missed.append(name)
    print(json.dumps(report | {"missed": missed}) if args.json else "\n".join(f"{k}: {v}" for k, v in report.items()))
    if not args.json:
        print(f"MISSED by {', '.join(missed)}" if missed else "all bars met")
    return 1 if missed else 0


def _late_s(voice: Synthesizer, sentence: str, whisper: WhisperModel) -> list[float]:
    """Of each word that both have: how much later its end is told than Whisper finds it."""
    (spoken,) = voice.synthesize(sentence, cancel=Never())
    told = [(_letters(word), time.end_s) for word, time in zip(sentence.split(), spoken.words, strict=True)]
    found = _heard(spoken.clip, whisper)
    same = SequenceMatcher(None, [word for word, _ in told], [word for word, _ in found], autojunk=False)
    return [
        told[block.a + n][1] - found[block.b + n][1] for block in same.get_matching_blocks() for n in range(block.size)
    ]


def _heard(clip: Clip, whisper: WhisperModel) -> list[tuple[str, float]]:
    samples = soxr.resample(clip.samples, clip.rate_hz, HEARING_HZ)
    segments, _ = whisper.transcribe(samples, language="en", beam_size=1, word_timestamps=True)
    return [(_letters(word.word), word.end) for segment in segments for word in segment.words or ()]


def _letters(word: str) -> str:
    return re.sub(r"[^a-z']", "", word.lower())


if __name__ == "__main__":
    sys.exit(main())
