"""Bars: after a conversation of 400 days in which 40 facts were told and 15 of them changed, 40 questions: at least
95 % of the recalled blocks, within the packing budget, have the right and current fact; at least 80 % of the answers
say it (standard), 60 % (light).

The life is drawn by `--seed` (tests/kit/days.py); `--held-out` tells and asks it in phrases that nothing was tuned on;
`--author` in the words of somebody else (a file of tests/fixtures/days by its name, or any such file by its path).
Each answer is a run of `earpiece ask` of its own, a day after the last, with EARPIECE_NOW; `--recall-only` runs no
language model, only its tokenizer.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.commands.bench import hardware
from app.commands.bench_recall import embedder_of
from app.companion.prompt import Budgets
from app.companion.recall_block import pack
from app.effects import RecallMemories
from app.engines.llama_native import Weights as Model
from app.memory.forget import Forgetting
from app.memory.recall import MemoryRecall
from app.memory.store import SqliteTranscriptStore
from app.memory.turn_memory import TurnMemory
from app.plan import profile_for
from app.weights.catalog_file import load_catalog
from app.weights.weights import Weights, models_folder
from app.wiring.mind import RECALL
from tests.kit.days import CHANGES, FACTS, OURS, Life, Phrasing, Told, life, live, says

BAR_BLOCKS = 95.0
BAR_ANSWERS = {"standard": 80.0, "light": 60.0}


@dataclass(frozen=True)
class Asked:
    """One question, and what came of it."""

    topic: str
    question: str
    value: str
    before: str
    block: str
    is_right: bool
    """The block, or the answer that the store gave by itself, has the current value."""
    has_stale: bool
    """It has the old value too."""
    is_computed: bool
    answer: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profile", help="whose models and budget")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--facts", type=int, default=FACTS)
    parser.add_argument("--held-out", action="store_true", help="in phrases that nothing was tuned on")
    parser.add_argument("--author", default=OURS, help="whose phrases: a name or a path")
    parser.add_argument("--recall-only", action="store_true", help="blocks only, no answers")
    parser.add_argument("--questions", type=int, help="only so many answers")
    parser.add_argument("--wrong", action="store_true", help="print what went wrong (a made-up life: nothing private)")
    parser.add_argument("--short", action="store_true", help="the same as --recall-only")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    profile = profile_for(args)
    changes = round(CHANGES * args.facts / FACTS)
    made = life(args.seed, phrasing_of(args), args.facts, changes, args.author)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        asked = recalled(home, made, profile)
        if not (args.recall_only or args.short):
            asked = [replied(home, made, one, day, profile.name) for day, one in enumerate(asked[: args.questions])]
    return reported(args, profile.name, asked)


def phrasing_of(args: argparse.Namespace) -> Phrasing:
    if args.author != OURS:
        return "any"
    return "held-out" if args.held_out else "known"


def reported(args: argparse.Namespace, profile: str, asked: list[Asked]) -> int:
    blocks = percent(asked, lambda one: one.is_right)
    report: dict[str, Any] = {"hardware": hardware(), "profile": profile, "seed": args.seed}
    report |= {"author": args.author, "blocks_percent": blocks}
    report |= {"stale_percent": percent(asked, lambda one: one.has_stale)}
    report |= {"computed_percent": percent(asked, lambda one: one.is_computed)}
    is_met, line = blocks >= BAR_BLOCKS, f"days: {blocks} % of blocks have the current fact (bar {BAR_BLOCKS})"
    line += f", {report['stale_percent']} % an old one too; {report['computed_percent']} % answered by the store alone"
    if any(one.answer for one in asked):
        bar, right = BAR_ANSWERS.get(profile, 0.0), percent(asked, lambda one: says(one.answer, one.value))
        report["answers_percent"] = right
        is_met, line = is_met and right >= bar, f"{line}; {right} % of answers say it (bar {bar})"
    if args.wrong:
        for one in asked:
            if not one.is_right or one.has_stale or (one.answer and not says(one.answer, one.value)):
                print(json.dumps(asdict(one)), file=sys.stderr)
    print(json.dumps(report) if args.json else f"{line} · seed {args.seed} · {profile} · {report['hardware']}")
    return 0 if is_met else 1


def percent(asked: list[Asked], holds: Callable[[Asked], bool]) -> float:
    return round(100 * sum(map(holds, asked)) / max(len(asked), 1), 1)


def recalled(home: Path, made: Life, profile: Any) -> list[Asked]:
    """The life is lived in `home`; then every block as the prompt would have it."""
    folders = Weights(load_catalog(), models_folder()).folders(profile)
    model = Model.open(next(folders.language_model.glob("*.gguf")))
    store = SqliteTranscriptStore(home / "memory.db")
    store.open()
    store.ensure_self("samantha")
    live(store, made)
    memory = TurnMemory(store, Forgetting(store))
    memory.use(MemoryRecall(store, embedder_of(profile)))
    while memory.tidy():
        pass
    most_tokens = RECALL.get(profile.name, Budgets()).recall_tokens

    def count(text: str) -> int:
        return len(model.tokens(text, markup=False))

    asked = []
    for number, one in enumerate(made.told, start=1):
        order = RecallMemories(1, number, one.question)
        found = memory.recall(order, "se_samantha", made.end)
        block = pack(found, one.question, made.end, most_tokens=most_tokens, count=count)
        asked.append(looked_at(one, found.answer or block.text, is_computed=bool(found.answer)))
    store.close()
    model.close()
    return asked


def looked_at(one: Told, block: str, *, is_computed: bool) -> Asked:
    has_stale = bool(one.before) and says(block, one.before)
    return Asked(one.topic, one.question, one.value, one.before, block, one.is_in(block), has_stale, is_computed)


def replied(home: Path, made: Life, one: Asked, day: int, profile: str) -> Asked:
    now: datetime = made.end + timedelta(days=day)
    command = [sys.executable, "-m", "app", "--home", str(home), "--profile", profile, "ask", one.question]
    environ = os.environ | {"EARPIECE_NOW": now.isoformat(), "EARPIECE_FIRST_RUN": "0"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ)
    if done.returncode:
        raise SystemExit(done.stderr)
    return Asked(**asdict(one) | {"answer": done.stdout.strip()})


if __name__ == "__main__":
    sys.exit(main())
