"""Corrections of what was just said: "no, that's my sister's", "Hannah, not Anna", "sorry, I meant Ghent".

Called by finder.py. The correcting words give the quote; whose fact it was, and of what, comes from the facts read in
the user's last turns, so such a claim names that episode too and is forgotten with either. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.memory.facts import values
from app.memory.facts.building import A_NAME, KIN_WORD, claim
from app.memory.facts.fact import USER, Claim, Fact
from app.memory.facts.sentences import Sentence, sentences, straight
from app.memory.facts.vocabulary import KIN_ADJECTIVES, words
from app.memory.facts.wording import statement
from app.memory.protocol import Episode

_TURNS_BACK = 2
_OH = (
    r"(?:(?:no|nope|sorry|wait|actually|oops|oh|well|not mine|that's not mine|that isn't mine|that's wrong|"
    r"not me)[,.!]? )+"
)
_ANOTHERS = re.compile(
    rf"^(?i:{_OH})(?i:that's|that is|that was|it's|it is|those are|i meant) (?:(?i:my|"
    rf"our) (?:(?i:{KIN_ADJECTIVES}) )*(?P<kin>(?i:{KIN_WORD}))|(?P<who>{A_NAME}))'s\b"
)
_WORD = r"(?:[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)?|[\w'-]+)"
_NOT = re.compile(rf"\b(?P<new>{_WORD}),? (?i:and )?(?i:not) (?i:in |at |for |on )?(?P<old>{_WORD})")
_NOT_BUT = re.compile(
    rf"\b(?i:not) (?i:in |at |for |on )?(?P<old>{_WORD}),? (?i:but |it's |i said |i meant |rather )?(?i:in |at |"
    rf"for |on )?"
    rf"(?P<new>{_WORD})"
)
_NO_VALUES = words("any anymore now then but and or so yet again ever at all really actually sure here there today me")
"""Behind "not Ghent" they give nothing else: "not Ghent any more"."""
_MEANT = re.compile(
    rf"^(?i:{_OH})?(?i:i meant|i mean|i said|make that|it's|that's) (?i:in |at |for |on )?(?P<new>{A_NAME}|"
    rf"\d[\w:./-]*)[.!]?$"
)


def proposals(text: str, before: Sequence[Episode], facts: Sequence[Fact]) -> Iterator[Claim]:
    """`before`: the conversation so far, oldest first; `facts`: what was read in it."""
    recent = [one.id for one in before if one.speaker == "user"][-_TURNS_BACK:]
    known = [fact for fact in facts if fact.source_episode_id in recent and fact.value and fact.edited_at is None]
    if not known:
        return
    for sentence in sentences(straight(text)):
        for one in (*_of_another(sentence, known), *_another_value(sentence, known)):
            yield replace(one, quote=text[one.start : one.end])


def _of_another(sentence: Sentence, known: Sequence[Fact]) -> Iterator[Claim]:
    """The newest fact about the user is somebody else's."""
    match = _ANOTHERS.match(sentence.text)
    mine = [fact for fact in known if fact.subject == USER]
    if not match or not mine:
        return
    old = mine[-1]
    subject = match["who"] or match["kin"].lower()
    quoted, nothing = match.span(), (match.end(), match.end())
    theirs = claim(
        sentence, old.predicate, quoted, nothing, subject=subject, slot=old.slot, value=old.value,
        text=statement(old.predicate, old.value, subject), is_change=True,
    )  # fmt: skip
    no_more = f"{old.statement.rstrip('.')}: no, that is {'your ' if match['kin'] else ''}{subject}'s."
    gone = claim(sentence, old.predicate, quoted, nothing, slot=old.slot, value="", text=no_more, is_change=True)
    for one in (theirs, gone):
        yield replace(one, context_id=old.source_episode_id, may_negate=True)


def _another_value(sentence: Sentence, known: Sequence[Fact]) -> Iterator[Claim]:
    for pattern in (_NOT, _NOT_BUT):
        for match in pattern.finditer(sentence.text):
            old = _with_value(known, match["old"])
            new = match["new"].casefold()
            if old is not None and new != match["old"].casefold() and new not in _NO_VALUES:
                yield _corrected(sentence, old, match.span(), match.span("new"), match["old"])
                return
    meant = _MEANT.match(sentence.text)
    if meant:
        alike = [fact for fact in known if _kind(fact.value) == _kind(meant["new"]) and fact.value != meant["new"]]
        found = values.name(meant["new"]) if meant["new"][0].isalpha() else [(0, len(meant["new"].rstrip(".")))]
        if alike and found:
            span = (meant.start("new"), meant.start("new") + found[0][1])
            yield _corrected(sentence, alike[-1], meant.span(), span, alike[-1].value)


def _corrected(sentence: Sentence, old: Fact, quoted: tuple[int, int], said: tuple[int, int], wrong: str) -> Claim:
    new = sentence.text[slice(*said)]
    value = re.sub(re.escape(wrong), lambda _: new, old.value, flags=re.IGNORECASE)
    text = statement(old.predicate, value, old.subject)
    one = claim(
        sentence,
        old.predicate,
        quoted,
        said,
        subject=old.subject,
        slot=old.slot,
        value=value,
        text=text,
        is_change=True,
    )
    return replace(one, context_id=old.source_episode_id, may_negate=True, is_presupposed=True)


def _with_value(known: Sequence[Fact], words: str) -> Fact | None:
    """The newest fact whose value has these words."""
    pattern = re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE)
    return next((fact for fact in reversed(known) if pattern.search(fact.value)), None)


def _kind(value: str) -> str:
    return "number" if value[:1].isdigit() else "name" if value[:1].isupper() else "thing"
