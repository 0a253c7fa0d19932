"""What no longer holds: "I don't live in Leeds", "don't call me Bob", "Minka died", "I left Lidl and joined Aldi".

Only what is known can be denied: the words must name the value of a fact that holds, and the claim names the episode of
that fact too, so it is forgotten with either. A denial of what nobody said is nothing. Called by finder.py. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.memory.facts.building import claim, withdrawn
from app.memory.facts.fact import USER, Claim, Fact
from app.memory.facts.rereading import Reads
from app.memory.facts.sentences import Sentence, sentences, straight
from app.memory.facts.vocabulary import KIN, PARTNERS, PETS
from app.memory.facts.wording import not_so

MAY_DENY = re.compile(
    r"n't\b|\bnot\b|\bno longer\b|\b(?:stop|never|left|quit|resigned|fired|gave|given|stopped|dropped|sold|traded|rid|"
    r"broke|broken|split|divorced|died|dead|gone|passed|lost|buried|moved|retired|finished|laid off|let go|hate)\b",
    re.IGNORECASE,
)
_POSITIVE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"\b(?:do not|don't) (?=[a-z])", ""),
        (r"\b(?:does not|doesn't) have\b", "has"),
        (r"\b(?:does not|doesn't) go\b", "goes"),
        (r"\b(?:does not|doesn't) study\b", "studies"),
        (r"\b(?:does not|doesn't) ([a-z]+)", r"\1s"),
        (r"\b(am|is|are|was|will) (?:not|no longer)\b", r"\1"),
        (r"('m|'s|'re|'ve) (?:not|no longer)\b", r"\1"),
        (r"\b(is|are|was)n't\b", r"\1"),
        (r"\bno longer ", ""),
    )
)
"""A denial, and the same said as true: what the rules read in it is denied."""
_ANY_MORE = re.compile(r",? (?:any ?more|any longer|at all|these days|now|actually)(?=[.!]*$)", re.IGNORECASE)
_DET = r"(?:the |my |our |an? )?"
_JUST = r"(?:'ve |'s |has |have |had )?(?:just |finally |recently |now |already )*"


@dataclass(frozen=True)
class _End:
    """`words` with {v}, the value of a fact of one of `predicates`, end it: `text` says so."""

    predicates: frozenset[str]
    words: str
    text: str


_ENDS = (
    _End(frozenset({"name"}),
         r"(?:don't|do not|never|stop|please don't|not to|hate (?:it )?(?:being|when you)|nobody|no one|"
         r"don't (?:want|like) (?:to be|being|you to|it when you)|rather you didn't|prefer you didn't|"
         r"not)(?: ever)? (?:calls?|called|calling) (?:me )?{v}",
         "You don't want to be called {value}."),
    _End(frozenset({"employer", "school"}),
         r"(?:I|we)(?:'m| am| was| got|'ve been| have been)? ?" + _JUST +
         r"(?:left|quit|resigned (?:from|at)|(?:got |been )?(?:fired|sacked|laid off) (?:from|at|by)|retired from|"
         r"let go (?:from|by)|finished (?:at|with)|done with|stopped working (?:at|for)|no longer (?:at|with)) "
         + _DET + "{v}", "You are no longer at {value}."),
    _End(frozenset({"home"}),
         r"(?:I|we)" + _JUST + r"\s?(?:left|moved out of|moved away from|moved from|sold up in) " + _DET + "{v}",
         "You no longer live in {value}."),
    _End(frozenset({"learning", "instrument", "studies", "hobby"}),
         r"(?:I|we)" + _JUST + r"\s?(?:gave up|given up|stopped|quit|dropped|am done with)(?: with)? "
         r"(?:learning |playing |studying |doing )?" + _DET + "{v}", "You gave up {value}."),
    _End(frozenset({"vehicle", "car"}),
         r"(?:I|we)" + _JUST + r"\s?(?:sold|got rid of|traded in|gave away|scrapped) " + _DET +
         r"(?:{v}|car|van|motorbike)", "You no longer have {value}."),
    _End(frozenset(PARTNERS | {"partner"}),
         r"(?:(?:I|we)" + _JUST + r"\s?(?:broke up with|split up with|divorced|left|am done with|"
         r"am no longer with|'m no longer with|'m done with)|{v} and I (?:broke up|split(?: up)?|are done|divorced|"
         r"are no longer together|got divorced|separated|have separated)) ?" + _DET + r"(?:{v})?",
         "You and {value} are no longer together."),
)  # fmt: skip
_DIED = (
    r"(?:\b{v}(?:'s| has| is| was)? ?(?:just |sadly |also )*(?:died|passed away|passed|dead|put to sleep|put down|"
    r"no longer with us)|\b(?:lost|buried|had to put down) " + _DET + r"(?:[a-z]+ )?{v}(?=$|[.,!]| (?:last|today|"
    r"yesterday|this|on|in)\b))"
)


def proposals(
    text: str, said_at: datetime, holding: Callable[[], Sequence[Fact]], reads: Reads
) -> Iterator[Claim]:
    """`holding`: what held until then; asked only where the words may deny something."""
    for sentence in sentences(straight(text)):
        if not MAY_DENY.search(sentence.text) or sentence.text.endswith("?"):
            continue
        held = [fact for fact in holding() if fact.value]
        found = list(_ended(sentence, held)) or list(_not_so(sentence, held, said_at, reads))
        for one in found:
            yield replace(one, quote=text[one.start : one.end])


def _not_so(sentence: Sentence, held: Sequence[Fact], said_at: datetime, reads: Reads) -> Iterator[Claim]:
    """The rules read the opposite in it, and just that holds. What they read in it as it is they know better."""
    if any(one.predicate not in ("note", "plan", "habit") and one.may_negate for one in reads(sentence.text, said_at)):
        return
    for pattern, plain in _POSITIVE:
        match = pattern.search(sentence.text)
        if not match:
            continue
        positive = _ANY_MORE.sub("", pattern.sub(plain, sentence.text, count=1))
        for one in reads(positive, said_at):
            old = next((fact for fact in held if _is_same(one, fact)), None)
            if old is not None and one.start <= match.start():
                end = len(sentence.text.rstrip(".! "))
                yield withdrawn(sentence, old, (one.start, end), not_so(old.statement))
                return


def _is_same(one: Claim, fact: Fact) -> bool:
    return (one.subject.casefold(), one.predicate, one.value.casefold()) == (
        fact.subject.casefold(), fact.predicate, fact.value.casefold())  # fmt: skip


def _ended(sentence: Sentence, held: Sequence[Fact]) -> Iterator[Claim]:
    for fact in held:
        if fact.value.split()[0].casefold() not in sentence.text.casefold() and fact.predicate not in _UNNAMED:
            continue
        for end in _ENDS if fact.subject == USER else ():
            match = fact.predicate in end.predicates and _search(end.words, fact.value, sentence.text)
            if match:
                over = withdrawn(sentence, fact, match.span(), end.text.format(value=fact.value))
                yield replace(over, is_presupposed=fact.predicate == "name")  # "I don't want to be" supposes nothing
                break
        died = fact.predicate in KIN | PETS and fact.subject == USER and _search(_DIED, fact.value, sentence.text)
        if died:
            yield _has_died(sentence, fact, died.span())


_UNNAMED = frozenset({"vehicle", "car"})
"""May be meant by what they are: "I sold my car"."""


def _search(words: str, value: str, text: str) -> re.Match[str] | None:
    named = re.escape(re.sub(r"^(?:the|an?|my) ", "", value, flags=re.IGNORECASE))
    return re.search(rf"\b{words.replace('{v}', f'(?:{named})')}(?!\w)", text, re.IGNORECASE)


def _has_died(sentence: Sentence, old: Fact, quoted: tuple[int, int]) -> Claim:
    place = sentence.text.casefold().find(old.value.casefold(), quoted[0])
    one = claim(
        sentence, f"late {old.predicate}", quoted, (place, place + len(old.value)), slot=old.slot, value=old.value,
        text=f"Your {old.predicate} {old.value} has died.", is_change=True,
    )  # fmt: skip
    return replace(one, context_id=old.source_episode_id)
