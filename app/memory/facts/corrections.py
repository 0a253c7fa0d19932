"""Corrections of what was just said: "no, that's my sister's", "Hannah, not Anna", "sorry, I meant Ghent".

Called by finder.py. The correcting words give the quote; whose fact it was, and of what, comes from the facts read in
the user's last turns, so such a claim names that episode too and is forgotten with either. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.memory.facts import values
from app.memory.facts.building import A_NAME, claim, withdrawn
from app.memory.facts.fact import Claim, Fact
from app.memory.facts.rereading import Reads, reread
from app.memory.facts.sentences import Sentence, sentences, straight
from app.memory.facts.spelling import spelled
from app.memory.facts.vocabulary import words
from app.memory.facts.whose_it_is import of_another
from app.memory.facts.wording import not_so, statement
from app.memory.protocol import Episode

_TURNS_BACK = 2
_WEAK = r"(?:oh|well|hm+|um|uh|ah|and|but|so|yes|yeah)"
STRONG = (
    r"(?:no|nope|sorry|wait|actually|oops|correction|rather|neither(?: of them)?|i mean|i meant(?: to say)?|hang on|"
    r"hold on|my mistake|my bad|that's (?:wrong|not right|not true|not correct|incorrect|a mistake)|i got (?:that|"
    r"it) wrong|i misspoke|"
    r"i was wrong|you got (?:that|it) wrong|you (?:misheard|misunderstood)(?: me)?|let me correct (?:that|myself)|"
    r"i said|make (?:that|it)|not quite|i(?:'ve| have)? changed my mind(?: about (?:that|it))?|(?:scratch|strike) that|"
    r"on second thoughts?|let me rephrase|i mixed (?:that|it|them) up)"
)
_SEP = r"[,.!;:—–-]*(?: |$)"
_OH = rf"^(?:{_WEAK}{_SEP})*(?P<strong>{STRONG}){_SEP}(?:(?:{_WEAK}|{STRONG}){_SEP})*"
_BARE = re.compile(
    rf"{_OH}(?:(?:it's|it is|that's|it was|it should be|that should be|(?:he|she|it)(?:'s| is) called|"
    r"(?:his|her|its|the) name(?:'s| is))(?: actually| really)? )?(?:(?:in|at|on|for|called) )?"
    r"(?P<new>[^,.!?;]{1,40}?)(?:,? (?:of course|i mean|i meant|sorry|actually|please|rather|now))*[.!]*$",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"^(?:it's|it is|that's|(?:he|she)(?:'s| is)(?: called)?) (?P<strong>actually|really|rather|in fact) "
    r"(?:(?:called|in|at|on) )?(?P<new>[^,.!?;]{1,40}?)[.!]*$",
    re.IGNORECASE,
)
_MILD = frozenset(("actually", "really", "rather", "in fact", "i said", "make that", "make it", "correction"))
"""After a question of the companion's these may begin an answer."""
_MOST_WORDS = 6
_WORD = r"(?:[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)?|[\w'-]+)"
_NOT = re.compile(rf"\b(?P<new>{_WORD}),? (?i:and )?(?i:not) (?i:in |at |for |on )?(?P<old>{_WORD})")
_NOT_BUT = re.compile(
    rf"\b(?i:not) (?i:in |at |for |on )?(?P<old>{_WORD})[,.;]? (?i:but |it's |i said |i meant |rather )?(?i:in |at |"
    rf"for |on )?"
    rf"(?P<new>{_WORD})"
)
_NO_VALUES = words(
    "any anymore now then but and or so yet again ever at all really actually sure here there today me no nope sorry "
    "wait oh well yes it's its that's"
)
"""Behind "not Ghent" they give nothing else: "not Ghent any more"."""
_MEANT = re.compile(
    rf"^(?i:(?:(?:{_WEAK}|{STRONG}){_SEP})*)(?i:i meant|i mean|i said|make that|it's|that's) "
    rf"(?i:in |at |for |on )?(?P<new>{A_NAME}|\d[\w:./-]*)[.!]?$"
)
_JOKING = re.compile(
    rf"(?:(?:{_WEAK}|{STRONG}|not really|gotcha|ha(?: ha)*|haha){_SEP})*"
    r"(?:(?:i was |i'm |i am )?(?:just |only )(?:kidding|joking|teasing(?: you)?|messing with you|pulling your leg)|"
    r"i was (?:kidding|joking|lying|teasing you|messing with you|pulling your leg)|i made (?:that|it) up|"
    r"(?:that|it) was (?:just |only )?(?:a joke|a lie|made up)|i lied(?: about that)?)[.!]*",
    re.IGNORECASE,
)
_SPELLING = re.compile(r"\b(?:spell(?:ed)?|spelt|written|write|with|without)\b|\b(?:[A-Za-z][ .-]){2}", re.IGNORECASE)


