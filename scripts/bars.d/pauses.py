"""Bar: people pause in mid-sentence for 0.4, 0.8 and 1.2 s, and it neither talks over them nor loses words (<= 5 %).

At least 30 paused sentences by several voices, and jfk.wav, each through `talk --wav` in real time with the settings of
a new user. Talked over: any sample of OUT, signs left out, sounds before the user's last voiced frame. Lacking: a word
of the sentence has no counterpart in the last transcripts; that Whisper alone misses it too is told, and excuses
nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from app.audio.clip import Clip
from app.commands.bench import hardware
from tests.kit.pauses import PAUSES_S, jfk, paused
from tests.kit.plain_ears import by_whisper
from tests.kit.sentences import HARVARD
from tests.kit.talk import Talk, last_voiced_s, talk
from tests.kit.wer import words

SENTENCES = 18
"""Each of them in both ways: 36 utterances, twelve for each pause."""
BAR_PERCENT = 5.0


@dataclass(frozen=True)
class Utterance:
    """What became of one."""

    name: str
    pause_s: float
    talked_over: bool
    lacks: list[str]
    whisper_lacks: list[str]
    reopened: int
    answered: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profile", default="light")
    parser.add_argument("--short", action="store_true", help="three sentences")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    rows = []
    for name, text, pause_s, clip in corpus(2 if args.short else SENTENCES):
        rows.append(one(name, text, pause_s, clip, args.profile))
        print(f"  {verdict(rows[-1]):24} {pause_s:.1f} s  {name}", file=sys.stderr)
    report = figures(rows) | {"hardware": hardware(), "profile": args.profile}
    print(json.dumps(report | {"rows": [asdict(row) for row in rows]}) if args.json else told(report))
    return 0 if report["is_met"] else 1


def corpus(sentences: int) -> Iterator[tuple[str, str, float, Clip]]:
    """(name, text, pause, sound); the pauses take turns."""
    yield "jfk.wav", HARVARD["jfk.wav"], 1.0, jfk()
    for n, one in enumerate(paused(range(sentences))):
        pause_s = PAUSES_S[(n + n // len(PAUSES_S)) % len(PAUSES_S)]  # every way meets every pause
        yield one.name, f"{one.before} {one.after}", pause_s, one.clip(pause_s)


def one(name: str, text: str, pause_s: float, clip: Clip, profile: str) -> Utterance:
    with tempfile.TemporaryDirectory() as folder:
        run = talk(clip, Path(folder), profile=profile)
    if run.code or run.out is None:
        sys.exit(run.stderr)
    heard = " ".join({event["turn"]: event["text"] for event in run.of("FinalTranscript")}.values())
    return Utterance(
        name=name,
        pause_s=pause_s,
        talked_over=sounds_before(run, last_voiced_s(clip)),
        lacks=lacking(text, heard),
        whisper_lacks=lacking(text, by_whisper(clip)),
        reopened=len(run.of("TurnReopened")),
        answered=bool(run.of("ReplySentence")),
    )


def sounds_before(run: Talk, end_s: float) -> bool:
    """Does anything but a sign sound in OUT before `end_s`?"""
    assert run.out is not None
    samples = run.out.samples[: round(end_s * run.out.rate_hz)].copy()
    for sign in run.of("SignPlayed"):
        begin = round(sign["t"] * run.out.rate_hz)
        samples[begin : begin + round(sign["duration_s"] * run.out.rate_hz)] = 0
    return bool(np.any(samples))


def lacking(text: str, heard: str) -> list[str]:
    """The words of `text` without any counterpart in `heard` (the same word or another in its place)."""
    want, got = words(text), words(heard)
    cost = np.zeros((len(want) + 1, len(got) + 1), int)
    cost[:, 0], cost[0, :] = np.arange(len(want) + 1), np.arange(len(got) + 1)
    for i, word in enumerate(want, 1):
        for j, other in enumerate(got, 1):
            cost[i, j] = min(cost[i - 1, j] + 1, cost[i, j - 1] + 1, cost[i - 1, j - 1] + (word != other))
    gone, i, j = [], len(want), len(got)
    while i:
        if j and cost[i, j] == cost[i - 1, j - 1] + (want[i - 1] != got[j - 1]):
            i, j = i - 1, j - 1
        elif j and cost[i, j] == cost[i, j - 1] + 1:
            j -= 1
        else:
            i -= 1
            gone.append(want[i])
    return gone[::-1]


def verdict(row: Utterance) -> str:
    return "talked over" if row.talked_over else f"lacks {' '.join(row.lacks)}" if row.lacks else "well"


def figures(rows: list[Utterance]) -> dict[str, object]:
    bad = [row for row in rows if row.talked_over or row.lacks]
    return {
        "utterances": len(rows),
        "talked_over": sum(row.talked_over for row in rows),
        "lacking": sum(bool(row.lacks) for row in rows),
        "lacking_that_whisper_hears": sum(bool(set(row.lacks) - set(row.whisper_lacks)) for row in rows),
        "unanswered": sum(not row.answered for row in rows),
        "reopened": sum(row.reopened for row in rows),
        "bad_percent": 100 * len(bad) / len(rows),
        "is_met": 100 * len(bad) / len(rows) <= BAR_PERCENT,
    }


def told(report: dict[str, object]) -> str:
    return (
        f"pauses: {report['bad_percent']:.1f} % talked over or lacking words (bar <= {BAR_PERCENT:.0f} %): "
        f"{report['talked_over']} and {report['lacking']} of {report['utterances']}, of these "
        f"{report['lacking_that_whisper_hears']} that Whisper alone hears; reopened {report['reopened']}, "
        f"unanswered {report['unanswered']} · {report['hardware']} · {report['profile']}"
    )


if __name__ == "__main__":
    sys.exit(main())
