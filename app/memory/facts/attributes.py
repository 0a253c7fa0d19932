"""Rules for what is somebody's: "my birthday is on May 3rd", "Amy's favourite colour is green", "my code is 4711".

Called by finder.py, sentence by sentence. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from app.memory import days
from app.memory.facts import values
from app.memory.facts.building import A_NAME, KIN_WORD, claim, one_word_for
from app.memory.facts.fact import USER, Claim
from app.memory.facts.notes import called
from app.memory.facts.sentences import Sentence
from app.memory.facts.values import Span
from app.memory.facts.vocabulary import KIN, KIN_ADJECTIVES, NO_NAMES, PETS, PLURALS
from app.memory.facts.wording import whose

_WHOSE = (
    rf"(?:\b(?i:my|"
    rf"our) (?:(?:(?i:{KIN_ADJECTIVES}) )*(?P<kin>(?i:{KIN_WORD}))(?:,? (?P<called>{A_NAME}),?)?'s )?|"
    rf"\b(?P<who>{A_NAME})'s )"
)
_ASIDE = r"(?i:,? (?:by the way|just so you know|for the record|incidentally|as you know|you know|as it happens),?)?"
_IS = _ASIDE + (
    r"(?i:(?: is|'s| are| was| has| will be)(?:,? by the way,?| always been| now| actually| currently| still|"
    r" called| named| become| turned| changed to|"
    r" moved to| been moved to| been changed to| on| at)*(?! (?:been |just |also )?(?:changed|moved|reset))|"
    r"(?: has)? (?:changed|moved) to(?: be)?|"
    r"[,:] (?:and )?(?:it's|it is|that's)(?: now)?|"
    r"(?:'s not| is not| isn't)(?: that| the same)?(?: one)?(?: any ?more| any longer| now)?[,;:]? "
    r"(?:it's|it is)(?: now)?|"
    r"(?: has| have|'s| was| is|'ve)?(?: just| recently| now| been)* (?:changed|reset|moved|different|new)"
    r"(?: again| recently| today| now| this \w+)?[,.;:]? (?:and |so )?(?:now )?(?:it's|it is|they're|the new one is|to)"
    r"(?: now)?)"
)
_WEEKDAYS = "|".join(days.WEEKDAYS)
_WHICH = r"(?:first |full |real |actual |given |proper |own |new )?"
_NAME = re.compile(
    rf"\b(?:(?i:my {_WHICH}name is|my {_WHICH}name's|the name's|the name is|my name(?:,|:) it's|my {_WHICH}name:|"
    rf"i(?: have|'ve)?(?: legally| just| finally| now)? changed my {_WHICH}name to)(?i: actually| really| now)?,? |"
    r"(?i:it's|it is|this is|i'm) (?=(?-i:[A-Z])\S{1,20}(?: [A-Z]\S+)?,? "
    r"(?i:(?:by the way,? )?(?:that's my name|my name,? (?:i mean|i meant|that is)))))"
)
_IN_FULL = re.compile(r"my (?:full|real|actual|given|proper) name", re.IGNORECASE)
"""Call me Max, my real name is Maximilian: that is no correction."""
_BIRTHDAY = re.compile(rf"{_WHOSE}(?i:birthday){_IS} ")
_FAVOURITE = re.compile(
    rf"{_WHOSE}(?P<what>(?i:(?:favou?rite|preferred|all-time favou?rite) (?!(?:part|bit|thing|moment|line|one)\b)[a-z]+"
    rf"(?: (?!has|was|is|are|changed|moved)[a-z]+)?)){_IS} "
)
_LIKED = re.compile(
    r"\b(?i:the) (?P<what>(?!(?:thing|part|bit|one|way|moment|person|idea)\b)[a-z]+)(?: that)? (?:I|we) (?i:like|love)"
    r"(?: the)? (?i:best|most)(?i: of all)?(?: is|'s|, it's) "
)
"""The colour I like best is green."""
_KEPT = re.compile(
    rf"{_WHOSE}(?P<what>(?i:(?:[a-z-]+ ){{0,3}}?(?:number|code|pin|password|size|address|email|e-mail|postcode|"
    rf"zip code|plate|blood type|blood group|username|"
    rf"combination|star sign|surname|last name|family name|middle name|maiden name|nickname|mother tongue|"
    rf"native language|first language|"
    rf"home ?town|nationality|religion|hobby|hobbies|height|weight|rent|anniversary|name day|dream job|wedding day|"
    rf"due date))){_IS} "
)
_STANDS = re.compile(
    rf"{_WHOSE}(?P<what>(?i:(?:[a-z-]+ )?(?:office|desk|room|seat|locker|gym|parking (?:spot|space)|spare keys?|"
    rf"passport|allotment|storage unit)))"
    r"(?i: is| are|'s| (?:has )?(?:changed|moved) to)(?i: now)? "
    r"(?=(?i:on|in|at|next to|near|behind|under|opposite|number) )"
)
_HOUSEHOLD = re.compile(
    rf"\b(?i:the) (?P<what>(?i:(?:wi-?fi|router|door|gate|garage|alarm|house|building|safe|network) "
    rf"(?:password|code|pin|key|number))){_IS} "
)
"""What people have in common with those they live with: hardly anybody says "my door code"."""
_SPARE_KEY = re.compile(
    r"\b(?i:(?:my|our|the)) (?P<what>(?i:spare keys?))(?i: is| are|'s| lies| hangs)(?i: now| hidden| kept)? "
    r"(?=(?i:on|in|at|next to|near|behind|under|opposite|with) )"
)
_MOVED_IT = re.compile(
    r"\b(?i:i|we)(?i: have|'ve)?(?i: just| recently)? (?i:moved|changed|reset|hid|renamed) (?i:my|our|the) "
    r"(?P<what>(?i:(?:[a-z-]+ )?[a-z-]+))(?i:,| and|:)(?i: so| now)? (?i:it's|it is|they're|they are)(?i: now)? "
)
"""I've changed the password, it's … now."""
_SWAPPED = re.compile(
    r"\b(?i:i|we)(?i: have|'ve)?(?i: just| finally| recently)? (?i:traded|swapped|exchanged|replaced)(?i: in)? "
    r"(?i:my|our|the)(?i: old)? (?P<what>(?i:car|van|phone|laptop|motorbike|bike|computer|tablet|guitar|"
    r"camera))(?i: in)? "
    r"(?i:for|with|by) "
)
"""I traded my car in for a Skoda."""
_RAISED = re.compile(
    r"\b(?i:(?:raised|increased|lowered|cut|put up|changed|reset|set|switched|updated|moved)) (?i:my|our) "
    r"(?P<what>(?i:(?:[a-z-]+ ){0,3}?(?:rent|salary|wage|pension|number|code|pin|password|combination|address|email|"
    r"username|nickname)))(?i:(?: up)? to) "
)
_ASKED_AND_TOLD = re.compile(
    rf"{_WHOSE}(?P<what>(?i:(?:favou?rite|preferred|all-time favou?rite) [a-z]+(?: [a-z]+)?|(?:[a-z-]+ ){{0,2}}?"
    r"(?:number|code|pin|password|size|address|email|hobby|star sign|nickname|home ?town)))\? "
    r"(?i:(?:well|oh|um|hm+|easy|definitely|always),? )?(?i:it's|it is|that's|that would be|that'd be|still|probably )"
    r"(?i: still| always| got to be)? "
)
"""My favourite colour? It's green."""
_OPEN = re.compile(
    rf"{_WHOSE}(?P<what>[a-z][a-z-]+(?: [a-z][a-z-]+){{0,2}}?){_IS} (?=(?:(?:an?|"
    rf"the) (?:[a-z-]+ ){{0,2}}?)?(?!(?:{_WEEKDAYS})\b)[A-Z0-9])"
)
_APPOINTMENT = re.compile(
    rf"(?:{_WHOSE}|\b(?i:the) )(?P<what>[a-z][a-z'-]*(?: [a-z][a-z'-]*){{0,3}}?)(?i: is| are|'s| starts| begins|"
    rf" takes place| leaves| arrives| has been moved to|"
    r" was moved to| got moved to| moved to| is moved to| has moved to| is now| will be| has changed to)(?i: now|"
    r" actually| scheduled| due| set| planned| for| on)* "
)
_NO_THING = re.compile(
    r"\b(?:problem|point|question|idea|day|week|head|heart|mind|life|thing|plan|guess|opinion|fault|turn|way|"
    r"answer|reason|"
    r"bad|god|gosh|word|phone|battery|understanding|impression|feeling|advice|sense|first|second|last|next|name|"
    r"birthday|"
    r"age|hope|fear|luck|pleasure|treat|house|time|mood|only|best|favou?rite|biggest|main|whole|own|goodness)$"
)
_NO_VALUE = re.compile(
    r"(?:not|wrong|changed|moved|reset|different|expired|stopped|ready|done|too|very|so|on|in|a mess|fine|good|bad|"
    r"great|important|to|going|being|getting|that|"
    r"this|what|where|"
    r"always|never|really|quite|pretty|just|broken|gone|lost|up|out|over|here|there|about|full|no|my|your|his|her|"
    r"i|you|it)\b",
    re.IGNORECASE,
)
_KIN_OF_ONE = frozenset(KIN | PETS | set(PLURALS))


