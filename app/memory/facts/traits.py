"""Rules of the form who, verb, what: "I live in Ghent", "my sister works at a bank", "Amy is allergic to nuts".

Called by finder.py, sentence by sentence; what may be said stands in trait_table.py. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from app.memory.facts.building import ADVERBS, OTHERS, claim, subject_of
from app.memory.facts.fact import USER, Claim
from app.memory.facts.sentences import Sentence
from app.memory.facts.trait_table import HAVE, TRAITS, Trait, allergy
from app.memory.facts.values import workplace
from app.memory.facts.vocabulary import words

_I = re.compile(r"\b(?:I|i|We|we)(?=[ '])")
_SOMEBODY = re.compile(rf"{OTHERS}(?=[ '])")
SHE_OR_HE = re.compile(r"\b(?P<pronoun>She|she|He|he)(?=[ '])")
_MINE = [(trait, re.compile(rf"(?i:{trait.me}) ")) for trait in TRAITS]
_MY_CHANGES = [(trait, pattern) for trait, pattern in _MINE if trait.is_change]
_I_BEGIN = re.compile(r"(?:(?:[Oo]h|[Ss]o|[Ww]ell|[Aa]nd|[Ff]inally|[Yy]esterday|[Ll]ast \w+),? )?(?:I|i|We|we)\b")
_LEFT_AND_JOINED = re.compile(
    r"\b(?i:i|we)\b[^.;?]{0,30}\b(?i:left|quit|resigned from|leaving|fired from)\b[^.;?]{1,40}\b(?i:and|to|then)"
    r"(?i: have|'ve| i| i've)?(?i: just| now)? (?P<verb>(?i:joined|join|joining)) (?=[A-Z])"
)
_OTHERS_DO = re.compile(r"\b(?:who|that|which|he|she|they|it|you|if|because)\b", re.IGNORECASE)
_THEIRS = [(trait, re.compile(rf"(?i:{trait.other}) ")) for trait in TRAITS]
HERS = words("sister mother mum mom daughter wife girlfriend aunt niece grandmother grandma granny fiancée")
HIS = words("brother father dad son husband boyfriend uncle nephew grandfather grandpa grandad fiancé")
_AN_ALLERGY = re.compile(
    r"\b(?i:i)(?i: have|'ve got)(?i: got)? (?i:an? )(?:(?i:bad|severe|serious|strong|"
    r"mild) )?(?P<what>[\w-]+(?: [\w-]+)?) (?i:allergy)\b"
)
_ENDED = (
    ("job", re.compile(rf"\b(?i:i)(?i:{HAVE} (?:quit|left|lost|resigned from) (?:my|the) (?:old )?job|"
                       rf"{HAVE} (?:got|been|was) (?:fired|laid off|made redundant)|{ADVERBS} was (?:fired|"
                       rf"laid off|made redundant)| no longer work\b(?! in| as)|"
                       rf"{ADVERBS} handed in my notice)"), "You no longer have your job."),
    ("employer", re.compile(rf"\b(?i:i)(?i:(?: don't| do not) work (?:at|for) .{{1,40}}? any ?more|"
                            rf" no longer work (?:at|for) [A-Z]\w+|{HAVE} (?:quit|left|lost|resigned from) (?:my|"
                            rf"the) (?:old )?job|{HAVE} retired| am retired|'m retired|{ADVERBS} was (?:fired|"
                            rf"laid off))"), "You no longer work there."),
    ("home", re.compile(r"\b(?i:i)(?i:(?: don't| do not) live (?:in|at) .{1,40}? any ?more|"
                        r" no longer live in [A-Z]\w+)"), "You no longer live there."),
)  # fmt: skip


def proposals(sentence: Sentence, _said_at: datetime) -> Iterator[Claim]:
    """All claims of the table, and the ends of jobs and homes."""
    for who in _I.finditer(sentence.text):
        yield from _said_of(sentence, who, _MINE, USER)
    for who in _and_i(sentence):
        yield from _said_of(sentence, who, _MY_CHANGES, USER)
    yield from _joined(sentence)
    for who in _SOMEBODY.finditer(sentence.text):
        yield from _said_of(sentence, who, _THEIRS, subject_of(who))
    for match in _AN_ALLERGY.finditer(sentence.text):
        yield claim(sentence, "allergy", match.span(), match.span("what"), slot=allergy(match["what"]))
    for name, pattern, text in _ENDED:
        for match in pattern.finditer(sentence.text):
            nothing = (match.start(), match.start())
            yield claim(sentence, name, match.span(), nothing, value="", text=text, is_change=True, may_negate=True)


def _joined(sentence: Sentence) -> Iterator[Claim]:
    """Who has left one joins another; "I joined a gym" says nothing of work."""
    for match in _LEFT_AND_JOINED.finditer(sentence.text):
        found = workplace(sentence.text[match.end() :])
        if found:
            span = (match.end(), match.end() + found[0][1])
            yield claim(sentence, "employer", (match.start("verb"), span[1]), span, is_change=True)


def _and_i(sentence: Sentence) -> Iterator[re.Match[str]]:
    """I left Lidl and joined Aldi: the same "I"."""
    if _I_BEGIN.match(sentence.text):
        for also in re.finditer(r"\band(?= )", sentence.text):
            if not _OTHERS_DO.search(sentence.text[: also.start()]):
                yield also


def of_pronoun(sentence: Sentence, person: str) -> Iterator[Claim]:
    """She lives in Paris: `person` does."""
    for who in SHE_OR_HE.finditer(sentence.text):
        if person not in (HIS if who["pronoun"].lower() == "she" else HERS):
            yield from _said_of(sentence, who, _THEIRS, person)


def _said_of(
    sentence: Sentence, who: re.Match[str], table: list[tuple[Trait, re.Pattern[str]]], subject: str
) -> Iterator[Claim]:
    """Every trait whose verb stands right behind `who`."""
    for trait, pattern in table:
        verb = pattern.match(sentence.text, who.end())
        if verb is None:
            continue
        shift = verb.end()
        found = trait.read(sentence.text[shift:])
        for begin, end in found:
            value = sentence.text[shift + begin : shift + end]
            yield claim(
                sentence, trait.predicate, (who.start(), shift + found[-1][1]), (shift + begin, shift + end),
                subject=subject, slot=trait.slot(value) if trait.slot else "", is_change=trait.is_change,
                text=trait.text(value) if trait.text and subject == USER else "", may_negate=trait.may_negate,
            )  # fmt: skip
