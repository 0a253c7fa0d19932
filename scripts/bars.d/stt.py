"""Bar: speech to text, word for word and second for second beside faster-whisper's default on the same clips.

Word error rate not above the default's, and at least 2.5 times faster (median). The full form hears the recordings of
../shared/audio, 48 sentences by the project's voice and 24 by espeak-ng; `--short` one recording and eight sentences.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from app.commands.bench import hardware
from tests.kit.recognition import Summary, compare, recordings, spoken, summed_up
from tests.kit.sentences import SHORT, SPOKEN
from tests.kit.speech import weights

RATIO = 2.5
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
    if args.json:
        report = {"hardware": hardware(), "models": MODEL, "threads": args.threads}
        print(json.dumps(report | {"all": asdict(everything), "recordings": asdict(recorded)}, indent=1))
    else:
        where = f"{hardware()} · {MODEL} int8, {args.threads} threads"
        print_lines("recordings", recorded, where)
        print_lines("all", everything, where)
    is_met = everything.wer_ours_percent <= everything.wer_default_percent and everything.ratio_median >= RATIO
    return 0 if is_met else 1


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
