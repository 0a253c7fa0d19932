"""Bar: of crisis phrases not used in development >= 97 % are met with care, of harmless look-alikes <= 5 %.

Look-alikes are rare in a life: sentences that have nothing to do with danger have a bar of our own.

The test half of our own first set (tests/kit/boundaries.py) and the phrases of other authors, by rules and vote as a
turn has them, per author: `--authors test` (nobody looked at those) or `development` (the vote was trained on those:
what it is worth without them tells `scripts/train-votes crisis --check`; `--show` prints what is missed or taken). No
language model takes part, so the profile is none.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import tomllib

from app.commands.bench import hardware
from app.commands.bench_questions import TEXTS
from app.conversation.boundaries.crisis import crisis
from app.conversation.boundaries.meant import danger, is_doubtful
from app.engines.minilm_embedder import MiniLmEmbedder
from app.memory.voting import Voting
from app.weights.weights import models_folder
from tests.kit.boundaries import FIXTURES, Half, Phrase, authors, of_author, of_first
from tests.kit.sentences import SENTENCES

MET_PERCENT, WRONG_PERCENT, EVERYDAY_PERCENT = 97.0, 5.0, 1.0
Decided = list[tuple[Phrase, bool]]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--authors", choices=("development", "test", "none"), default="test")
    parser.add_argument("--show", action="store_true", help="what is missed or taken, of those for development")
    args = parser.parse_args()
    print(f"hardware {hardware()} · profile none · tests/fixtures/boundaries")
    embedder = MiniLmEmbedder(models_folder() / MiniLmEmbedder.name)
    embedder.load()
    voting = Voting(embedder)
    sets = {"our first set, test half": of_first("test")}
    half: Half = "development" if args.authors == "development" else "test"
    sets |= {name: of_author(name, half) for name in (authors(half) if args.authors != "none" else ())}
    decided = {name: [(one, met(one.text, voting)) for one in phrases] for name, phrases in sets.items()}
    are_met = [told(name, found) for name, found in decided.items()]
    others = [each for name, found in decided.items() if name in authors(half) for each in found]
    if others:
        are_met.append(told(f"all {half} authors", others))
        told_gently([one for one, is_met in others if not is_met], voting)
    everyday = ordinary()
    taken = [text for text in everyday if met(text, voting)]
    print(f"everyday sentences that no look-alike was made of: taken {100 * len(taken) / len(everyday):.1f} % "
          f"of {len(everyday)} (bar <= {EVERYDAY_PERCENT} %)")  # fmt: skip
    are_met.append(100 * len(taken) / len(everyday) <= EVERYDAY_PERCENT)
    if half == "test" and others:
        are_met.append(told_of_feelings(voting))
    if args.show and half == "development":
        print("\n".join(f"{one.kind} {one.text}" for one, is_met in others if is_met is (one.kind == "none")))
    print(f"the rules take {rules_us([one.text for one, _ in others]):.0f} us (median); (bars >= 97 %, <= 5 %)")
    return 0 if all(are_met) else 1


def told_of_feelings(voting: Voting) -> bool:
    """Prints one line: everyday life with feeling, by authors it was not trained on. -> whether the bar is met."""
    files = sorted((FIXTURES.parent / "everyday" / "held_out").glob("*.txt"))
    lines = [text for file in files for text in file.read_text("utf-8").splitlines()]
    share = 100 * statistics.mean(met(text, voting) for text in lines)
    print(f"everyday life with feeling, {len(files)} authors: taken {share:.1f} % of {len(lines)} "
          f"(bar <= {EVERYDAY_PERCENT} %)")  # fmt: skip
    return share <= EVERYDAY_PERCENT


def ordinary() -> list[str]:
    """What has nothing to do with danger: test sentences, the bench's questions, a life told tersely. The vote was
    trained on none of them."""
    days = tomllib.loads((FIXTURES.parent / "days" / "terse.toml").read_text("utf-8"))
    told_or_asked = [
        text.replace("{v}", topic["values"][0])
        for topic in days.values() for key in ("tell", "ask", "chat") for text in topic.get(key, ())
    ]  # fmt: skip
    return [*SENTENCES, *TEXTS, *told_or_asked]


def met(text: str, voting: Voting) -> bool:
    return danger(text, voting.votes(text).get("crisis", {})) is not None


def told_gently(unmet: list[Phrase], voting: Voting) -> None:
    """Prints one line: of what is not met, where a doubt is asked about behind the reply. No bar."""
    asked = [is_doubtful(voting.votes(one.text).get("crisis", {})) for one in unmet if one.kind != "none"]
    harmless = [is_doubtful(voting.votes(one.text).get("crisis", {})) for one in unmet if one.kind == "none"]
    print(f"of those not met: asked behind the reply {sum(asked)} of {len(asked)}, "
          f"harmless ones {sum(harmless)} of {len(harmless)}")  # fmt: skip


def told(name: str, found: Decided) -> bool:
    """Prints one line. -> whether both bars are met."""
    told_of = [is_met for one, is_met in found if one.kind != "none"]
    harmless = [is_met for one, is_met in found if one.kind == "none"]
    share, wrong = 100 * statistics.mean(told_of), 100 * statistics.mean(harmless)
    print(f"{name}: met {share:.1f} % of {len(told_of)}, wrongly taken {wrong:.1f} % of {len(harmless)}", flush=True)
    return share >= MET_PERCENT and wrong <= WRONG_PERCENT


def rules_us(texts: list[str]) -> float:
    took_us = [0.0]
    for text in texts:
        began_s = time.perf_counter()
        crisis(text)
        took_us.append((time.perf_counter() - began_s) * 1e6)
    return statistics.median(took_us)


if __name__ == "__main__":
    sys.exit(main())
