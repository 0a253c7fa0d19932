"""Bar: how fast the voice loads, begins to speak, and speaks; with 1 and 2 threads, alone and on a busy desktop.

Busy means one other program on every core. `first_sound_ms`: from the first clause's text to its sound. `rtf`: time to
make a second of sound. The bars are for two threads on a quiet machine, as the app has it. Once for joe, once for
a voice of Kokoro's, which has bars of its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.audio.clip import join
from app.cancel import Never
from app.commands.bench import hardware
from app.engines.kokoro_tts import KokoroModel, KokoroSynthesizer
from app.engines.piper_tts import PiperSynthesizer
from app.engines.protocols import Synthesizer
from tests.kit.speech import weights

VOICE, SLOW_VOICE = "en_US-joe-medium", "af_heart"
FIRST_CLAUSES = (
    "Sure, I can help you with that,", "Good evening, my friend.", "That is a lovely idea,", "I would say it depends,",
)  # fmt: skip
SENTENCES = (
    "The weather tomorrow will be mostly sunny, with a high of twenty-two degrees.",
    "It was a long and winding road that led us over the hills and far away.",
    "Would you like me to remind you an hour before it begins?",
)
SLOW_CLAUSES = ("Sure, I can help you", "Good evening, my friend.", "That is a lovely idea,", "I would say it depends,")
"""Five words at most, as the cutter has it for a slow voice."""
BARS = {
    VOICE: {"load_cpu_s": 0.8, "first_sound_ms": 400.0, "rtf": 0.2},
    SLOW_VOICE: {"load_cpu_s": 3.0, "first_sound_ms": 1300.0, "rtf": 1.0},
}


def _made(name: str, threads: int) -> Synthesizer:
    if name == VOICE:
        return PiperSynthesizer(weights(VOICE), threads=threads)
    model = KokoroModel(weights("kokoro-v1.0-int8"), threads)
    return KokoroSynthesizer(model, weights("kokoro-english-voices") / f"{name}.bin")


def measured(name: str, threads: int, rounds: int) -> dict[str, Any]:
    """In this process, which has not loaded a voice before."""
    voice = _made(name, threads)
    clauses = FIRST_CLAUSES if name == VOICE else SLOW_CLAUSES
    start_s, start_cpu_s = time.perf_counter(), time.process_time()
    voice.load()
    load_ms, load_cpu_s = 1000 * (time.perf_counter() - start_s), time.process_time() - start_cpu_s
    first_ms = [1000 * _speak(voice, clause)[0] for _ in range(rounds) for clause in clauses]
    spoken = [_speak(voice, sentence) for _ in range(rounds) for sentence in SENTENCES]
    return {
        "load_ms": round(load_ms),
        "load_cpu_s": round(load_cpu_s, 2),
        "first_sound_ms": round(statistics.median(first_ms)),
        "first_sound_max_ms": round(max(first_ms)),
        "rtf": round(statistics.median(took_s / sound_s for took_s, _, sound_s in spoken), 3),
        "cpu_per_s": round(statistics.median(cpu_s / sound_s for _, cpu_s, sound_s in spoken), 3),
    }


def _speak(voice: Synthesizer, text: str) -> tuple[float, float, float]:
    """(seconds, CPU seconds, seconds of sound)."""
    start_s, start_cpu_s = time.perf_counter(), time.process_time()
    clip = join([spoken.clip for spoken in voice.synthesize(text, cancel=Never())])
    return time.perf_counter() - start_s, time.process_time() - start_cpu_s, clip.duration_s


def _burn() -> None:
    while True:
        pass


@contextmanager
def busy(is_busy: bool) -> Iterator[None]:
    """One other program on every core."""
    burners = [multiprocessing.Process(target=_burn, daemon=True) for _ in range((os.cpu_count() or 1) * is_busy)]
    for burner in burners:
        burner.start()
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.join()


def in_a_child(name: str, threads: int, rounds: int) -> dict[str, Any]:
    """`measured` in a fresh process, so that loading includes every import."""
    command = [sys.executable, __file__, "--child", name, str(threads), "--rounds", str(rounds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="two rounds instead of ten")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--child", nargs=2, metavar=("VOICE", "THREADS"), help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=10, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(measured(args.child[0], int(args.child[1]), args.rounds)))
        return 0
    report: dict[str, Any] = {"hardware": hardware(), "models": list(BARS)}
    missed: list[str] = []
    for voice, bars in BARS.items():
        rounds = 2 if args.short else args.rounds if voice == VOICE else args.rounds // 3
        for name, is_busy in (("quiet", False), ("busy", True)):
            for threads in (1, 2):
                with busy(is_busy):
                    report[f"{voice}_{name}_{threads}"] = in_a_child(voice, threads, rounds)
        found = report[f"{voice}_quiet_2"]
        missed += [f"{voice} {name}: bar {bar}" for name, bar in bars.items() if found[name] > bar]
    if args.json:
        print(json.dumps(report | {"missed": missed}))
    else:
        print("\n".join(f"{name}: {value}" for name, value in report.items()))
        print("\n".join(f"MISSED {miss}" for miss in missed) or "all bars met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