def proposals(sentence: Sentence, said_at: datetime) -> Iterator[Claim]:
    """Names, birthdays, favourites, numbers and codes, and other things with a proper value."""
    yield from _names(sentence)
    yield from _birthdays(sentence, said_at)
    for match in _LIKED.finditer(sentence.text):
        if span := _value(sentence.text, match, False):
            yield claim(sentence, f"favourite {_plain(match['what'])}", (match.start(), span[1]), span)
    for pattern in (_FAVOURITE, _KEPT, _HOUSEHOLD, _STANDS, _SPARE_KEY, _MOVED_IT, _SWAPPED, _RAISED, _OPEN):
        for match in pattern.finditer(sentence.text):
            span = _value(sentence.text, match, pattern in (_STANDS, _SPARE_KEY, _MOVED_IT))
            if span:
                name, is_change = _plain(match["what"]), True if pattern is _SWAPPED else None
                quoted = (match.start(), span[1])
                yield claim(sentence, name, quoted, span, subject=_subject(match), is_change=is_change)
    yield from _appointments(sentence, said_at)


def told_after_asking(whole: Sentence) -> Iterator[Claim]:
    """Over the end of a sentence, so `whole` is the utterance."""
    for match in _ASKED_AND_TOLD.finditer(whole.text):
        span = _value(whole.text, match, False)
        if span:
            yield claim(whole, _plain(match["what"]), (match.start(), span[1]), span, subject=_subject(match))


