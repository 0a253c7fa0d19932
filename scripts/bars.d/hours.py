"""Bar: an hour of silence and an hour of speech simply work, in bounded memory.

The hour of speech is one person who does not stop: pauses of half a second, so it is one turn in pieces; and then the
same with pauses of 1.5 s, many turns.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
import wave
from pathlib import Path

import numpy as np

from app.commands.bench import hardware
from tests.kit.sentences import SENTENCES
from tests.kit.speech import say
from tests.kit.talk import talk


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="tiny")
    parser.add_argument("--short", action="store_true", help="three minutes instead of an hour")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    seconds = 180 if args.short else 3600
    kinds = {"silence": None, "one breath": 0.05, "turns": 1.5}
    rows = [one(name, seconds, pause_s, args.profile) for name, pause_s in kinds.items()]
    report = {"hardware": hardware(), "profile": args.profile, "hours": rows}
    print(json.dumps(report) if args.json else "\n".join(map(str, [report["hardware"], *rows])))
    return 0 if all(row["exit"] == 0 and row["peak_mb"] < 1500 for row in rows) else 1


def one(name: str, seconds: int, pause_s: float | None, profile: str) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hour.wav"
        write(path, seconds, pause_s)
        began_s = time.monotonic()
        run = talk(path, Path(folder), "--pace", "fast", "--tail-s", "5", profile=profile, out=False, hang_s=7200)
        finals = run.of("FinalTranscript")
        return {
            "name": name, "exit": run.code, "turns": len(finals), "words": sum(len(f["text"].split()) for f in finals),
            "took_s": round(time.monotonic() - began_s),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
        }  # fmt: skip


def write(path: Path, seconds: int, pause_s: float | None) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        left, n = seconds * 16_000, 0
        while left > 0:
            samples = (
                np.zeros(16_000, np.float32)
                if pause_s is None
                else np.concatenate(
                    [say(SENTENCES[n % len(SENTENCES)]).samples, np.zeros(round(pause_s * 16_000), np.float32)]
                )
            )
            file.writeframes((samples[:left] * 32767).astype("<i2").tobytes())
            left -= len(samples)
            n += 1


if __name__ == "__main__":
    sys.exit(main())
