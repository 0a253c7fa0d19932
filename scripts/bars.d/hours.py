"""Bar: an hour of silence and an hour of speech simply work: bounded memory, nothing lost, every turn answered.

The hour of speech is the hardest for the ears: somebody who talks for ten minutes without any pause, for five, for two,
and single sentences in between; after each turn there is time for an answer. (With the pauses of a calm speaker each
sentence would be a turn with a reply, and the hour one of writing replies.) What was understood is compared with what
was said, turn by turn: words that never arrived, and the longest run of them (a piece that was lost would be ten and
more). At fast pace, with short replies: it is the hour of listening that is looked at.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from app.commands.bench import hardware
from tests.kit.sentences import SENTENCES
from tests.kit.speech import say
from tests.kit.talk import Talk, talk
from tests.kit.wer import edits, words

RATE_HZ = 16_000
TURNS_S = (4, 300, 5, 600, 10, 120, 30, 60)
"""How long somebody talks, over and over."""
BREATH_S = 0.03
SOFT = 0.005
"""Below this a sample belongs to the silence around a sentence."""
ANSWER_S = 8.0
"""Of silence after a turn."""
PEAK_MB, GROWN_MB, LOST, HOLE_WORDS = 1500, 200, 0.02, 8
"""Bars: memory; what the second half took more than the first; words that never arrived, a share; most in a row."""


@dataclass
class Spoken:
    """One turn of the file."""

    start_s: float
    text: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="tiny")
    parser.add_argument("--short", action="store_true", help="six minutes instead of an hour")
    parser.add_argument("--minutes", type=int, default=60, help="instead of an hour")
    parser.add_argument("--only", choices=("silence", "speech"), help="one of the two")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    kinds = [args.only] if args.only else ["silence", "speech"]
    rows = [one(kind, 360 if args.short else 60 * args.minutes, args.profile) for kind in kinds]
    report = {"hardware": hardware(), "profile": args.profile, "hours": rows}
    print(json.dumps(report) if args.json else "\n".join(map(str, [f"{report['hardware']} · {args.profile}", *rows])))
    return 0 if all(row["is_met"] for row in rows) else 1


def one(kind: str, seconds: int, profile: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name, memory_watched() as resident_mb:
        folder = Path(name)
        (folder / "home").mkdir()
        (folder / "home" / "earpiece.toml").write_text('[conversation]\nreplies = "short"\n')
        spoken = write(folder / "hour.wav", seconds, is_silent=kind == "silence")
        began_s = time.monotonic()
        options = ("--pace", "fast", "--tail-s", "5")
        run = talk(folder / "hour.wav", folder, *options, profile=profile, out=False, hang_s=7200)
        took_s = time.monotonic() - began_s
    peak_mb = max(resident_mb)
    row = {
        "kind": kind, "of_s": seconds, "took_s": round(took_s), "exit": run.code, "peak_mb": round(peak_mb),
        "grown_mb": round(peak_mb - max(resident_mb[: len(resident_mb) // 2 + 1])), **heard(run, spoken),
    }  # fmt: skip
    is_whole = row["turns"] == 0 if not spoken else row["lost"] <= LOST and row["hole_words"] < HOLE_WORDS
    is_answered = row["unanswered"] == 0
    is_bounded = row["peak_mb"] < PEAK_MB and row["grown_mb"] < GROWN_MB
    return row | {"is_met": run.code == 0 and is_whole and is_answered and is_bounded}


def heard(run: Talk, spoken: list[Spoken]) -> dict[str, Any]:
    """What arrived of what was said, and whether it was answered."""
    finals = {final["turn"]: final for final in run.of("FinalTranscript")}  # a turn that was reopened: its last words
    answered = {reply["turn"] for reply in run.of("ReplySentence")}
    wrong = lost = said = hole_words = 0
    for n, turn in enumerate(spoken):
        until_s = spoken[n + 1].start_s if n + 1 < len(spoken) else float("inf")
        got = words(" ".join(f["text"] for f in finals.values() if turn.start_s < f["t"] <= until_s))
        said += len(words(turn.text))
        runs = missing_runs(words(turn.text), got)
        wrong, lost, hole_words = wrong + edits(words(turn.text), got), lost + sum(runs), max([hole_words, *runs])
    return {
        "said_turns": len(spoken), "turns": len(finals), "unanswered": len(finals.keys() - answered),
        "said_words": said, "wrong": round(wrong / max(said, 1), 4), "lost": round(lost / max(said, 1), 4),
        "hole_words": hole_words,
    }  # fmt: skip


def missing_runs(want: list[str], got: list[str]) -> list[int]:
    """Lengths of the runs of wanted words that have no counterpart, not even a wrong one, in the best alignment."""
    table = [list(range(len(got) + 1))]
    for i, word in enumerate(want, 1):
        above, row = table[-1], [i]
        for j, other in enumerate(got, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (word != other)))
        table.append(row)
    runs, run, i, j = [], 0, len(want), len(got)
    while i:
        if j and table[i][j] == table[i - 1][j - 1] + (want[i - 1] != got[j - 1]):
            i, j = i - 1, j - 1
        elif j and table[i][j] == table[i][j - 1] + 1:
            j -= 1
            continue
        else:
            i, run = i - 1, run + 1
            continue
        runs, run = [*runs, run] if run else runs, 0
    return [*runs, run] if run else runs


@contextmanager
def memory_watched() -> Iterator[list[float]]:
    """Resident memory of this process' children, in MB, every two seconds while inside."""
    seen, is_over = [0.0], threading.Event()

    def look() -> None:
        while not is_over.wait(2.0):
            with suppress(psutil.NoSuchProcess):
                seen.append(sum(child.memory_info().rss for child in psutil.Process().children()) / 1e6)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        thread.join()


def write(path: Path, seconds: int, *, is_silent: bool) -> list[Spoken]:
    """The sound file, a sentence at a time -> what is said in it."""
    spoken: list[Spoken] = []
    sentences = itertools.cycle(SENTENCES)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)

        def put(samples: np.ndarray) -> None:
            file.writeframes((samples * 32767).astype("<i2").tobytes())

        def at_s() -> float:
            return file.tell() / RATE_HZ

        if is_silent:
            for _ in range(seconds):
                put(np.zeros(RATE_HZ, np.float32))
            return []
        for length_s in itertools.cycle(TURNS_S):
            if at_s() >= seconds:
                return spoken
            start_s, texts = at_s(), []
            while not texts or at_s() < min(seconds, start_s + length_s):
                texts.append(next(sentences))
                put(np.append(spoken_part(say(texts[-1]).samples), np.zeros(round(BREATH_S * RATE_HZ), np.float32)))
            spoken.append(Spoken(start_s, " ".join(texts)))
            put(np.zeros(round(ANSWER_S * RATE_HZ), np.float32))
    return spoken


def spoken_part(samples: np.ndarray) -> np.ndarray:
    """Without the silence at its ends."""
    loud = np.flatnonzero(np.abs(samples) > SOFT)
    return samples[loud[0] : loud[-1] + 1]


if __name__ == "__main__":
    sys.exit(main())
