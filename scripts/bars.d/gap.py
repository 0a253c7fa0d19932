"""Bar: how long until it answers, the same beside the usual pipeline, and the same while another program works.

`bench latency` on spoken questions and on human recordings (--wav-dir), with what keeps the figure honest: the sound
there, transcribed, begins with the first sentence that was announced; no first word opens more than 30 % of the
replies; the first clause has three words or is the whole answer.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from app.audio.clip import Clip
from app.commands.bench import hardware
from app.commands.bench_answer import Answer
from app.commands.bench_latency import Measured, figures, folders, measure
from app.commands.bench_questions import Question, recorded, spoken
from app.weights.profiles import chosen_profile
from tests.kit.plain_ears import by_whisper
from tests.kit.sentences import HARVARD
from tests.kit.speech import AUDIO_DIR
from tests.kit.wer import words

BARS = {
    "light": {"median_ms": 900, "p95_ms": 1600},
    "standard": {"median_ms": 1200, "p95_ms": 2000},
    "tiny": {"median_ms": 900, "p95_ms": 1600},
}
BOTH = {"ratio": 0.33, "commit_median_ms": 450, "thrown_away_percent": 35, "busy_factor": 2}
OPENER_PERCENT = 30
FIRST_WORDS = 3
HEARD_S = 4.0
"""How much of each reply is transcribed: its first clause and some more."""
LIKENESS = 0.7
PAUSED = "jfk.wav"
"""Not a complete utterance for anybody: it pauses three times. See pauses.py."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profile", default="light")
    parser.add_argument("--n", type=int, default=30)
    parser.add_argument("--wav-dir", type=Path, default=AUDIO_DIR, help="human recordings, measured apart")
    parser.add_argument("--short", action="store_true", help="four questions, no busy program")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    profile = chosen_profile(args.profile)
    asked = {"spoken": spoken(folders(profile).voice, 4 if args.short else args.n), "recorded": human(args.wav_dir)}
    bars = BARS[profile.name] | BOTH
    report: dict[str, dict[str, object]] = {}
    for name, questions in asked.items():
        if questions and not (args.short and name == "recorded"):
            is_busy_too = name == "spoken" and not args.short
            found = measure(profile.name, questions, sys.stderr, is_busy_too=is_busy_too)
            report[name] = figures(found) | honest(found)
            report[name]["missed"] = missed(report[name], bars)
    if args.json:
        print(json.dumps({"hardware": hardware(), "profile": profile.name, **report}))
    else:
        for name, one in report.items():
            print_out(name, one, bars, f"{hardware()} · {profile.name}")
    return 1 if any(one["missed"] for one in report.values()) else 0


def human(folder: Path) -> list[Question]:
    """The recordings in `folder`; what is said in ours is known."""
    if not folder.is_dir():
        return []
    said = [one for one in recorded(folder) if one.name not in (PAUSED, "noise_babble.wav", "room_impulse.wav")]
    return [Question(one.name, one.clip, one.text or HARVARD.get(one.name, "")) for one in said]


def honest(found: Measured) -> dict[str, object]:
    """What must hold for the gap to mean something."""
    answers = [answer for answer in found.answers if answer.gap_ms is not None]
    openers = Counter(words(answer.sentences[0])[0] for answer in answers if words(answer.sentences[0]))
    opener, times = openers.most_common(1)[0]
    return {
        "opener": opener,
        "opener_percent": 100 * times / len(answers),
        "short_first_clauses": sum(is_short(answer.sentences) for answer in answers),
        "not_begun_with_first_sentence": [
            answer.question.name for answer in answers if not begins_with_its_words(answer)
        ],
        "gap_error_ms_max": max(
            abs(answer.gap_ms - answer.timings.response_gap_ms) for answer in answers if answer.timings
        ),
    }


def is_short(sentences: Sequence[str]) -> bool:
    """A first clause of fewer than three words, with more to come."""
    return len(sentences) > 1 and len(sentences[0].split()) < FIRST_WORDS


def begins_with_its_words(answer: Answer) -> bool:
    """Whisper, listening from the first sound, hears the first sentence, letter by letter and nearly ("here's" and
    "here is" are the same)."""
    assert answer.begun_s is not None
    out = answer.words_out
    begin = max(0, round((answer.begun_s - 0.2) * out.rate_hz))
    heard = by_whisper(Clip(out.samples[begin : begin + round(HEARD_S * out.rate_hz)], out.rate_hz))
    said = "".join(words(answer.sentences[0]))[:40]
    return SequenceMatcher(None, said, "".join(words(heard))[: len(said)]).ratio() >= LIKENESS


def missed(one: dict[str, object], bars: dict[str, float]) -> list[str]:
    """The names of the bars that were not reached."""
    out = [name for name, bar in bars.items() if name in one and float(str(one[name])) > bar]
    if float(str(one["opener_percent"])) > OPENER_PERCENT and int(str(one["answered"])) >= 10:
        out.append("opener_percent")
    out += [name for name in ("short_first_clauses", "not_begun_with_first_sentence", "talked_over") if one[name]]
    return out + (["answered"] if one["answered"] != one["utterances"] else [])


def print_out(name: str, one: dict[str, object], bars: dict[str, float], where: str) -> None:
    for figure, value in one.items():
        if figure == "turns":
            continue
        if isinstance(value, dict):
            print(f"gap, {name}: {figure}: " + ", ".join(f"{k} {v['median_ms']:.0f}" for k, v in value.items()))
            continue
        said = f"{value:.2f}" if isinstance(value, float) else value
        print(f"gap, {name}: {figure} {said}" + (f" (bar <= {bars[figure]})" if figure in bars else "") + f" · {where}")


if __name__ == "__main__":
    sys.exit(main())
