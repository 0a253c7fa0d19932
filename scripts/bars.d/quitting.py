"""Bar: quitting, SIGTERM (a log-out) and Ctrl-C, in every state: at most 2 s, exit code 0, heard text kept.

And a log-out that takes the screen away without asking: heard text kept all the same.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys

from app.commands.bench import hardware
from tests.kit.quitting import STATES, WAYS, end
from tests.kit.speech import say
from tests.kit.tray_app import desk


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="light")
    parser.add_argument("--short", action="store_true", help="every state once, the ways in turn")
    parser.add_argument("--way", choices=WAYS, help="this way alone, in every state; three minutes in all otherwise")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    ask = say("Can you tell me a long story about a lighthouse?")
    asked = [way for way in WAYS if way != "screen gone" and args.way in (None, way)]
    pairs = list(zip(itertools.cycle(asked), STATES, strict=False) if args.short else itertools.product(asked, STATES))
    with desk() as everything:
        endings = [end(everything, args.profile, way, state, ask) for way, state in pairs]
    if args.way in (None, "screen gone"):
        with desk() as everything:
            endings.append(end(everything, args.profile, "screen gone", "speaking", ask))
    rows = [
        {"way": e.way, "state": e.state, "took_s": round(e.took_s, 2), "code": e.code, "kept_lines": len(e.kept),
         "is_clean": e.is_clean}
        for e in endings
    ]  # fmt: skip
    result = {
        "hardware": hardware(), "profile": args.profile, "endings": rows,
        "longest_s": max(row["took_s"] for row in rows),
    }  # fmt: skip
    if args.json:
        print(json.dumps(result))
    else:
        for row in rows:
            print("  ".join(f"{name} {value}" for name, value in row.items()))
        print(f"longest {result['longest_s']} s, bar 2 s, {args.profile}, {result['hardware']}")
    return 0 if all(e.is_clean for e in endings) else 1


if __name__ == "__main__":
    sys.exit(main())
