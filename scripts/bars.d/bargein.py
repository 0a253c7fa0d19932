"""Bar: talked to while it talks, it falls silent, knows what was heard, and lets a cough pass. `talk --wav`, no echo.

Twenty questions at random points of a reply: from the first voiced frame to silence in OUT (median <= 0.5 s), and
the heard text beside the words that OUT contains (each within one word). Twenty coughs, clicks, keys and "mhm": every
reply is heard to its end and never silent for more than 2 s. Whatever falls outside a reply is drawn again.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import numpy as np

from app.audio.clip import HEARING_HZ, Clip, Samples
from app.commands.bench import hardware
from tests.kit.noises import SHORT, spoken_at
from tests.kit.pauses import VOICES, spoken
from tests.kit.plain_ears import words_begun
from tests.kit.talk import FRAME_S, Talk, talk, voiced
from tests.kit.wer import words

TOPICS = (
    "sea", "forest", "mountains", "old lighthouse", "moon", "river", "night train", "snow", "garden", "desert island",
)  # fmt: skip
PHRASES = (
    "Tell me a long story about the {}.",
    "I would rather hear a long story about the {}.",
    "No, please explain to me everything about the {}.",
    "What about a long story about the {} instead?",
)
A_FILE = 5
WANTED, MOST_FILES = 20, 8
STOP_S, RESUME_S = 0.5, 2.0
BACKCHANNELS = ("Yeah.", "Okay.", "Right.", "Uh huh.")
"""Spoken. "Mhm" is hummed (noises.py): espeak-ng spells it, and three letters are words."""
ROOM_S = 30.0
"""For the longest reply, its beginning and an interruption: in 20 s the next question cut a reply that had gone on."""


@dataclass(frozen=True)
class Stop:
    """One interruption: how long it went on talking, and the words it thinks were heard of those in OUT."""

    phrase: str
    into_reply_s: float
    stop_s: float
    heard_words: int
    words_in_out: int


@dataclass(frozen=True)
class Noise:
    """One noise during a reply."""

    kind: str
    into_reply_s: float
    silent_s: float
    lost: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profile", default="light")
    parser.add_argument("--short", action="store_true", help="one file of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    wanted = A_FILE - 1 if args.short else WANTED
    stops = enough((stops_in(args.profile, args.seed + n) for n in range(MOST_FILES)), wanted)
    noises = enough((noises_in(args.profile, args.seed + n) for n in range(MOST_FILES)), wanted)
    report = {"hardware": hardware(), "profile": args.profile} | figures(stops, noises)
    if args.json:
        print(json.dumps(report | {"stops": [*map(asdict, stops)], "noises": [*map(asdict, noises)]}))
    else:
        print_out(report)
    return 0 if report["is_met"] else 1


def enough(files: Iterator[list], wanted: int) -> list:
    """What the files give until there are `wanted`."""
    found: list = []
    while len(found) < wanted and (more := next(files, None)) is not None:
        found += more
        for one in more:
            print(f"  {one}", file=sys.stderr)
    return found[:wanted]


# ---- interruptions ---------------------------------------------------------------------------------------------------


def stops_in(profile: str, seed: int) -> list[Stop]:
    """One file: a question, then questions that interrupt each other's answers."""
    rng = np.random.default_rng(seed)
    asked = [PHRASES[0 if not n else rng.integers(len(PHRASES))].format(rng.choice(TOPICS)) for n in range(A_FILE + 1)]
    clips = [spoken_at(spoken(text, VOICES[(seed + n) % len(VOICES)]).samples, -23) for n, text in enumerate(asked)]
    pieces, onsets, at = [hush(0.8)], [], hush(0.8).size
    for clip in clips:
        pieces += [clip, hush(rng.uniform(2.5, 7.0))]
        onsets.append(at / HEARING_HZ + first_s(clip))
        at += len(pieces[-2]) + len(pieces[-1])
    pieces[-1] = hush(0.1)
    run = talked(np.concatenate(pieces), profile, seed)
    return [stop for text, onset_s in zip(asked[1:], onsets[1:], strict=True) for stop in stop_at(run, text, onset_s)]


def stop_at(run: Talk, phrase: str, onset_s: float) -> Iterator[Stop]:
    """What the phrase that begins at `onset_s` did to the reply that was playing; nothing when none was."""
    playing = reply_at(run, onset_s)
    if playing is None:
        return
    turn, begun_s, finished = playing
    later = [event["t"] for event in run.of("PlayoutStarted") if event["t"] > begun_s]
    end_s = silent_from_s(run, onset_s, min(later, default=run.out.duration_s))
    text = " ".join(event["text"] for event in run.of("ReplySentence") if event["turn"] == turn)
    sound = run.out.samples[round((begun_s - 0.1) * run.out.rate_hz) : round((end_s + 0.1) * run.out.rate_hz)]
    yield Stop(
        phrase=phrase,
        into_reply_s=onset_s - begun_s,
        stop_s=end_s - onset_s,
        heard_words=len(words(finished["heard_text"])),
        words_in_out=words_begun(Clip(sound, run.out.rate_hz), text),
    )


# ---- noises ----------------------------------------------------------------------------------------------------------


