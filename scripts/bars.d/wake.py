"""Bar: a wake phrase in transcripts: how often it is found, and how often in sentences that do not have it.

The phrase is given to the recogniser as a hint, as the app does in the mode `wake`. The full form speaks 60 calls (two
phrases, five voices) and 98 sentences (with the hint of each phrase), and reads 235 more; `--short` speaks ten calls
and reads. "Okay Nabu" has a detector of its own (engines/pymicro_wake.py), which hears what Whisper spells in a dozen
ways: its hits are counted too, in the same calls and sentences.
"""

from __future__ import annotations

import argparse
import json
import sys

import numpy as np

from app.audio.clip import FRAME_SAMPLES, Clip
from app.commands.bench import hardware
from app.commands.bench_questions import TEXTS
from app.conversation.wake import WakePhrases, hint_of
from app.engines.pymicro_wake import MicroWakeWordDetector
from tests.kit.pauses import PAUSED
from tests.kit.sentences import HARVARD, SENTENCES
from tests.kit.speech import hiss
from tests.kit.words_over import VOICES, Whisper, spoken

PHRASES = ("hey Samantha", "okay Nabu")
ASKED = (
    "what time is it?", "tell me a story about the sea.", "how are you today?", "remind me to call Anna tomorrow.",
    "do you like music?", "",
)  # fmt: skip
NEAR = (
    "Hey, someone is at the door.", "Hey, some of them are here already.", "They sent the letter to Amanda.",
    "Hey Susan, what time is it?", "Hey Anna, how are you?", "Okay, now tell me about it.", "Okay, now but not later.",
    "Okay, maybe tomorrow.", "Okay, I will do it.", "Say something nice.", "The same answer as before.",
    "Hey, stop that.", "Okay, now we can go.", "Okay, now who is next?", "Hey, the summer is over.", "Okay, not you.",
    "Hey, same as always.", "Okay, no one knows.", "A samba band played.", "Hey man, what is up?", "Okay, now what?",
    "Hey, some answers are wrong.", "Okay, nobody called.", "Has a man there seen her?", "Hey, Sandra.", "Okay, move.",
    "He has some ants in the garden.", "Okay now, boys.", "I told Samantha about it.", "We said hey to Samantha.",
    "Say it to Miranda.", "Okay, and a new one?", "Hey, it is Saturday.", "Okay, number two.", "Play some samba.",
    "Hey, Amanda!", "Okay, Nathan.", "Hey, Sam.", "Okay, never mind.", "Hey, seventeen is enough.", "Okay, now blue.",
    "Hey, thanks a lot.", "Okay, Robin.", "Hey, is somebody there?", "Okay, an hour, then.", "They summoned the team.",
    "Hey, what a day.", "Okay, Nina.", "Hey, small world.", "Okay, about noon.",
)  # fmt: skip
"""What sounds most like them."""
HIT_PERCENT = 90.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", help="the same for all")
    parser.add_argument("--short", action="store_true", help="ten calls")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    whisper = Whisper()
    said = len(ASKED) * len(VOICES) if not args.short else len(VOICES)
    missed = {phrase: missed_of(whisper, phrase, calls_of(phrase)[:said]) for phrase in PHRASES}
    hits_percent = {phrase: round(100 * (said - len(missed[phrase])) / said, 1) for phrase in PHRASES}
    aloud = () if args.short else (*NEAR, *SENTENCES)
    heard = [whisper.hears(spoken(text, "joe"), hint_of(phrase)) for text in aloud for phrase in PHRASES]
    others = read() + heard
    detected = detections([spoken(text, voice) for text, voice in calls_of(PHRASES[1])[:said]])
    wrong = detections([spoken(text, "joe") for text in aloud])
    false = [text for text in others if WakePhrases(PHRASES).rest_after(text) is not None]
    if args.json:
        report = {"hardware": hardware(), "models": "whisper-base", "calls": said, "others": len(read()) + len(aloud)}
        report |= {"hits_percent": hits_percent, "missed": missed, "false": false}
        print(json.dumps(report | {"detected": detected, "detected_wrongly": wrong}, indent=1))
    else:
        where = f"{hardware()} · whisper-base"
        for phrase, bar in zip(PHRASES, (f"bar: >= {HIT_PERCENT:.0f} %", "no bar: it has a detector"), strict=True):
            print(f"wake hits, {phrase}: {hits_percent[phrase]:.0f} % of {said} calls ({bar}) · {where}")
        print(f"wake hits, {PHRASES[1]}, by its detector: {detected} of {said} calls, {wrong} of {len(aloud)} others")
        print(f"wake false: {len(false)} of {len(read()) + len(aloud)} other sentences (bar: 0) · {where}")
    return 0 if hits_percent[PHRASES[0]] >= HIT_PERCENT and not false else 1


def read() -> list[str]:
    """Other sentences, as texts: 200 and more."""
    paused = [text.replace(" |", "") for text in PAUSED] + [text.rpartition("|")[2].strip() for text in PAUSED]
    return [*NEAR, *SENTENCES, *HARVARD.values(), *TEXTS, *paused]


def detections(clips: list[Clip]) -> int:
    """In how many of them the detector hears "okay nabu"; each after a second of a quiet room."""
    detector = MicroWakeWordDetector("okay nabu")
    detector.load()
    count = 0
    for clip in clips:
        detector.reset()
        sound = np.concatenate([hiss(1.0, -60), clip.samples, hiss(1.0, -60)])
        frames = sound[: len(sound) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
        count += any([detector.heard(frame) for frame in frames])
    detector.close()
    return count


def calls_of(phrase: str) -> list[tuple[str, str]]:
    """(text, voice)"""
    return [(f"{phrase}, {asked}" if asked else f"{phrase}.", voice) for asked in ASKED for voice in VOICES]


def missed_of(whisper: Whisper, phrase: str, calls: list[tuple[str, str]]) -> list[str]:
    """What was written for the calls that were missed."""
    heard = [(voice, whisper.hears(spoken(text, voice), hint_of(phrase))) for text, voice in calls]
    return [f"{voice}: {text}" for voice, text in heard if WakePhrases((phrase,)).rest_after(text) is None]


if __name__ == "__main__":
    sys.exit(main())
