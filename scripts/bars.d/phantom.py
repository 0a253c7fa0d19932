"""Bar: nobody speaks, and no turn begins; somebody speaks over the same noise, and is answered.

Five minutes each of silence, a fan, babble, music-like tones (and recorded noise where it is) at -40, -30 and -20 dBFS:
no phantom turn. Sentences 10 dB above the same noises: at least 95 % answered, word error rate at most 1.5 times that
of the same sentences in a quiet room. Coughs, throats, clicks, keys, doors: no turn. Real ear, detector and recogniser,
as fast as they go; nothing here is a time. `--short`: 20 s each, eight sentences. `--over fan babble`: only the
sentences, in a quiet room and over these.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

import numpy as np

from app.commands.bench import hardware
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from tests.kit.noises import LASTING, SHORT, has_recorded, lasting, quiet
from tests.kit.rooms import Answered, Listening, lines_to_say, spoken_in
from tests.kit.speech import weights

MODEL = "whisper-base"
SHORTLY = ("quiet", "babble")
"""What the short form speaks over."""
LEVELS_DB = (-40.0, -30.0, -20.0)
SNR_DB = 10.0
ANSWERED_PERCENT = 95.0
WER_RATIO = 1.5
BODIES = ("cough", "throat", "click", "door", "keyboard")
"""`laugh` and `mhm` are made with the voice: what they mean is for the conversation to say."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="light", help="the same weights listen in every profile")
    parser.add_argument("--short", action="store_true", help="20 s of each noise, eight sentences")
    parser.add_argument("--over", nargs="+", choices=LASTING, metavar="NOISE", help="only the sentences over these")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--wrong", action="store_true", help="print every sentence that was not understood")
    args = parser.parse_args()
    where = f"{hardware()} · {MODEL} int8"
    listening = Listening(FasterWhisperRecognizer(weights(MODEL), threads=args.threads))
    names = [name for name in LASTING if name != "recorded" or has_recorded()]
    silent, short = ([], []) if args.over else (names, list(SHORT))
    rooms = [phantoms(listening, name, db, args.short) for name in silent for db in levels(name, args.short)]
    bodies = [short_noises(listening, name, 2 if args.short else 8) for name in short]
    over = {"quiet", *args.over} if args.over else set(SHORTLY if args.short else names)
    spoken = [name for name in names if name in over]
    speech = [understood(listening, name, args.short, args.wrong) for name in spoken]
    is_met = judged(rooms, bodies, speech)
    report = {
        "hardware": hardware(), "profile": args.profile, "models": [MODEL], "rooms": rooms, "bodies": bodies,
        "speech": speech, "is_met": is_met,
    }  # fmt: skip
    if args.json:
        print(json.dumps(report))
    else:
        print_lines(rooms, bodies, speech, f"{where} · {args.profile}")
    return 0 if is_met else 1


def levels(name: str, is_short: bool) -> tuple[float, ...]:
    """Silence has one level of its own."""
    if name == "quiet":
        return (-70.0,)
    return LEVELS_DB[-1:] if is_short else LEVELS_DB


def phantoms(listening: Listening, name: str, level_db: float, is_short: bool) -> dict[str, Any]:
    """One noise at one level, from the first sample of the stream on."""
    found = listening.overhear(lasting(name, 20 if is_short else 300, level_db, seed=3))
    turns = [listening.words(turn) for turn in found.ended]
    return {
        "noise": name, "level_db": level_db, "starts": found.starts, "transcribed": len(turns),
        "phantoms": sum(map(bool, turns)),
    }  # fmt: skip


def short_noises(listening: Listening, name: str, number: int) -> dict[str, Any]:
    """`number` different ones in a quiet room, two seconds apart."""
    pieces = [piece for seed in range(1, number + 1) for piece in (quiet(2, seed), SHORT[name](seed))]
    found = listening.overhear(np.concatenate([quiet(3), *pieces, quiet(2)]))
    turns = [listening.words(turn) for turn in found.ended]
    return {
        "noise": name, "number": number, "starts": found.starts, "transcribed": len(turns),
        "turns": sum(map(bool, turns)),
    }  # fmt: skip


def understood(listening: Listening, name: str, is_short: bool, is_wordy: bool) -> dict[str, Any]:
    """Sentences over one noise, a third of them at each level. `quiet`: the same ones in a quiet room."""
    said = lines_to_say(8 if is_short else 42)
    found = [
        listening.answered(*spoken_in(name, level_db, SNR_DB, said[n::3], seed=5 + n))
        for n, level_db in enumerate(LEVELS_DB)
    ]
    pairs = [pair for part in found for pair in part.pairs]
    total = Answered(sum(f.lines for f in found), sum(f.answered for f in found), sum(f.phantoms for f in found), pairs)
    if is_wordy:
        print("\n".join(f"{name}: {said!r} -> {heard!r}" for said, heard in pairs if said != heard), file=sys.stderr)
    return {
        "noise": name, "sentences": total.lines, "answered_percent": 100 * total.answered / total.lines,
        "phantoms": total.phantoms, "wer_percent": total.wer_percent,
    }  # fmt: skip


def ratio(speech: list[dict[str, Any]], row: dict[str, Any]) -> float:
    """Of a noise's word error rate to that of the quiet room (counted as half a percent where it is less)."""
    clean = next(other["wer_percent"] for other in speech if other["noise"] == "quiet")
    return float(row["wer_percent"] / max(0.5, clean))


def judged(rooms: list[dict[str, Any]], bodies: list[dict[str, Any]], speech: list[dict[str, Any]]) -> bool:
    return (
        not any(row["phantoms"] for row in (*rooms, *speech))
        and not any(row["turns"] for row in bodies if row["noise"] in BODIES)
        and all(row["answered_percent"] >= ANSWERED_PERCENT and ratio(speech, row) <= WER_RATIO for row in speech)
    )


def print_lines(
    rooms: list[dict[str, Any]], bodies: list[dict[str, Any]], speech: list[dict[str, Any]], where: str
) -> None:
    """One line per figure: name, figure, bar, hardware and model."""
    for row in rooms:
        print(
            f"phantom {row['noise']} {row['level_db']:.0f} dBFS: {row['phantoms']} turns, {row['starts']} starts, "
            f"{row['transcribed']} transcribed (bar: 0 turns) · {where}"
        )
    for row in bodies:
        bar = "bar: 0 turns" if row["noise"] in BODIES else "no bar: the conversation decides"
        figure = f"{row['turns']} turns of {row['number']}, {row['starts']} starts"
        print(f"phantom {row['noise']}: {figure} ({bar}) · {where}")
    for row in speech:
        print(
            f"phantom speech over {row['noise']} at +{SNR_DB:.0f} dB: {row['answered_percent']:.0f} % of "
            f"{row['sentences']} answered (bar: >= {ANSWERED_PERCENT:.0f} %), {row['phantoms']} phantoms (bar: 0), "
            f"WER {row['wer_percent']:.1f} %, {ratio(speech, row):.2f} x quiet (bar: <= {WER_RATIO}) · {where}"
        )


if __name__ == "__main__":
    sys.exit(main())
