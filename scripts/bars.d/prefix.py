"""Bar: time to the first token at turns 5 and 20 is at most 1.15 times that at turn 2, median of five conversations.

Every question has the same number of tokens. After each reply the history is read while nobody waits, as the app does.
Two of the five conversations have long answers, so that their history outgrows its budget and is trimmed on the way;
the turn after a trim is printed too: it must not cost more than any other.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from app.cancel import Never
from app.commands.bench import hardware
from app.companion.prompt import Prompt
from app.companion.recall_block import HOW_IT_IS_USED
from app.effects import Exchange
from app.engines.llama_cpp_lm import LlamaCppLanguageModel
from app.engines.persona_files import load_persona
from app.engines.protocols import Message, Sampling
from app.weights.catalog_file import load_catalog
from app.weights.profiles import chosen_profile
from app.weights.weights import Weights, models_folder

BAR = 1.15
KINDS = (False, True, False, True, False)
"""Of the five conversations: whether its answers are long."""
TURNS = (2, 5, 20)
TOPICS = """sea moon rain snow wind fire night city house garden river forest mountain summer winter spring morning
evening music dance film book train road bridge market school bread coffee milk salt sugar apple lemon fish horse
dog cat"""
STORY = (
    "Well, I once heard of a man who kept a small boat by the river and went out every morning before the sun was up, "
    "not to fish, only to listen to the water, and when people asked him what he had caught he told them that he had "
    "caught the quiet, and that it was the best thing he had ever brought home, better than any fish and far lighter."
)


@dataclass(frozen=True)
class Turn:
    """What one turn cost."""

    number: int
    first_token_ms: float
    cpu_ms: float
    """Of all threads: less noisy than the clock when other programs run."""
    new_tokens: int
    messages: int


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profile", default=None)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--short", action="store_true", help="one talk and one that is trimmed, with short replies")
    parser.add_argument("--conversations", type=int, default=len(KINDS), help="so many of the five (a minute each)")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    profile = chosen_profile(args.profile)
    folder = Weights(load_catalog(), models_folder()).folders(profile).language_model
    kinds = KINDS[:2] if args.short else KINDS[: args.conversations]
    with tempfile.TemporaryDirectory() as cache:
        lm = LlamaCppLanguageModel(next(folder.glob("*.gguf")), threads=args.threads, cache_dir=Path(cache))
        lm.load()
        talks = [list(conversation(lm, n, is_long, 8 if args.short else 40)) for n, is_long in enumerate(kinds)]
        lm.close()
    report = {"hardware": hardware(), "profile": profile.name, "models": [folder.name], **figures(talks)}
    if args.json:
        print(json.dumps(report | {"turns": [[asdict(turn) for turn in talk] for talk in talks]}))
    else:
        print_out(report)
    return 0 if report["is_met"] else 1


def conversation(lm: LlamaCppLanguageModel, seed: int, is_long: bool, reply_tokens: int) -> Iterator[Turn]:
    """Twenty turns. `is_long`: every answer is a story, so that the history is trimmed."""
    prompt = Prompt(load_persona("samantha", Path()), count=lm.count_tokens, manners=HOW_IT_IS_USED)
    asked = questions(lm, seed)
    history: list[Exchange] = []
    read(lm, prompt.history(history))
    for number in range(1, TURNS[-1] + 1):
        messages = prompt.messages(history, asked[number])
        sampling = Sampling(reply_tokens, 0.7, 0.9, 1.1, seed * 100 + number)
        reply, turn = timed(lm, messages, sampling, number)
        history.append(Exchange(asked[number], STORY if is_long else reply or "Hm."))
        read(lm, prompt.history(history))
        yield turn


def questions(lm: LlamaCppLanguageModel, seed: int) -> list[str]:
    """One for each turn, all of the same length."""
    topics = TOPICS.split()
    asked = [f"What do you think about the {topic}?" for topic in topics[seed:] + topics[:seed]]
    size = median(lm.count_tokens(text) for text in asked)
    return [text for text in asked if lm.count_tokens(text) == size]


def timed(lm: LlamaCppLanguageModel, messages: list[Message], sampling: Sampling, number: int) -> tuple[str, Turn]:
    """The reply, and what it took until its first piece of text."""
    started, cpu, before = time.perf_counter(), time.process_time(), lm.evaluated_tokens
    turn, pieces = None, []
    for piece in lm.stream(messages, sampling, cancel=Never()):
        if piece and turn is None:
            wall_ms, cpu_ms = 1e3 * (time.perf_counter() - started), 1e3 * (time.process_time() - cpu)
            turn = Turn(number, wall_ms, cpu_ms, lm.evaluated_tokens - before, len(messages))
        pieces.append(piece)
    if turn is None:
        raise RuntimeError(f"turn {number}: the model said nothing")
    return "".join(pieces).strip(), turn


def read(lm: LlamaCppLanguageModel, messages: list[Message]) -> None:
    for _ in lm.prefill(messages, cancel=Never()):
        pass


def figures(talks: list[list[Turn]]) -> dict[str, object]:
    """Medians over the conversations; ratios to turn 2."""
    first_ms = {n: median(talk[n - 1].first_token_ms for talk in talks) for n in TURNS}
    cpu_ms = {n: median(talk[n - 1].cpu_ms for talk in talks) for n in TURNS}
    trimmed = [b.cpu_ms for talk in talks for a, b in pairwise(talk) if b.messages < a.messages]
    ratios = {n: round(first_ms[n] / first_ms[2], 3) for n in TURNS[1:]}
    return {
        "conversations": len(talks),
        "first_token_ms": {n: round(value) for n, value in first_ms.items()},
        "ratio": ratios,
        "cpu_ratio": {n: round(cpu_ms[n] / cpu_ms[2], 3) for n in TURNS[1:]},
        "new_tokens": sorted({talk[n - 1].new_tokens for talk in talks for n in TURNS}),
        "trims": len(trimmed),
        "trim_cpu_ratio_max": round(max(trimmed, default=0.0) / cpu_ms[2], 3),
        "is_met": max(ratios.values()) <= BAR,
    }


def print_out(report: dict[str, object]) -> None:
    where = f"{report['hardware']} · {report['profile']}"
    print(f"prefix: first token {report['first_token_ms']} ms at turn, {report['new_tokens']} tokens read · {where}")
    print(f"prefix: ratio to turn 2 {report['ratio']} (bar <= {BAR}); of CPU time {report['cpu_ratio']} · {where}")
    print(f"prefix: {report['trims']} trims, the turn after one at most {report['trim_cpu_ratio_max']} x CPU · {where}")


if __name__ == "__main__":
    sys.exit(main())
