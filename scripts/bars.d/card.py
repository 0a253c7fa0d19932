"""Bar: a five-minute conversation through a (virtual) sound card: no capture drops, no output underruns."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
import time
from pathlib import Path

from app.commands.bench import hardware
from tests.kit.live import LiveTalk
from tests.kit.speech import say
from tests.kit.virtual_audio import virtual_audio

LINES = (
    "Hello, how are you today?", "What do you think about rainy days?", "I had a long day at work.",
    "Can you tell me a short story?", "What should I cook tonight?", "My sister is coming on Saturday.",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="light")
    parser.add_argument("--short", action="store_true", help="one minute")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    clips = [say(line) for line in LINES]
    with (
        virtual_audio() as card,
        tempfile.TemporaryDirectory() as folder,
        LiveTalk(card, Path(folder), args.profile) as live,
    ):
        live.until_warm()
        end_s = time.monotonic() + (60 if args.short else 300)
        for turn, clip in enumerate(itertools.cycle(clips), 1):
            if time.monotonic() > end_s:
                break
            card.play(clip)
            live.until(lambda turn=turn: len(live.of("TurnTimings")) >= turn, f"the end of turn {turn}")
            live.until(lambda: live.status()["state"] == "listening", "listening again")
            time.sleep(0.5)
        status = live.status()
        turns = len(live.of("TurnTimings"))
    report = {
        "hardware": hardware(), "profile": args.profile, "turns": turns,
        "dropped_blocks": status["dropped_blocks"], "underruns": status["underruns"],
    }  # fmt: skip
    print(json.dumps(report) if args.json else "\n".join(f"{name}: {value}" for name, value in report.items()))
    return 0 if status["dropped_blocks"] == status["underruns"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
