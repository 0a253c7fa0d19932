"""Bars: 8,316 selves, each told one secret, 641 asked in random order: that self's secret stands in the block 641
times, no other's in any block or reply; 20 answered by the model (goal 16, light); a switch to a cached self takes at
most 300 ms to the first token; resident memory does not grow with the number of selves.

Then the same from outside, through `companion fork`, `memory import` and `memory search --self`, in processes of their
own.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from app.commands.bench import hardware
from app.commands.bench_selves import secret

GOAL_ANSWERED = 16
BAR_SWITCH_MS = 300
BAR_RSS_MB = 20
"""SQLite's cache and the list of selves that the bench itself keeps."""
_OUTSIDE = 12


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profile", default="light")
    parser.add_argument("--short", action="store_true", help="200 selves, 60 asked, 5 answered")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    count, ask, answer = (200, 60, 5) if args.short else (8_316, 641, 20)
    words = ["--count", str(count), "--ask", str(ask), "--answer", str(answer), "--seed", str(args.seed), "--json"]
    report = json.loads(earpiece("--profile", args.profile, "bench", "selves", *words))
    with tempfile.TemporaryDirectory() as folder:
        report |= outside(Path(folder), random.Random(args.seed))
    is_met = report["right"] == report["asked"] and report["leaks"] == report["leaks_in_replies"] == 0
    is_met &= report["outside_right"] == _OUTSIDE and report["outside_leaks"] == 0
    is_met &= report["switch_first_token_ms"] <= BAR_SWITCH_MS and report["rss_growth_mb"] <= BAR_RSS_MB
    text = (
        f"selves: {report['right']} of {report['asked']} blocks hold the self's own secret (bar: all), "
        f"{report['leaks']} and {report['leaks_in_replies']} of others' in blocks and replies (bar 0); the model says "
        f"{report['answered']} of {answer} (goal {GOAL_ANSWERED}); from outside {report['outside_right']} of "
        f"{_OUTSIDE}, {report['outside_leaks']} leaks; {report['bytes_per_self']} bytes an idle self, fork p99 "
        f"{report['fork_p99_ms']} ms, switch {report['switch_first_token_ms']} ms (bar {BAR_SWITCH_MS}), memory grows "
        f"by {report['rss_growth_mb']} MB (bar {BAR_RSS_MB}) · {args.profile} · {hardware()}"
    )
    print(json.dumps(report) if args.json else text)
    return 0 if is_met else 1


def outside(folder: Path, chance: random.Random) -> dict[str, int]:
    """Fork, import and search as any script would."""
    home = ("--home", str(folder / "home"))
    told = {earpiece(*home, "companion", "fork", "samantha").strip(): secret(n * 97) for n in range(_OUTSIDE)}
    lines = [
        {"kind": "episode", "companion": "samantha", "self": me, "speaker": "user", "text": f"My secret is {words}.",
         "start": f"2026-03-01T09:00:{n:02}+01:00"}
        for n, (me, words) in enumerate(told.items())
    ]  # fmt: skip
    file = folder / "secrets.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    earpiece(*home, "memory", "import", str(file))
    right = leaks = 0
    for me in chance.sample(sorted(told), len(told)):
        found = earpiece(*home, "--self", me, "memory", "search", "What is my secret?")
        right += told[me] in found
        leaks += sum(words in found for other, words in told.items() if other != me)
    return {"outside_right": right, "outside_leaks": leaks}


def earpiece(*words: str) -> str:
    """-> its standard output. Raises CalledProcessError."""
    command = [sys.executable, "-m", "app", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
