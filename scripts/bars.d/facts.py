"""Bars: of 500 histories of one thing that changes, at least 98 % end with the current value, and only that; every fact
carries an exact quote of what was said (memory.md's target table).

The histories are drawn by `--seed` (tests/kit/updates.py), a third as changes between days, the others also with
corrections on the spot; `--held-out` tells them in words that nothing was tuned on, under the same bar. Quotes are
looked at in all facts of these histories and in those of everyday lines.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from app.commands.bench import hardware
from tests.kit.facts import Life, life_at
from tests.kit.updates import CORRECTED, HELD_OUT, SEEN, History, histories, lived

BAR_CURRENT, BAR_QUOTED = 98.0, 100.0
EVERYDAY = Path(__file__).parents[2] / "tests" / "fixtures" / "everyday"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--histories", type=int, default=500)
    parser.add_argument("--held-out", action="store_true", help="in words that nothing was tuned on")
    parser.add_argument("--wrong", action="store_true", help="print what went wrong (made-up lives: nothing private)")
    parser.add_argument("--short", action="store_true", help="100 histories")
    parser.add_argument("--profile", help="of no use here: no model takes part")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    count = 100 if args.short else args.histories
    with tempfile.TemporaryDirectory() as folder, life_at(Path(folder) / "memory.db") as life:
        life.store.db.pragma("synchronous", "off")
        report = {"hardware": hardware(), "seed": args.seed, "held_out": args.held_out, "histories": count}
        report |= current(life, args, count)
        for line in everyday():
            life.say(line)
        report |= quoted(life)
    is_met = report["quoted_percent"] >= BAR_QUOTED and report["current_percent"] >= BAR_CURRENT
    text = (
        f"facts: {report['current_percent']} % of {count} histories end with the current value (bar {BAR_CURRENT}; an "
        "old "
        f"one told as current in {report['stale_percent']} %), {report['quoted_percent']} % of {report['facts']} facts "
        f"carry an exact quote (bar {BAR_QUOTED}) · seed {args.seed}{' · held out' if args.held_out else ''} · "
        f"{report['hardware']}"
    )
    print(json.dumps(report) if args.json else text)
    return 0 if is_met else 1


def current(life: Life, args: argparse.Namespace, count: int) -> dict[str, float]:
    """Right: the newest value, and nothing beside it. Stale: an older one is told."""
    right = stale = 0
    for number, history in enumerate(drawn(args, count)):
        held = lived(life, history, f"se_{number}")
        is_right = history.is_in(held)
        right += is_right
        stale += any(value in history.values[:-1] for value in held)
        if args.wrong and not is_right:
            print(f"{history.slot}: {[line for line, _ in history.lines]} -> {held}", file=sys.stderr)
    return {"current_percent": round(100 * right / count, 1), "stale_percent": round(100 * stale / count, 1)}


def drawn(args: argparse.Namespace, count: int) -> list[History]:
    if args.held_out:
        return list(histories(args.seed, count, HELD_OUT, has_chat=False))
    third = count // 3
    corrected = histories(args.seed, third, CORRECTED, has_chat=False)
    return [*histories(args.seed, count - 2 * third), *corrected, *histories(args.seed, third, SEEN, has_chat=False)]


def everyday() -> list[str]:
    """What people say on ordinary days."""
    lines = [line.strip() for path in sorted(EVERYDAY.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    return [line for line in lines if line and line[0] not in "#["]


def quoted(life: Life) -> dict[str, float]:
    """Facts whose quote stands, character for character, where they say it does, in words of the user's."""
    facts = life.facts.all()
    said = {one.id: one for one in life.store.all()}
    exact = 0
    for fact in facts:
        source = said.get(fact.source_episode_id)
        is_there = source is not None and source.speaker == "user" and bool(fact.quote.strip())
        exact += is_there and source is not None and source.text[fact.start : fact.end] == fact.quote
    return {"facts": len(facts), "quoted_percent": round(100 * exact / max(len(facts), 1), 2)}


if __name__ == "__main__":
    sys.exit(main())
