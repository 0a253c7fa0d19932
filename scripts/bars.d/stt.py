"""Bar: speech to text, word for word and second for second beside faster-whisper's default on the same clips.

Word error rate not above the default's, and at least 2.5 times faster (median). The full form hears the recordings of
../shared/audio, 48 sentences by the project's voice and 24 by espeak-ng; `--short` one recording and eight sentences.
Then what a partial and a final transcript cost on utterances of 1-4 s, and how far the stable words can be trusted.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from app.audio.clip import Clip
from app.commands.bench import hardware
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from tests.kit.partials import Cost, Trust, cost, trust
from tests.kit.recognition import Summary, compare, recordings, spoken, summed_up
from tests.kit.sentences import SHORT, SPOKEN
from tests.kit.speech import weights

RATIO = 2.5
SHORT_S, LONG_S = 1.0, 4.0
"""The utterances whose cost is told."""
WRONG_PERCENT = 3.0
"""Of the words called stable: what the word error rate itself leaves open."""
MODEL = "whisper-base"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="one recording and eight sentences")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--wrong", action="store_true", help="print every clip that one of the two got wrong")
    args = parser.parse_args()
    samples = [*recordings()[4:5], *spoken(SHORT)] if args.short else [*recordings(), *spoken(SPOKEN)]
    rows = compare(samples, weights(MODEL), args.threads)
    human = [row for row in rows if row.name.endswith(".wav")]
    if args.wrong:
        for row in rows:
            if summed_up([row]).wer_ours_percent or summed_up([row]).wer_default_percent:
                print(f"{row.name}\n   ours    {row.ours}\n   default {row.default}")
    everything, recorded = summed_up(rows), summed_up(human)
    costs, trusted = partials(samples, args.threads)
    if args.json:
        report = {"hardware": hardware(), "models": MODEL, "threads": args.threads}
        print(json.dumps(report | _figures(everything, recorded, costs, trusted), indent=1))
    else:
        where = f"{hardware()} · {MODEL} int8, {args.threads} threads"
        print_lines("recordings", recorded, where)
        print_lines("all", everything, where)
        print_partials(costs, trusted, where)
    is_right = everything.wer_ours_percent <= everything.wer_default_percent
    is_met = is_right and everything.ratio_median >= RATIO and trusted.wrong_percent <= WRONG_PERCENT
    return 0 if is_met else 1


def partials(samples: list[tuple[str, Clip, str]], threads: int) -> tuple[dict[str, Cost], Trust]:
    """Cost of a partial and of a final, and what the stable words are worth."""
    whisper = FasterWhisperRecognizer(weights(MODEL), threads=threads)
    whisper.load()
    fitting = [sample for sample in samples if SHORT_S <= sample[1].duration_s <= LONG_S]
    costs = {name: cost(whisper, fitting, is_partial=name == "partial") for name in ("partial", "final")}
    trusted = trust(whisper, samples[::3])
    whisper.close()
    return costs, trusted


def _figures(everything: Summary, recorded: Summary, costs: dict[str, Cost], trusted: Trust) -> dict[str, object]:
    said = {name: asdict(each) for name, each in costs.items()}
    return {"all": asdict(everything), "recordings": asdict(recorded), "stable": asdict(trusted)} | said


def print_partials(costs: dict[str, Cost], trusted: Trust, where: str) -> None:
    """What a look costs, and how many stable words the final transcript took back."""
    for name, each in costs.items():
        print(f"stt {name}: {each.cpu_ms:.0f} ms CPU, {each.wall_ms:.0f} ms (no bar) · utterances of 1-4 s · {where}")
    print(
        f"stt stable: {trusted.wrong_percent:.1f} % of the stable words were not in the final transcript "
        f"(bar: <= {WRONG_PERCENT:.0f} %), {trusted.known_percent:.0f} % of its words were stable before its end, "
        f"{trusted.utterances} utterances · {where}"
    )


def print_lines(name: str, summary: Summary, where: str) -> None:
    """One line per figure: name, figure, bar, hardware and model."""
    print(
        f"stt {name}: word error rate {summary.wer_ours_percent:.2f} % over {summary.clips} clips "
        f"(bar: <= {summary.wer_default_percent:.2f} %, the default's) · {where}"
    )
    print(
        f"stt {name}: {summary.ratio_median:.2f} times faster, median {summary.ours_median_s:.2f} s against "
        f"{summary.default_median_s:.2f} s (bar: >= {RATIO}) · {where}"
    )


if __name__ == "__main__":
    sys.exit(main())
