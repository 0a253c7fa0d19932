"""Bar: who is talked over. How often a reply would sound into a pause in mid-sentence, and what waiting for that costs.

The corpus is tests/kit/pauses.py: 70 sentences with a pause of 0.4, 0.8 and 1.2 s, each spoken in one go and cut, and
spoken in two halves; jfk.wav; and 80 complete utterances. Ear, recogniser, turn detector and language model are real
and work one after the other, so a busy machine changes no figure. The commit is counted from the last voiced frame and
without the time that the recogniser takes. Sentences from FRESH on were written after the weights were fixed. The short
form shows that it works and is too short to judge.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np

from app.audio.clip import HEARING_HZ, Clip
from app.commands.bench import hardware
from app.listening.endpoint import Endpoint
from app.weights.profiles import chosen_profile
from tests.kit.pauses import FRESH, PAUSED, PAUSES_S, Paused, complete, jfk, paused
from tests.kit.turn_taking import Ears

EARLY_PERCENT, MEDIAN_S, P95_S = 5.0, 0.45, 1.4
RESUMED_S = 0.9
"""So much of the second half is enough to notice that the user goes on."""


def is_talked_over(sentence: Paused, pause_s: float, ears: Ears, endpoint: Endpoint) -> bool:
    """Whether a reply would sound in its pause."""
    until_s = 0.8 + sentence.first.duration_s + pause_s + min(RESUMED_S, sentence.second.duration_s)
    clip = Clip(sentence.clip(pause_s).samples[: round(until_s * HEARING_HZ)], HEARING_HZ)
    return any(pause.is_talked_over(endpoint) for pause in ears.pauses(clip))


def early(sentences: Sequence[Paused], ears: Ears, endpoint: Endpoint) -> dict[str, float]:
    """Percent of them that are talked over, by pause and over all."""
    found = {
        pause_s: [is_talked_over(sentence, pause_s, ears, endpoint) for sentence in sentences] for pause_s in PAUSES_S
    }
    percent = {f"{pause_s} s": 100 * statistics.mean(rows) for pause_s, rows in found.items()}
    return percent | {"all": statistics.mean(percent.values())}


def waits_s(ears: Ears, endpoint: Endpoint, numbers: Sequence[int] | None) -> list[float]:
    """The commit after each complete utterance."""
    ends = [ears.pauses(utterance.clip)[-1].committed_s(endpoint) for utterance in complete(numbers)]
    return [wait_s for wait_s in ends if wait_s is not None]


def measured(profile: Any, *, is_short: bool, with_reader: bool) -> dict[str, Any]:
    """All figures. `with_reader`: ask the profile's sentence reader too."""
    ears = Ears(profile.sentence_reader if with_reader else "")
    endpoint = Endpoint(has_reader=with_reader)
    known = paused(range(0, FRESH, 17), ("cut",)) if is_short else paused(range(FRESH))
    fresh = paused(range(FRESH, len(PAUSED), 10), ("apart",)) if is_short else paused(range(FRESH, len(PAUSED)))
    waits = waits_s(ears, endpoint, range(0, 80, 16) if is_short else None)
    return {
        "early_percent": early([*known, *fresh], ears, endpoint),
        "early_fresh_percent": early(fresh, ears, endpoint),
        "jfk_early": 0 if is_short else sum(pause.is_talked_over(endpoint) for pause in ears.pauses(jfk())),
        "sentences": len(known) + len(fresh),
        "complete": len(waits),
        "commit_median_s": statistics.median(waits),
        "commit_p95_s": float(np.quantile(waits, 0.95)),
        "quick_percent": 100 * statistics.mean(wait_s < MEDIAN_S for wait_s in waits),
    }


def lines(found: dict[str, Any], where: str) -> list[str]:
    """name: figure (bar) · hardware · profile."""
    by_pause = ", ".join(f"{name} {percent:.1f} %" for name, percent in found["early_percent"].items())
    return [
        f"talked over, {found['sentences']} clips: {by_pause} (bar: all <= {EARLY_PERCENT:.0f} %) · {where}",
        f"the same, sentences written afterwards: {found['early_fresh_percent']['all']:.1f} % · {where}",
        f"talked over in jfk.wav: {found['jfk_early']} (bar: 0) · {where}",
        f"commit after {found['complete']} complete utterances: median {found['commit_median_s']:.2f} s "
        f"(bar: <= {MEDIAN_S}), p95 {found['commit_p95_s']:.2f} s (bar: <= {P95_S}), "
        f"{found['quick_percent']:.0f} % at once · {where}",
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile")
    parser.add_argument("--short", action="store_true", help="five sentences and five utterances")
    parser.add_argument("--without-reader", action="store_true", help="do not ask the sentence reader")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    profile = chosen_profile(args.profile)
    found = measured(profile, is_short=args.short, with_reader=not args.without_reader)
    if args.json:
        print(json.dumps({"hardware": hardware(), "profile": profile.name} | found, indent=1))
    else:
        print("\n".join(lines(found, f"{hardware()} · {profile.name}")))
    if args.short:
        return 0
    is_met = found["early_percent"]["all"] <= EARLY_PERCENT and not found["jfk_early"]
    return 0 if is_met and found["commit_median_s"] <= MEDIAN_S and found["commit_p95_s"] <= P95_S else 1


if __name__ == "__main__":
    sys.exit(main())
