"""A correction is read as if its words stood in the place of the wrong ones: "My dog is called Milo." "Sorry, Mila."

So what may follow a verb is what may correct it, and no second grammar is needed. Used by corrections.py. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from app.memory.facts import values
from app.memory.facts.fact import Claim, Fact
from app.memory.facts.values import NTH_WORD
from app.memory.facts.vocabulary import MONTHS
from app.memory.protocol import Episode

Reads = Callable[[str, datetime], Sequence[Claim]]
"""The rules: (text, when it was said) -> what they find."""
_NTH = re.compile(rf"(?:the )?{NTH_WORD}", re.IGNORECASE)
_MONTH = re.compile("|".join(MONTHS), re.IGNORECASE)
_LIKE = 0.5
"""Of two values that the words could correct, the one that sounds like them is meant."""


@dataclass(frozen=True)
class Reread:
    """`old`, with another value in its words. `said`: the words that gave it."""

    old: Fact
    value: str
    said: str


def reread(words: str, known: Sequence[Fact], before: Sequence[Episode], reads: Reads) -> Reread | None:
    """What `words` correct: the one of `known` in whose place they make sense. Of several the one they sound like, else
    what was said last: a slip is put right at once."""
    fitting = [found for fact in reversed(known) if (found := _in_place(words, fact, before, reads)) is not None]
    alike = [(SequenceMatcher(None, one.old.value.casefold(), words.casefold()).ratio(), one) for one in fitting]
    best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    last = max(fitting, key=lambda one: one.old.start, default=None)
    return best[1] if best[0] >= _LIKE else last


def _in_place(words: str, fact: Fact, before: Sequence[Episode], reads: Reads) -> Reread | None:
    root = fact.context_episode_id or fact.source_episode_id
    source = next((one for one in before if one.id == root), None)
    if source is None:
        return None
    for said in (one for one in reads(source.text, source.start) if _is_of(one, fact)):
        place = source.text.find(said.said, said.start)
        for new in _instead(said.said, words) if said.said and place >= 0 else ():
            text = source.text[:place] + new + source.text[place + len(said.said) :]
            for one in reads(text, source.start):
                is_same = (one.subject, one.predicate, one.start) == (said.subject, said.predicate, said.start)
                if is_same and one.said.casefold() == new.casefold() and one.value != fact.value:
                    return Reread(fact, one.value, words)
    return _alike(words, fact) if fact.value in source.text else None


def _alike(words: str, fact: Fact) -> Reread | None:
    """Where more than the rules read it: a number in the place of a number, a name in that of a name."""
    reader = values.trade if fact.predicate == "job" else _READERS[_kind(fact.value)]
    found = reader(words)
    value = words[slice(*found[0])] if found else ""
    is_whole = bool(value) and words.removesuffix(value) in ("", "a ", "an ", "the ")
    return Reread(fact, value, words) if is_whole and value.casefold() != fact.value.casefold() else None


def _kind(value: str) -> str:
    return "number" if value[:1].isdigit() else "name" if value[:1].isupper() else "thing"


def _number(words: str) -> list[tuple[int, int]]:
    return [(0, len(words))] if re.fullmatch(r"\d[\d -]*", words) else []


_READERS: dict[str, values.Reader] = {
    "number": _number,
    "name": values.name,
    "thing": lambda words: [(0, len(words))] if len(words.split()) <= 2 and words == words.lower() else [],
}


def _is_of(claim: Claim, fact: Fact) -> bool:
    """The value is another where the fact was corrected before."""
    is_corrected = fact.context_episode_id is not None
    is_same = (claim.subject, claim.predicate) == (fact.subject, fact.predicate)
    return is_same and (is_corrected or claim.value == fact.value)


def _instead(said: str, words: str) -> Iterator[str]:
    """The 4th of June, corrected by "the 5th" or "July"."""
    yield words
    for pattern in (_NTH, _MONTH):
        if pattern.fullmatch(words) and pattern.search(said):
            yield pattern.sub(lambda _: words, said, count=1)