_CLEARLY = re.compile(
    r"(?:no,? )?(?:correction|wait|i meant|i misspoke|i was wrong|that's (?:wrong|not right|not true|incorrect)|"
    r"(?:i|you) got (?:that|it) wrong|you (?:misheard|misunderstood)|let me correct)\b",
    re.IGNORECASE,
)
MAY_CORRECT = re.compile(
    rf"^(?:{_WEAK}{_SEP})*{STRONG}\b|\b(?:not|never|isn't|actually|spell\w*|spelt|with(?:out)?|kidding|joking|lying|lied|joke|"
    r"made (?:that|it) up|meant|mine|me|my [a-z]+)\b",
    re.IGNORECASE,
)
"""A glance: what may be a correction is read as one."""
_AS_WELL = re.compile(r"\b(?:too|also|as well|and|both)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Before:
    """The conversation so far, oldest first, and what was read in it."""

    episodes: Sequence[Episode]
    facts: Sequence[Fact]

    def known(self, turns: int) -> list[Fact]:
        """Read in the user's last `turns`."""
        recent = [one.id for one in self.episodes if one.speaker == "user"][-turns:]
        return [one for one in self.facts if one.source_episode_id in recent and one.value and one.edited_at is None]


def proposals(text: str, before: Before, reads: Reads) -> Iterator[Claim]:
    """`reads`: the rules."""
    known = before.known(_TURNS_BACK)
    if not known:
        return
    is_short = len(text.split()) <= 2 * _MOST_WORDS
    found = [
        one
        for part in sentences(straight(text))
        for one in _of_sentence(part, known, before, reads, is_short=is_short)
    ]
    if not found and len(text.split()) <= _MOST_WORDS:
        found = list(_another_value(Sentence(straight(text), 0), known))  # Not Anna. Hannah.
    for one in found:
        yield replace(one, quote=text[one.start : one.end])


def jokes(text: str, before: Before) -> Iterator[Claim]:
    """What was told in the last turn was a joke, by these words: "just kidding"."""
    said = straight(text).strip()
    if not _JOKING.fullmatch(said):
        return
    whole = Sentence(said, text.find(said[0]))
    for old in before.known(1):
        text_of_it = f"{old.statement.rstrip('.')}: no, you were joking."
        yield replace(withdrawn(whole, old, (0, len(said)), text_of_it), quote=text[whole.start :][: len(said)])


def _of_sentence(
    sentence: Sentence, known: Sequence[Fact], before: Before, reads: Reads, *, is_short: bool
) -> Iterator[Claim]:
    """`is_short`: hardly anything else is said."""
    ways: tuple[Callable[[], list[Claim]], ...] = (
        lambda: list(of_another(sentence, known, reads)),
        lambda: list(_another_value(sentence, known)),
        lambda: _spelled(sentence, known),
        lambda: list(_instead(sentence, before, reads)) if is_short else [],
        lambda: list(_restated(sentence, before, reads)),
    )
    yield from next((found for way in ways if (found := way())), [])


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
        if alike and found and not _SPELLING.search(sentence.text):
            span = (meant.start("new"), meant.start("new") + found[0][1])
            yield _corrected(sentence, alike[-1], meant.span(), span, alike[-1].value)


def _spelled(sentence: Sentence, known: Sequence[Fact]) -> list[Claim]:
    """The newest name that was told."""
    names = [fact for fact in known if _kind(fact.value) == "name" and " " not in fact.value]
    if not names or not _SPELLING.search(sentence.text) or len(sentence.text.split()) > 2 * _MOST_WORDS:
        return []
    old = next((fact for fact in reversed(names) if fact.predicate == "name"), names[-1])
    found = spelled(sentence.text, old.value)
    if found is None or found[0] == old.value or found[0].casefold()[0] not in _near(old.value):
        return []
    return [_becomes(sentence, old, (found[1], found[2]), (found[1], found[2]), found[0])]


def _instead(sentence: Sentence, before: Before, reads: Reads) -> Iterator[Claim]:
    """No wait, Bath. Hm, actually blue."""
    match = _BARE.match(sentence.text) or _SOFT.match(sentence.text)
    if match and not (match["new"][0].isupper() or match["new"][0].isdigit()) and not _may_be_small(match, before):
        return
    if not match or sentence.text.endswith("!") or len(match["new"].split()) > _MOST_WORDS:
        return
    strong, asked = match["strong"].casefold(), before.episodes[-1]
    is_answer = asked.speaker == "companion" and asked.text.rstrip().endswith("?")
    is_addressed = any(match["new"].casefold() == one.companion.casefold() for one in before.episodes)
    if is_addressed or (is_answer and strong in _MILD) or any(one.value for one in _told(sentence, before, reads)):
        return
    found = reread(match["new"], before.known(1), before.episodes, reads)
    if found is not None:
        quoted = (match.start(), len(match[0].rstrip(" .!")))
        yield _becomes(sentence, found.old, quoted, match.span("new"), found.value)


def _may_be_small(match: re.Match[str], before: Before) -> bool:
    """A name that is written small is one only where nothing is written with a capital."""
    if match.string == match.string.lower():
        return True
    values_of = [one.value for one in before.known(1)]
    is_split = match.string[match.end("strong") :][:1] != " " or match["strong"].casefold() not in ("no", "nope")
    return is_split and not any(value[:1].isupper() for value in values_of)


def _restated(sentence: Sentence, before: Before, reads: Reads) -> Iterator[Claim]:
    """Correction: I'm allergic to walnuts. One can have many of those: what was said before it is taken back."""
    if not _CLEARLY.match(sentence.text) or _AS_WELL.search(sentence.text):
        return
    for new in _told(sentence, before, reads):
        for old in before.known(1):
            is_other = old.slot != new.slot and old.value.casefold() != new.value.casefold()
            if is_other and (old.subject, old.predicate) == (new.subject, new.predicate):
                yield withdrawn(sentence, old, (new.start, new.end), not_so(old.statement))


def _told(sentence: Sentence, before: Before, reads: Reads) -> list[Claim]:
    """What the sentence says by itself."""
    found = reads(sentence.text, before.episodes[-1].start)
    return [one for one in found if one.predicate not in ("note", "plan", "habit")]


def _corrected(sentence: Sentence, old: Fact, quoted: tuple[int, int], said: tuple[int, int], wrong: str) -> Claim:
    new = sentence.text[slice(*said)]
    value = re.sub(re.escape(wrong), lambda _: new, old.value, flags=re.IGNORECASE)
    return _becomes(sentence, old, quoted, said, value)


def _becomes(sentence: Sentence, old: Fact, quoted: tuple[int, int], said: tuple[int, int], value: str) -> Claim:
    one = claim(
        sentence, old.predicate, quoted, said, subject=old.subject, slot=old.slot, value=value,
        text=statement(old.predicate, value, old.subject), is_change=True,
    )  # fmt: skip
    root = old.context_episode_id or old.source_episode_id  # a correction of a correction needs the first words too
    return replace(one, context_id=root, may_negate=True, is_presupposed=True)


def _with_value(known: Sequence[Fact], words: str) -> Fact | None:
    """The newest fact whose value has these words."""
    pattern = re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE)
    return next((fact for fact in reversed(known) if pattern.search(fact.value)), None)


def _kind(value: str) -> str:
    return "number" if value[:1].isdigit() else "name" if value[:1].isupper() else "thing"


def _near(name: str) -> str:
    """The letters that a name heard like this one may begin with."""
    first = name[:1].casefold()
    return next((group for group in ("ckq", "szc", "fpv", "iye", "jgy", "sx", "ao") if first in group), "") + first


