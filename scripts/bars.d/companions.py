"""Bar: a blind nearest-neighbour test names the right companion for at least 70 % of the answers.

The four shipped companions answer the same 20 prompts through the real prompt, model and responder, each prompt in a
conversation of its own. Of every answer an embedding and some features of style are taken, after names, the greetings,
what was copied from the persona's own samples and each companion's five most typical phrases were removed. The nearest
of the answers to the *other* nineteen prompts say who it was.

The prompts of tests/fixtures/companions/prompts.txt are split by a seed that never changes: twenty for writing the
personas, forty that nobody looks at meanwhile. `--seed` draws twenty of the forty, and the conversation's chances.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from pathlib import Path

from app.cancel import Revisions
from app.commands.bench import hardware
from app.companion.persona import Persona
from app.companion.prompt import Prompt
from app.companion.recall_block import HOW_IT_IS_USED
from app.effects import Respond
from app.engines.llama_cpp_lm import LlamaCppLanguageModel
from app.engines.minilm_embedder import MiniLmEmbedder
from app.engines.persona_files import load_persona
from app.facts import ClauseWritten, Fact
from app.runtime.responder import Responder
from app.runtime.token import ComputeToken
from app.weights.catalog_file import load_catalog
from app.weights.profiles import chosen_profile
from app.weights.weights import Weights, models_folder
from tests.kit.manner import blind_test

BAR_PERCENT = 70.0
COMPANIONS = ("max", "morgan", "robin", "samantha")
PROMPTS = Path(__file__).parents[2] / "tests/fixtures/companions/prompts.txt"
SPLIT_SEED = 20260301
DEVELOPMENT, ASKED, SHORT = 20, 20, 8
ENOUGH_WORDS = 18
"""The setting conversation.replies = "short"."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profile", default=None)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--development", action="store_true", help="the prompts that personas are written with")
    parser.add_argument("--short", action="store_true", help="eight prompts")
    parser.add_argument("--show", action="store_true", help="print the answers")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    profile = chosen_profile(args.profile)
    folders = Weights(load_catalog(), models_folder()).folders(profile)
    asked = prompts(args.seed, is_development=args.development)[: SHORT if args.short else ASKED]
    personas = {name: load_persona(name, Path("none")) for name in COMPANIONS}
    with tempfile.TemporaryDirectory() as cache:
        gguf = next(folders.language_model.glob("*.gguf"))
        lm = LlamaCppLanguageModel(gguf, threads=args.threads, cache_dir=Path(cache))
        lm.load()
        answers = {
            name: [answer(lm, one, text, args.seed, n) for n, text in enumerate(asked)]
            for name, one in personas.items()
        }
        lm.close()
    embedder = MiniLmEmbedder(folders.embedder)
    embedder.load()
    figures = blind_test(answers, personas, embedder.embed)
    report = {
        "hardware": hardware(),
        "profile": profile.name,
        "models": [folders.language_model.name],
        "prompts": "development" if args.development else "held out",
        "seed": args.seed,
        **figures,
    }
    if args.show:
        for n, text in enumerate(asked):
            print(f"> {text}")
            for name in COMPANIONS:
                print(f"    {name:<9}{answers[name][n]}")
    if args.json:
        print(json.dumps(report))
    else:
        print_out(report)
    return 0 if float(str(figures["right_percent"])) >= BAR_PERCENT else 1


def prompts(seed: int, *, is_development: bool) -> list[str]:
    everything = PROMPTS.read_text("utf-8").splitlines()
    random.Random(SPLIT_SEED).shuffle(everything)
    if is_development:
        return everything[:DEVELOPMENT]
    return random.Random(seed).sample(everything[DEVELOPMENT:], ASKED)


def answer(lm: LlamaCppLanguageModel, persona: Persona, text: str, seed: int, turn: int) -> str:
    """What is said to `text`, the first thing in a conversation."""
    said: list[str] = []

    def post(fact: Fact) -> None:
        if isinstance(fact, ClauseWritten):
            said.append(fact.clause.display)

    prompt = Prompt(persona, count=lm.count_tokens, manners=HOW_IT_IS_USED)
    responder = Responder(lm, prompt, post, ComputeToken(), Revisions(), seed)
    responder.enough_words = ENOUGH_WORDS
    responder.job(Respond(1, turn, text, ()))
    return " ".join(said)


def print_out(report: dict[str, object]) -> None:
    where = f"{report['hardware']} · {report['profile']}"
    print(f"companions: {report['right_percent']} % right (bar >= {BAR_PERCENT:g}), {report['prompts']} prompts, "
          f"seed {report['seed']}; nearest mean {report['nearest_mean_percent']} % · {where}")
    print(f"companions: each {report['each_percent']} · {where}")
    print(f"companions: removed {report['removed']}")


if __name__ == "__main__":
    sys.exit(main())