def noises_in(profile: str, seed: int) -> list[Noise]:
    """One file: questions, each with a noise in the answer."""
    rng = np.random.default_rng(1000 + seed)
    kinds = [*SHORT, *BACKCHANNELS]
    pieces, drawn, at_s = [hush(0.8)], [], 0.8
    for n in range(A_FILE):
        asked = spoken_at(spoken(PHRASES[0].format(rng.choice(TOPICS)), VOICES[(seed + n) % len(VOICES)]).samples, -23)
        kind = kinds[(seed * A_FILE + n) % len(kinds)]
        sound = noise(kind, seed + n)
        before = hush(rng.uniform(2.5, 6.0))
        pieces += [asked, before, sound, hush(ROOM_S)[: round(ROOM_S * HEARING_HZ) - len(before) - len(sound)]]
        drawn.append((kind, at_s + (len(asked) + len(before)) / HEARING_HZ))
        at_s += len(asked) / HEARING_HZ + ROOM_S
    run = talked(np.concatenate(pieces), profile, seed)
    return [found for kind, onset_s in drawn for found in noise_at(run, kind, onset_s)]


def noise(kind: str, seed: int) -> Samples:
    """As loud as the talker who is there."""
    if kind in SHORT:
        return SHORT[kind](seed)
    return spoken_at(spoken(kind, VOICES[seed % len(VOICES)]).samples, -23)


def noise_at(run: Talk, kind: str, onset_s: float) -> Iterator[Noise]:
    playing = reply_at(run, onset_s)
    if playing is None:
        return
    turn, begun_s, finished = playing
    text = " ".join(event["text"] for event in run.of("ReplySentence") if event["turn"] == turn)
    yield Noise(
        kind=kind,
        into_reply_s=onset_s - begun_s,
        silent_s=longest_silence_s(run, onset_s, finished["t"]),
        lost=finished["interrupted"] or finished["heard_text"] != text,
    )


# ---- reading OUT -----------------------------------------------------------------------------------------------------


def reply_at(run: Talk, t_s: float) -> tuple[int, float, dict] | None:
    """(turn, beginning, PlayoutFinished) of the reply that sounded at `t_s` and before it for a second."""
    for begun in run.of("PlayoutStarted"):
        ends = [event for event in run.of("PlayoutFinished") if event["turn"] == begun["turn"]]
        if ends and begun["t"] + 1.0 < t_s < ends[-1]["t"] - 0.3:
            return begun["turn"], begun["t"], ends[-1]
    return None


def silent_from_s(run: Talk, since_s: float, until_s: float) -> float:
    """End of the last voiced frame of OUT in between."""
    frames = np.flatnonzero(voiced(run.out)[: int(until_s / FRAME_S)])
    return max(since_s, (int(frames[-1]) + 1) * FRAME_S) if len(frames) else since_s


def longest_silence_s(run: Talk, since_s: float, until_s: float) -> float:
    flags = voiced(run.out)[int(since_s / FRAME_S) : int(until_s / FRAME_S)]
    edges = np.flatnonzero(np.diff(np.concatenate([[True], flags, [True]])))
    return FRAME_S * float(max(np.diff(edges)[::2], default=0))


def first_s(samples: Samples) -> float:
    return int(np.argmax(voiced(Clip(samples, HEARING_HZ)))) * FRAME_S


def hush(duration_s: float) -> Samples:
    return np.zeros(round(duration_s * HEARING_HZ), np.float32)


def talked(samples: Samples, profile: str, seed: int) -> Talk:
    with tempfile.TemporaryDirectory() as folder:
        run = talk(Clip(samples, HEARING_HZ), Path(folder), "--seed", str(seed), profile=profile)
    if run.code or run.out is None:
        sys.exit(run.stderr)
    return run


# ---- the report ------------------------------------------------------------------------------------------------------


def figures(stops: Sequence[Stop], noises: Sequence[Noise]) -> dict[str, object]:
    off = [abs(one.heard_words - one.words_in_out) for one in stops]
    lost = [one for one in noises if one.lost or one.silent_s > RESUME_S]
    stop_s = [one.stop_s for one in stops]
    return {
        "interruptions": len(stops),
        "stop_median_s": median(stop_s),
        "stop_worst_s": max(stop_s),
        "words_off_by_more_than_one": sum(one > 1 for one in off),
        "noises": len(noises),
        "lost_replies": len(lost),
        "lost_to": sorted({one.kind for one in lost}),
        "longest_silence_s": max(one.silent_s for one in noises),
        "is_met": median(stop_s) <= STOP_S and max(off) <= 1 and not lost,
    }


def print_out(report: dict) -> None:
    where = f"{report['hardware']} · {report['profile']}"
    print(
        f"bargein: silent {report['stop_median_s']:.2f} s after the first word, median of {report['interruptions']} "
        f"(bar <= {STOP_S}), worst {report['stop_worst_s']:.2f} s · {where}"
    )
    print(f"bargein: heard text off by more than a word {report['words_off_by_more_than_one']} (bar 0) · {where}")
    print(
        f"bargein: replies lost to {report['noises']} noises {report['lost_replies']} (bar 0) {report['lost_to']}, "
        f"longest silence {report['longest_silence_s']:.2f} s (bar {RESUME_S}) · {where}"
    )


if __name__ == "__main__":
    sys.exit(main())
