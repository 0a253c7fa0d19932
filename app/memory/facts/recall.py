"""Facts as recall gives them for one turn, and the profile that stands in every prompt.

Called by recall and by whoever writes the prompt, on the store's thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from app.memory.facts.doubt import doubtful
from app.memory.facts.fact import USER, Fact
from app.memory.facts.fact_store import FactStore
from app.memory.facts.vocabulary import ONE_OF, PETS
from app.memory.question import stems
from app.memory.recalled import Memory

PROFILE_TOKENS = 60
ASKED_WORTH = 0.8
_LABELS = {
    "allergy": "allergic to", "no allergy": "not allergic to", "home": "lives in", "employer": "works at",
    "field": "works in", "condition": "has", "state": "is", "family": "is", "diet": "is",
    "language": "speaks", "no drink": "does not drink",
    "avoids": "does not eat", "childhood": "grew up in", "birthplace": "born in", "birth year": "born in",
    "origin": "from", "vehicle": "drives", "instrument": "plays", "learning": "is learning",
}  # fmt: skip
_FIRST = ("name", "home", "job", "employer", "family")
_HEALTH = frozenset({"allergy", "condition", "state", "diet", "avoids"})


def recalled_facts(
    store: FactStore, self_id: str, scores: Mapping[str, float], asked: frozenset[str] = frozenset()
) -> list[Memory]:
    """Facts that hold now, of what the episodes in `scores` (id -> score) speak of, and the pinned ones; best first.

    A fact that took another's place has the better score of the two; a pinned one without an episode has 0. What the
    question calls by its name (`asked`: its stems) counts for more.
    """
    found: list[Memory] = []
    for fact in store.near(self_id, scores):
        sources = [fact.source_episode_id, *(one.source_episode_id for one in store.history(fact.id))]
        score = max((scores[source] for source in sources if source in scores), default=0.0)
        name = stems(fact.predicate)
        score = round(score + ASKED_WORTH * (bool(name) and name <= asked), 4)
        found.append(Memory(fact.id, "fact", "user", doubtful(fact, store.get), fact.valid_from, score))
    return sorted(found, key=lambda memory: -memory.score)


def profile(
    facts: Iterable[Fact], *, most_tokens: int = PROFILE_TOKENS, count: Callable[[str], int] | None = None
) -> str:
    """Who the user is, for the prompt: "name: Anna; lives in Ghent; allergic to nuts". '' when nothing is known.

    `facts`: the current ones. `count`: the model's count of tokens; without it a cautious guess. What is doubted is
    left out, for the companion is to ask about it.
    """
    counted = count or _guessed_tokens
    text = ""
    for fact in sorted(facts, key=_importance):
        if fact.is_uncertain or (fact.subject != USER and not fact.is_pinned) or _importance(fact)[1] > _NEVER:
            continue
        longer = f"{text}; {_entry(fact)}" if text else _entry(fact)
        if counted(longer) <= most_tokens:
            text = longer
    return text


def in_every_prompt(facts: Iterable[Fact], *, has_name: bool = False) -> list[str]:
    """Of the current ones: the user's name, unless the prompt `has_name` from elsewhere, and what is pinned, the newest
    first. What is doubted is left out."""
    sure = [fact for fact in facts if not fact.is_uncertain]
    names = [fact for fact in sure if fact.subject == USER and fact.predicate == "name"]
    pinned = sorted((fact for fact in sure if fact.is_pinned and fact not in names), key=lambda one: one.valid_from)
    return [fact.statement for fact in ([] if has_name else names) + pinned[::-1]]


_NEVER = 8


def _importance(fact: Fact) -> tuple[bool, int, float]:
    """Pinned first, then what every friend knows, then the people, the newest first; taste and plans only if pinned."""
    return not fact.is_pinned, 0 if fact.is_pinned else _rank(fact), -fact.valid_from.timestamp()


def _rank(fact: Fact) -> int:
    if fact.predicate in _FIRST:
        return _FIRST.index(fact.predicate)
    if fact.slot == "partner":
        return 5
    if fact.predicate in _HEALTH:
        return 6
    is_close = (
        fact.predicate in PETS or fact.predicate in ONE_OF or fact.predicate in ("son", "daughter", "child", "birthday")
    )
    return 7 if is_close or fact.predicate in ("sister", "brother", "best friend") else _NEVER + 1


def _entry(fact: Fact) -> str:
    if fact.subject != USER or fact.predicate in ("note", "plan"):
        return fact.statement.rstrip(".")
    label = _LABELS.get(fact.predicate)
    return f"{label} {fact.value}" if label else f"{fact.predicate}: {fact.value}"


def _guessed_tokens(text: str) -> int:
    """Words of up to six letters are one token, longer ones more, every sign is one."""
    return sum(1 + (len(piece) - 1) // 6 for piece in re.findall(r"\w+|[^\w\s]", text))
