"""The lines in which the user told what is named in other words: "that my sister is coming", "I live in Rome".

Used by orders.py and told.py on the store's thread; reads only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.memory.facts.fact import Fact
from app.memory.facts.fact_store import FactStore
from app.memory.protocol import Episode
from app.memory.question import stems
from app.memory.talk import known
from app.memory.talk.past import Past

_MOSTLY = 2 / 3
"""Of the words that mean something."""


def told_in(clause: str, facts: FactStore, past: Past, self_id: str, now: datetime) -> list[Episode]:
    """By the facts that `clause` says, else by its words; oldest first."""
    return _by_facts(clause, facts, past, self_id, now) or _by_words(clause, facts, past, self_id)


def _by_facts(clause: str, facts: FactStore, past: Past, self_id: str, now: datetime) -> list[Episode]:
    from app.memory.facts.finder import proposals  # fact_store.py says why here

    claims = [one for one in proposals(_as_told(clause), now) if one.value and one.predicate not in ("note", "plan")]
    said = {(one.subject.casefold(), one.predicate, one.value.casefold()) for one in claims}
    if not said:
        return []
    alike = [
        fact for fact in facts.all(self_id) if (fact.subject.casefold(), fact.predicate, fact.value.casefold()) in said
    ]
    return past.of_ids(list({fact.source_episode_id for fact in alike}))


def _by_words(clause: str, facts: FactStore, past: Past, self_id: str) -> list[Episode]:
    """Lines of the user's with most of its words, whatever their endings; people by any of their names."""
    words = known.words_of(clause)
    people = facts.current(self_id)
    met: dict[str, tuple[Episode, set[int]]] = {}
    for n, word in enumerate(words):
        for name in _names(word, people):
            for one in past.naming(self_id, sorted(stems(name)) or [name]):
                if one.speaker == "user" and not one.text.rstrip().endswith("?"):
                    met.setdefault(one.id, (one, set()))[1].add(n)
    least = max(_MOSTLY * len(words), min(2, len(words)))
    best = max((len(hits) for _, hits in met.values()), default=0)
    found = [one for one, hits in met.values() if len(hits) >= least and len(hits) == best]
    return sorted(found, key=lambda one: one.start)


def _names(word: str, facts: Sequence[Fact]) -> list[str]:
    found = known.aliases(f"my {word}", facts) if known.is_person(f"my {word}", facts) else [word]
    return list(dict.fromkeys([word, *found]))


def _as_told(clause: str) -> str:
    """i was allergic -> I am allergic: how it was said then."""
    text = clause.strip(" .!?,")
    for then, now in (("I was ", "I am "), ("I lived ", "I live "), ("I worked ", "I work "), ("I had ", "I have ")):
        if text.casefold().startswith(then.casefold()):
            return f"{now}{text[len(then):]}."
    return f"{text}."
