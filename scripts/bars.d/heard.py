"""Bar: what we say was heard of an interrupted reply against a recording of the loudspeaker, 20 random moments.

Each reply is stopped as it plays, in a pause, ducked, or after it was taken up again. `off_by`: how many words the two
ends differ by (bar: 1). `stop_ms`: from the order to the last sound, where no pause came first (bar: 100, plus what
the device holds in store, 60).
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

from app.commands.bench import hardware
from tests.kit.barge import interrupted, off_by, plan, spoken_reply, transcribed
from tests.kit.virtual_audio import virtual_audio

BARS = {"off_by_max": 1, "stop_ms": 160, "underruns": 0}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="light", help="printed; the voice is the same in all of them")
    parser.add_argument("--short", action="store_true", help="8 interruptions")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--runs", type=int, default=20)
    args = parser.parse_args()
    with virtual_audio() as card, tempfile.TemporaryDirectory() as folder:
        steps = plan(8 if args.short else args.runs, args.seed)
        runs = interrupted(card, Path(folder), spoken_reply(), steps)
    texts = transcribed([run.recorded for run in runs])
    off = [off_by(run.heard, text) for run, text in zip(runs, texts, strict=True)]
    stops_ms = [1000 * run.stop_s for run in runs if not is_stopped_in_a_pause(run.steps)]
    figures = {
        "off_by_max": max(off), "stop_ms": round(statistics.median(stops_ms)), "underruns": runs[-1].underruns,
    }  # fmt: skip
    report = {"interruptions": len(runs), "off_by": off, **figures, "hardware": hardware(), "profile": args.profile}
    missed = [name for name, bar in BARS.items() if figures[name] > bar]
    if args.json:
        print(json.dumps(report | {"missed": missed}))
        return 1 if missed else 0
    for name, figure in figures.items():
        print(f"{name}: {figure} ({BARS[name]}) · {hardware()} · {args.profile}")
    for run, text, words in zip(runs, texts, off, strict=True):
        print(f"  {words}  {' '.join(how for _, how in run.steps)}: {run.heard!r} / {text!r}")
    return 1 if missed else 0


def is_stopped_in_a_pause(steps: list[tuple[float, str]]) -> bool:
    return [how for _, how in steps][-2:] == ["pause", "stop"]


if __name__ == "__main__":
    sys.exit(main())
