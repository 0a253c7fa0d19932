"""Rules for the people and animals in the user's life and what they are called: "my sister Amy", "Rex is my dog".

Called by finder.py, sentence by sentence. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from app.memory.facts import values
from app.memory.facts.building import A_NAME, ADVERBS, KIN_WORD, MY_KIN, claim, slot_of_kin
from app.memory.facts.fact import USER, Claim
from app.memory.facts.sentences import Sentence
from app.memory.facts.values import Span
from app.memory.facts.vocabulary import KIN_ADJECTIVES, PLURALS

_ADJECTIVES = rf"(?:(?i:{KIN_ADJECTIVES}) )*"
_PLURAL = f"(?P<many>(?i:{'|'.join(PLURALS)}))"
_BEST = re.compile(r"\b(?i:best) (?i:friend|mate|buddy)$")

_WITH_NAME = re.compile(rf"{MY_KIN}(?P<chain>'s {_ADJECTIVES}(?P<of>(?i:{KIN_WORD})))?(?P<comma>,)? (?={A_NAME})")
_IS_CALLED = re.compile(
    rf"{MY_KIN}(?P<chain>'s {_ADJECTIVES}(?P<of>(?i:{KIN_WORD})))?(?i:'s name is|'s name's| is called| is named|"
    rf"'s called|"
    rf" was called|'s first name is|(?P<bare> is)) "
)
_IS_MY = re.compile(
    rf"(?<!\bin )(?<!\bto )(?<!\bat )(?<!\bof )(?<!from )(?<!near )\b(?P<name>{A_NAME})(?P<verb>(?i: is|'s|"
    rf", who is|,)) (?:(?i:my|our) {_ADJECTIVES}(?P<kin>(?i:{KIN_WORD}))\b(?!')|"
    rf"an? {_ADJECTIVES}(?P<mine>(?i:{KIN_WORD})) of mine\b)"
)
_ARE_MY = re.compile(
    rf"\b(?={A_NAME} and )(?P<names>{A_NAME} and {A_NAME}) (?i:are (?:my|our)) {_ADJECTIVES}{_PLURAL}\b"
)
_HAVE = re.compile(
    rf"\b(?i:i|we)(?i: have|'ve|'ve got| have got|{ADVERBS} got| adopted| bought) (?i:an?|one|"
    rf"my) {_ADJECTIVES}(?:[a-z]+ ){{0,2}}?"
    rf"(?P<kin>(?i:{KIN_WORD}))(?i:,? (?:called|named|whose name is|by the name of)|,|:) (?={A_NAME})"
)
_OF_MINE = re.compile(
    rf"\b(?i:an?) {_ADJECTIVES}(?P<kin>(?i:{KIN_WORD})) (?i:of mine),?(?: (?i:called|named))? (?={A_NAME})"
)
_MANY = re.compile(
    rf"\b(?:(?i:my|our) {_ADJECTIVES}{_PLURAL}(?i:,?| are called| are named| are|:) |"
    rf"(?i:(?:i|we)(?: have|'ve got| have got) (?:two|three|four|five|some|"
    rf"a few) ){_ADJECTIVES}(?:[a-z]+ ){{0,2}}?{_PLURAL.replace('many', 'own')}"
    rf"(?i:,? (?:called|named)|,|:) )(?={A_NAME})"
)
_ITS_NAME = re.compile(
    rf"\b(?i:my|our|an?|"
    rf"the) {_ADJECTIVES}(?:[a-z]+ ){{0,2}}?(?P<kin>(?i:{KIN_WORD}))\b[^.!?]{{0,60}}?[.!?,;]* (?i:and )?"
    rf"(?i:his|her|its|their|the [a-z]+'s) (?i:name is|name's) "
)
_WEDDED = re.compile(
    rf"\b(?i:i'm|i am|i've been|i got|i)(?i:{ADVERBS}) (?i:married to|engaged to|dating|seeing|going out with|"
    rf"in a relationship with|"
    rf"together with|married) (?:my (?i:wife|husband|girlfriend|boyfriend|partner) )?(?={A_NAME})"
)
_AND_I_WED = re.compile(
    rf"\b(?P<name>{A_NAME}) and (?:I|me)(?i: got married| are married| are engaged| got engaged| are dating|"
    rf" are together| are a couple| have been together)"
)
_PARTED = re.compile(
    r"\b(?i:(?P<name>[A-Z]\w+|my \w+) and i (?:broke up|split up|separated|got divorced|are divorced|"
    r"have broken up|have split up|aren't together any ?more)|"
    r"i (?:broke up|split up) with (?:my )?\w+|my (?:wife|husband|girlfriend|boyfriend|partner) (?:has )?left me|"
    r"(?:we|me and \w+) (?:broke up|split up|got divorced))\b"
)
_DIED = re.compile(
    rf"{MY_KIN}(?:,? (?P<called>{A_NAME}),?)?(?i: (?:has |just |recently |sadly )*(?:died|passed away|was put down|"
    rf"was put to sleep))"
)


def proposals(sentence: Sentence, _said_at: datetime) -> Iterator[Claim]:
    """Every person or animal that is told with a name or without one any more."""
    yield from _named(sentence)
    yield from _said_to_be(sentence)
    yield from _several(sentence)
    yield from _partners(sentence)
    yield from _gone(sentence)


def _named(sentence: Sentence) -> Iterator[Claim]:
    """my sister Amy · my sister, Amy, … · my brother's wife Ann: taken for granted by whoever says it."""
    for match in _WITH_NAME.finditer(sentence.text):
        span = _first(values.name(sentence.text[match.end() :]), match.end())
        behind = sentence.text[span[1] : span[1] + 1] if span else ""
        if span is None or (match["comma"] and behind not in {",", ".", "!", ""}):
            continue
        yield _kin(sentence, match, span, is_presupposed=True)
    for match in _OF_MINE.finditer(sentence.text):
        span = _first(values.name(sentence.text[match.end() :]), match.end())
        if span:
            yield _kin(sentence, match, span, is_presupposed=True)