def _names(sentence: Sentence) -> Iterator[Claim]:
    for match in _NAME.finditer(sentence.text):
        found = values.name(sentence.text[match.end() :])
        if found:
            span = _shifted(found[0], match.end())
            said = sentence.text[slice(*span)]
            value = said if said[:1].isupper() else said.title()
            is_other = _IN_FULL.match(match[0]) is not None and called(sentence.text) is not None
            yield claim(sentence, "full name" if is_other else "name", (match.start(), span[1]), span, value=value)


def _birthdays(sentence: Sentence, said_at: datetime) -> Iterator[Claim]:
    for match in _BIRTHDAY.finditer(sentence.text):
        rest = sentence.text[match.end() :]
        found = values.date(rest)
        when = days.find(rest, said_at, is_future=True)
        if found:
            span = _shifted(found[0], match.end())
            yield claim(
                sentence,
                "birthday",
                (match.start(), span[1]),
                span,
                subject=_subject(match),
                value=_day_of(rest, said_at),
            )
        elif when and when.start == 0 and when.is_one_day and " was " not in match[0]:
            span = (match.end(), match.end() + when.end)
            value = f"{when.first.day} {days.MONTHS[when.first.month - 1]}"
            yield claim(sentence, "birthday", (match.start(), span[1]), span, subject=_subject(match), value=value)


def _day_of(rest: str, said_at: datetime) -> str:
    """the third of May, 1985 -> 3 May."""
    when = days.find(rest, said_at)
    return f"{when.first.day} {days.MONTHS[when.first.month - 1]}" if when else rest[slice(*values.date(rest)[0])]


def _appointments(sentence: Sentence, said_at: datetime) -> Iterator[Claim]:
    """my dentist appointment is on Friday; it was moved to Monday."""
    for match in _APPOINTMENT.finditer(sentence.text):
        what = _plain(match["what"])
        rest = sentence.text[match.end() :]
        when = days.find(rest, said_at, is_future=True)
        if (
            not when
            or when.start > 0
            or not when.is_one_day
            or _NO_THING.search(what)
            or what in NO_NAMES
            or when.first.date() <= said_at.date()
        ):
            continue
        hour = re.match(
            r",? at (?:\d{1,2}(?::\d\d)?(?: ?[ap]m\b| ?[ap]\.m\.| o'clock)?|noon|midnight|half past \w+|\w+ o'clock)",
            rest[when.end :],
        )
        end = match.end() + when.end + (hour.end() if hour else 0)
        value = (
            f"{days.dated(when.first.date(), when.first.date())} {when.first.year}{hour[0].lstrip(',') if hour else ''}"
        )
        text = f"{_with_owner(what, _subject(match))} is on {value}."
        yield claim(
            sentence,
            what,
            (match.start(), end),
            (match.end(), end),
            subject=_subject(match),
            value=value,
            text=text,
            is_change=True,
        )


def _with_owner(what: str, subject: str) -> str:
    return f"Your {what}" if subject == USER else f"{whose(subject)}'s {what}"


def _value(text: str, match: re.Match[str], is_place: bool) -> Span | None:
    rest = text[match.end() :]
    what = _plain(match["what"])
    found = values.clause(rest, 8)
    if found is None or _NO_THING.search(what) or what.split()[-1] in _KIN_OF_ONE:
        return None
    said = rest[: found[1]]
    if not is_place and _NO_VALUE.match(said) and not re.search(r"\d", said):
        return None
    return _shifted(found, match.end())


def _subject(match: re.Match[str]) -> str:
    groups = match.groupdict()
    name = groups.get("called") or groups.get("who")
    if name:
        return name.rstrip(".")
    return one_word_for(groups["kin"]) if groups.get("kin") else USER


def _plain(what: str) -> str:
    plain = re.sub(r"^(?:new|current|present|all-time(?= favou?rite)) ", "", " ".join(what.lower().split()))
    plain = re.sub(r"^preferred (?=colou?r|food|drink|season|band)", "favourite ", plain)
    return plain.replace("favorite", "favourite").replace("color", "colour")


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
