"""Bar: `talk --wav` on recordings, on questions spoken by the project's own voice, and on five turns in one file.

Prints for each file: was it understood, was it answered, does the reply's sound hold the reply's words (>= 90 %), and
how far the gap an outsider measures in the two files is from TurnTimings.response_gap_ms (<= 30 ms).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np

from app.audio.clip import Clip
from app.audio.resample import resampled
from app.commands.bench import hardware
from tests.kit.sentences import HARVARD
from tests.kit.speech import say, shared, weights
from tests.kit.talk import Talk, first_voiced_s, last_voiced_s, talk, with_silence
from tests.kit.wer import edits, wer, words

PAUSED = "jfk.wav"
"""Its pauses are longer than our patience: three turns."""
ASKED = ("What do you think about rainy days?", "My name is Bob and I have two cats.", "Can you tell me a short joke?")
FIVE = (
    "Hello, how are you today?",
    "What is your name?",
    "Do you like music?",
    "Tell me about the sea.",
    "Good night.",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="light")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    files = {name: (shared(name), text) for name, text in HARVARD.items() if name != PAUSED} | {
        text: (say(text), text) for text in ASKED
    }
    if args.short:
        files = dict(list(files.items())[4:7])
    rows = [one(name, *pair, args.profile) for name, pair in files.items()]
    five = five_turns(args.profile)
    report = {
        "hardware": hardware(),
        "profile": args.profile,
        "files": rows,
        "gap_error_ms_max": max(row["gap_error_ms"] for row in rows),
        "reply_words_missed_percent_max": max(row["missed_percent"] for row in rows),
        "response_gap_ms_median": float(np.median([row["response_gap_ms"] for row in rows])),
        "five_turns": five,
    }
    is_met = (
        all(row["wer"] == 0 and row["replies"] for row in rows)
        and report["gap_error_ms_max"] <= 30
        and report["reply_words_missed_percent_max"] <= 10
        and five["replies"] == 5
        and five["in_place"]
    )
    if args.json:
        print(json.dumps(report))
    else:
        print_out(report)
    return 0 if is_met else 1


def print_out(report: dict) -> None:
    print(f"{report['hardware']} · {report['profile']}")
    for row in report["files"]:
        print(
            f"  {row['name'][:40]:40} wer {row['wer']:.2f}  gap {row['response_gap_ms']:6.0f} ms  "
            f"error {row['gap_error_ms']:4.1f} ms  words missed {row['missed_percent']:.0f} %"
        )
    print(f"gap error, worst {report['gap_error_ms_max']:.1f} ms (bar 30)")
    print(f"reply words missed, worst {report['reply_words_missed_percent_max']:.0f} % (bar 10)")
    print(f"five turns: {report['five_turns']}")
    print(f"response gap, median {report['response_gap_ms_median']:.0f} ms")


def one(name: str, clip: Clip, text: str, profile: str) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        run = talk(clip, Path(folder), profile=profile)
        if run.code:
            sys.exit(run.stderr)
        final = " ".join(event["text"] for event in run.of("FinalTranscript"))
        gap_ms = (first_voiced_s(run.out) - last_voiced_s(clip)) * 1000
        said_ms = run.of("TurnTimings")[0]["response_gap_ms"]
        return {
            "name": name,
            "wer": wer([(text, final)]),
            "replies": len(run.of("ReplySentence")),
            "response_gap_ms": said_ms,
            "gap_error_ms": abs(gap_ms - said_ms),
            "missed_percent": missed_percent(run),
        }


def five_turns(profile: str) -> dict:
    questions = [say(text) for text in FIVE]
    gap_s = 14.0
    with tempfile.TemporaryDirectory() as folder:
        run = talk(with_silence(*questions, gap_s=gap_s), Path(folder), profile=profile)
    ends = np.cumsum([question.duration_s + gap_s for question in questions])
    starts = [event["t"] for event in run.of("PlayoutStarted")]
    in_place = len(starts) == 5 and all(end - gap_s < start < end for start, end in zip(starts, ends, strict=True))
    return {
        "understood": wer([(" ".join(FIVE), " ".join(event["text"] for event in run.of("FinalTranscript")))]),
        "replies": len(starts),
        "in_place": in_place,
        "missed_percent": missed_percent(run),
    }


_WHISPER: list = []


def missed_percent(run: Talk) -> float:
    """Share of the reply's words that plain faster-whisper does not hear in OUT."""
    from faster_whisper import WhisperModel

    if not _WHISPER:
        _WHISPER.append(WhisperModel(str(weights("whisper-base")), device="cpu", compute_type="int8", cpu_threads=2))
    segments, _ = _WHISPER[0].transcribe(resampled(run.out, 16_000).samples, language="en")
    said = words(" ".join(run.reply_texts.values()))
    return 100 * edits(said, words(" ".join(segment.text for segment in segments))) / max(1, len(said))


if __name__ == "__main__":
    sys.exit(main())