def _said_to_be(sentence: Sentence) -> Iterator[Claim]:
    """My sister is called Amy · Amy is my sister · I have a dog named Rex."""
    for pattern in (_IS_CALLED, _HAVE):
        for match in pattern.finditer(sentence.text):
            rest = sentence.text[match.end() :]
            span = _first(values.name(rest), match.end())
            if span and not ("bare" in match.groupdict() and match["bare"] and not _stands_alone(sentence.text, span)):
                yield _kin(sentence, match, span)
    for match in _IS_MY.finditer(sentence.text):
        kin = (match["kin"] or match["mine"]).lower()
        span = _first(values.name(match["name"]), match.start("name"))
        if span and span[1] == match.end("name"):
            quoted = (match.start(), match.end())
            yield _claim(sentence, kin, quoted, span, is_presupposed=match["verb"] == ",")


def _several(sentence: Sentence) -> Iterator[Claim]:
    """my kids Tom and Ann · we have two cats, Salt and Pepper · Amy and Beth are my sisters."""
    for match in _MANY.finditer(sentence.text):
        found = values.names(sentence.text[match.end() :])
        kin = PLURALS[(match["many"] or match["own"]).lower()]
        if len(found) > 1:
            end = match.end() + found[-1][1]
            for begin, stop in found:
                yield _claim(sentence, kin, (match.start(), end), (match.end() + begin, match.end() + stop))
    for match in _ARE_MY.finditer(sentence.text):
        kin = PLURALS[match["many"].lower()]
        for begin, stop in values.names(match["names"]):
            yield _claim(sentence, kin, match.span(), (match.start("names") + begin, match.start("names") + stop))


def _partners(sentence: Sentence) -> Iterator[Claim]:
    """I'm married to Tom · Tom and I got engaged · we broke up."""
    for match in _WEDDED.finditer(sentence.text):
        span = _first(values.name(sentence.text[match.end() :]), match.end())
        if span:
            yield _claim(sentence, "partner", (match.start(), span[1]), span)
    for match in _AND_I_WED.finditer(sentence.text):
        yield _claim(sentence, "partner", match.span(), match.span("name"))
    for match in _PARTED.finditer(sentence.text):
        yield claim(
            sentence, "partner", match.span(), (match.start(), match.start()), value="", slot="partner",
            text="You and your partner are no longer together.", is_change=True, may_negate=True,
        )  # fmt: skip


def _gone(sentence: Sentence) -> Iterator[Claim]:
    for match in _DIED.finditer(sentence.text):
        kin = match["kin"].lower()
        called = match["called"] or ""
        text = f"Your {kin}{' ' + called if called else ''} has died."
        said = match.span("called") if called else match.span("kin")
        slot = slot_of_kin(kin, called) if called else f"late {kin}"
        yield claim(sentence, f"late {kin}", match.span(), said, slot=slot, text=text, is_change=True)


def named_later(whole: Sentence) -> Iterator[Claim]:
    """We got a puppy. His name is Rex: over the end of a sentence, so `whole` is the utterance."""
    for match in _ITS_NAME.finditer(whole.text):
        span = _first(values.name(whole.text[match.end() :]), match.end())
        if span:
            yield _claim(whole, match["kin"].lower(), (match.start(), span[1]), span)


def _kin(sentence: Sentence, match: re.Match[str], span: Span, *, is_presupposed: bool = False) -> Claim:
    """The claim of a match with the groups kin and perhaps `of`: my brother's wife -> brother, wife."""
    groups = match.groupdict()
    kin, subject = groups["kin"].lower(), USER
    if groups.get("of"):
        subject, kin = kin, groups["of"].lower()
    quoted = (match.start(), span[1])
    is_best = _BEST.search(sentence.text[match.start() : match.end("kin")]) is not None
    return _claim(sentence, kin, quoted, span, subject=subject, is_best=is_best, is_presupposed=is_presupposed)


def _claim(
    sentence: Sentence,
    kin: str,
    quoted: Span,
    span: Span,
    *,
    subject: str = USER,
    is_best: bool = False,
    is_presupposed: bool = False,
) -> Claim:
    name = sentence.text[slice(*span)]
    value = name if name[:1].isupper() else name.title()
    slot = slot_of_kin(kin, value)
    predicate = "best friend" if is_best else kin
    return claim(
        sentence, predicate, quoted, span, subject=subject, slot=slot, value=value, is_presupposed=is_presupposed
    )


def _first(spans: list[Span], shift: int) -> Span | None:
    return (spans[0][0] + shift, spans[0][1] + shift) if spans else None


def _stands_alone(text: str, span: Span) -> bool:
    """My sister is Amy. Not: my sister is Amy's friend, my boss is Captain of the team; a trade in capitals."""
    behind = text[span[1] :]
    return re.match(r"\s*(?:$|[.,;!]|(?:and|but|by the way|now)\b)", behind) is not None and text[span[0]].isupper()
