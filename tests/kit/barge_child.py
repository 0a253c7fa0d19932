"""What runs in the child process of the barge-in tests: a reply on the sound card, led and stopped at given moments.

`python -m tests.kit.barge_child REPLY.npz PLAN.json`: prints a JSON list, one object a run of the plan. PortAudio reads
ALSA's settings once, so every test of the virtual card needs a fresh process.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np

from app.audio.clip import Clip, join
from app.audio.resample import resampled
from app.audio.speaker import Speaker
from app.clause import WordTime
from app.facts import ClauseStarted, PlayoutDrained

MAKING_S = 0.1
"""What the rest of a first clause takes."""
QUIET_S = 0.4
"""Between two runs: the tape is cut there."""


def main(reply_path: str, plan_path: str) -> list[dict[str, Any]]:
    has_begun = threading.Event()

    def report(fact: ClauseStarted | PlayoutDrained) -> None:
        has_begun.set()

    speaker = Speaker(None, time.monotonic)
    speaker.open(report)
    speaker.warm()
    time.sleep(QUIET_S)
    reply = _reply(Path(reply_path), speaker.rate_hz)
    told = []
    for revision, steps in enumerate(json.loads(Path(plan_path).read_text()), start=1):
        has_begun.clear()
        began_s = time.monotonic()
        for n, clip, words, rest_s in reply:
            speaker.play(revision, n, clip, words, rest_s)
            if rest_s:
                time.sleep(MAKING_S)
        speaker.finish(revision)
        assert has_begun.wait(10)
        started_s = time.monotonic()
        for at_s, how in steps[:-1]:
            time.sleep(max(0.0, started_s + at_s - time.monotonic()))
            speaker.lead(how)
        time.sleep(max(0.0, started_s + steps[-1][0] - time.monotonic()))
        stopped_s = time.monotonic()
        heard = speaker.stop()
        time.sleep(QUIET_S)
        told.append({"began": began_s, "stopped": stopped_s, "ended": time.monotonic(), "heard": heard})
    speaker.close()
    return [one | {"underruns": speaker.underruns} for one in told]


def _reply(path: Path, rate_hz: int) -> list[tuple[int, Clip, tuple[WordTime, ...], float]]:
    """Piece by piece: its clause, its sound at `rate_hz`, the clause's words, and how long the clause goes on.

    In the file: `place_i` (clause, seconds), `clip_i`, `words_i`, (words, 2). A clause is resampled as a whole.
    """
    reply = []
    with np.load(path) as file:
        own_hz = int(file["rate_hz"])
        places = [file[f"place_{at}"] for at in range(len(file.files) // 3)]
        for n in sorted({int(place[0]) for place in places}):
            mine = [at for at, place in enumerate(places) if place[0] == n]
            clips = [Clip(file[f"clip_{at}"], own_hz) for at in mine]
            ends = np.cumsum([len(clip.samples) for clip in clips]) * rate_hz // own_hz
            for at, samples in zip(mine, np.split(resampled(join(clips), rate_hz).samples, ends[:-1]), strict=True):
                words = tuple(WordTime(*map(float, edges_s)) for edges_s in file[f"words_{at}"])
                reply.append((n, Clip(samples, rate_hz), words, float(places[at][1])))
    return reply


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
