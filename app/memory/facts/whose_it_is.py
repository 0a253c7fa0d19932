"""A fact was taken for the user's and is somebody else's: "no, that's my sister's", "not me, my wife is".

Called by corrections.py. What was read stays true of whom it is about, and is withdrawn for the user. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.memory.facts.building import A_NAME, KIN_WORD, claim, one_word_for
from app.memory.facts.fact import USER, Claim, Fact
from app.memory.facts.rereading import Reads
from app.memory.facts.sentences import Sentence
from app.memory.facts.vocabulary import KIN_ADJECTIVES, words
from app.memory.facts.wording import statement

_DOUBTS = (
    r"(?:no|nope|sorry|wait|actually|oops|oh|well|hm+|hang on|hold on|i meant|that's (?:wrong|not right|not true)|"
    r"you (?:got|have) (?:that|it) wrong|you (?:misheard|misunderstood)(?: me)?|i got (?:that|it) wrong)"
)
_NOT_MINE = (
    r"(?:not me|not mine|(?:that|it|this)(?:'s| is| was|) ?(?:not|isn't|wasn't) (?:about )?(?:me|mine|"
    r"my [a-z]+(?: [a-z]+)?))"
)
OWNS = "'s"
_SEP = r"[,.!;:—–-]*(?: |$)"
_ANOTHERS = re.compile(
    rf"^(?i:(?P<before>(?:(?:{_DOUBTS}|(?P<denied>{_NOT_MINE})){_SEP})*))"
    r"(?i:(?:that's|that is|that was|it's|it is|it was|this is|those are|these are|i meant|i mean|i said|"
    r"i was (?:talking|speaking) (?:about|of)|that was about|i'm talking about) )?"
    rf"(?:(?i:my|our) (?:(?i:{KIN_ADJECTIVES}) )*(?P<kin>(?i:{KIN_WORD}))|(?P<who>{A_NAME}))"
    r"(?P<owns>'s(?: own)?(?P<thing>(?: [a-z'-]+){0,3}?))?(?P<does> (?i:is|does|has|did|was|lives|works))?"
    r"(?P<behind>(?i:,? (?:and )?(?:not|instead of|rather than) (?:me|mine|my own|my [a-z]+)))?[.!]*$"
)
_OF_ONES_LIFE = words(
    "home employer job field school studies age condition state diet allergy likes dislikes avoids language "
    "instrument learning vehicle birthday origin birthplace"
)
"""Without "'s" only these are meant: "no, that's my son" of a name would say who it is."""


def of_another(sentence: Sentence, known: Sequence[Fact], reads: Reads) -> Iterator[Claim]:
    """The newest of `known` about the user that the sentence can mean."""
    mine = [fact for fact in known if fact.subject == USER]
    match = _ANOTHERS.match(sentence.text)
    if match is None:
        yield from _told_of_another(sentence, mine, reads)
        return
    is_refused = bool(match["denied"] or match["behind"])
    is_doubted = bool(match["before"].strip())
    old = next((fact for fact in reversed(mine) if _can_mean(match, fact, is_refused=is_refused)), None)
    if old is None or not (is_refused or (is_doubted and match.end() > match.end("before"))):
        return
    subject = (match["who"] or one_word_for(match["kin"])).rstrip(".")
    yield from _taken_over(sentence, old, subject, (0, len(match[0].rstrip(" .!"))), is_kin=bool(match["kin"]))


def _can_mean(match: re.Match[str], fact: Fact, *, is_refused: bool) -> bool:
    thing = (match["thing"] or "").split()
    if thing:
        return thing[-1].casefold() in [*fact.predicate.split(), "one", "thing"]
    if match["owns"]:
        return True
    if match["who"] and not is_refused:  # no, that's Bath: another value, and nobody
        return False
    return _is_of_ones_life(fact.predicate) and (is_refused or fact.predicate != "birthday")


def _is_of_ones_life(predicate: str) -> bool:
    return predicate in _OF_ONES_LIFE or predicate.startswith("favourite")


def _told_of_another(sentence: Sentence, mine: Sequence[Fact], reads: Reads) -> Iterator[Claim]:
    """No, my sister lives in Leeds: the rules read that; the user does not then."""
    if not re.match(rf"(?:{_DOUBTS}|{_NOT_MINE}){_SEP}", sentence.text, re.IGNORECASE):
        return
    read = reads(sentence.text, mine[-1].valid_from) if mine else ()
    theirs = [one for one in read if one.subject != USER and one.value]
    for one in theirs:
        for old in mine:
            if (old.predicate, old.value.casefold()) == (one.predicate, one.value.casefold()):
                quoted = (one.start, one.end)
                yield _no_more(sentence, old, one.subject, quoted, is_kin=not one.subject[:1].isupper())


def _taken_over(
    sentence: Sentence, old: Fact, subject: str, quoted: tuple[int, int], *, is_kin: bool
) -> Iterator[Claim]:
    nothing = (quoted[1], quoted[1])
    theirs = claim(
        sentence, old.predicate, quoted, nothing, subject=subject, slot=old.slot, value=old.value,
        text=statement(old.predicate, old.value, subject), is_change=True,
    )  # fmt: skip
    yield replace(theirs, context_id=old.source_episode_id, may_negate=True)
    yield _no_more(sentence, old, subject, quoted, is_kin=is_kin)


def _no_more(sentence: Sentence, old: Fact, subject: str, quoted: tuple[int, int], *, is_kin: bool) -> Claim:
    whose = f"your {subject}" if is_kin else subject
    is_thing = not _is_of_ones_life(old.predicate) or old.predicate == "birthday" or " " in old.predicate
    text = f"{old.statement.rstrip('.')}: no, that is {whose}{OWNS if is_thing else ''}."
    nothing = (quoted[1], quoted[1])
    one = claim(sentence, old.predicate, quoted, nothing, slot=old.slot, value="", text=text, is_change=True)
    return replace(one, context_id=old.source_episode_id, may_negate=True)
