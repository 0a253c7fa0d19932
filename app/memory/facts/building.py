"""Puts claims together: the places in the sentence become places in the utterance.

Used by every rule beside this file. Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.memory.facts.fact import USER, Claim, Fact
from app.memory.facts.sentences import Sentence
from app.memory.facts.values import NAME, Span
from app.memory.facts.vocabulary import KIN, KIN_ADJECTIVES, NO_NAMES, ONE_OF, PARTNERS, PETS
from app.memory.facts.wording import statement

_NEWS = re.compile(
    r"\b(?:actually|now|no longer|any ?more|just (?:moved|started|turned|got|became|changed)|moved|instead|from now on|"
    r"changed|correction|i meant|i mean|sorry|these days|new|not .{1,40} any ?more|quit|left|became|turned|"
    r"switched|got|"
    r"started|stopped|gave up|nowadays|since (?:last|yesterday|this)|that's (?:wrong|not (?:right|true|correct)|"
    r"incorrect)|"
    r"(?:got|have) (?:that|it) wrong|misspoke|misheard|misunderstood|correct (?:that|myself|you))\b|"
    r"^(?:no|nope|wait|oops)\b",
    re.IGNORECASE,
)
_BEHIND_CHARS = 24
ADVERBS = (
    r"(?:(?:,? (?:just|now|currently|actually|still|also|recently|finally|already|really|always|officially|"
    r"temporarily|only|"
    r"mostly|usually|mainly|originally|both|all|definitely|absolutely|simply|quite|honestly|kind of|sort of|totally|do|"
    r"even|truly|particularly|especially|generally|presently|apparently|as you know),?)*)"
)
"""May stand between "I" and its verb."""

_ALIKE = {
    "mum": "mother", "mom": "mother", "dad": "father", "grandma": "grandmother", "granny": "grandmother",
    "grandpa": "grandfather", "granddad": "grandfather",
}  # fmt: skip


def _longest_first(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


KIN_WORD = f"(?:{_longest_first(KIN | PETS)})"
PERSON_WORD = f"(?:{_longest_first(KIN)})"
MY_KIN = rf"\b(?i:my|our) (?:(?i:{KIN_ADJECTIVES}) )*(?P<kin>(?i:{KIN_WORD}))\b"
A_NAME = rf"(?!(?i:{_longest_first(NO_NAMES)})\b)(?:{NAME})"
OTHERS = (
    rf"(?:\b(?i:my|"
    rf"our) (?:(?i:{KIN_ADJECTIVES}) )*(?P<kin>(?i:{KIN_WORD})(?:'s (?:(?i:{KIN_ADJECTIVES}) )*(?i:{PERSON_WORD}))?)\b"
    rf"(?:,? (?P<called>{A_NAME}),?)?|\b(?P<who>{A_NAME}))"
)
"""Somebody else as the subject of a sentence: my sister, my sister Amy, my sister's husband, Amy."""


def claim(
    sentence: Sentence,
    name: str,
    quoted: Span,
    said: Span,
    *,
    subject: str = USER,
    slot: str = "",
    value: str | None = None,
    text: str = "",
    is_change: bool | None = None,
    is_presupposed: bool = False,
    may_negate: bool = False,
) -> Claim:
    """A claim of predicate `name`. `quoted`, `said`: places in the sentence. The slot is the predicate's own, the value
    what was said, the statement (`text`) the predicate's usual one, unless given; news is told by the words around."""
    start, end = quoted
    words = sentence.text[slice(*said)]
    value = words if value is None else value
    return Claim(
        subject=subject,
        predicate=name,
        slot=(slot or name).casefold(),
        value=value,
        statement=text or statement(name, value, subject),
        quote=sentence.text[start:end],
        start=sentence.start + start,
        end=sentence.start + end,
        said=words,
        is_change=is_news(sentence, end) if is_change is None else is_change,
        is_presupposed=is_presupposed,
        may_negate=may_negate,
    )


def is_news(sentence: Sentence, end: int) -> bool:
    """Is it told as a change or a correction?"""
    return bool(_NEWS.search(sentence.text[: end + _BEHIND_CHARS]))


def subject_of(match: re.Match[str]) -> str:
    """Whose fact a match of OTHERS begins: by the name if there is one."""
    return (match["called"] or match["who"] or one_word_for(match["kin"])).rstrip(".")


def one_word_for(kin: str) -> str:
    """Mum and mother are one, or her old home would stand beside her new one."""
    return _ALIKE.get(kin.lower(), kin.lower())


def withdrawn(sentence: Sentence, old: Fact, quoted: Span, text: str) -> Claim:
    """Nothing in the place of `old`, whose words it needs too: `text` says so."""
    nothing = (quoted[1], quoted[1])
    one = claim(
        sentence, old.predicate, quoted, nothing, subject=old.subject, slot=old.slot, value="", text=text,
        is_change=True,
    )  # fmt: skip
    return replace(one, context_id=old.source_episode_id, may_negate=True)


def slot_of_kin(kin: str, name: str) -> str:
    """One wife, many sisters."""
    if kin in PARTNERS:
        return "partner"
    if kin in ONE_OF:
        return one_word_for(kin)
    return f"pet {name}" if kin in PETS else f"{kin} {name}"
