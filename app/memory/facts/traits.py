"""Rules of the form who, verb, what: "I live in Ghent", "my sister works at a bank", "Amy is allergic to nuts".

Called by finder.py, sentence by sentence. A table: what the user says of themselves, the same of somebody else, what
may follow. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.memory.facts import values
from app.memory.facts.building import ADVERBS, OTHERS, claim, subject_of
from app.memory.facts.fact import USER, Claim
from app.memory.facts.sentences import Sentence
from app.memory.facts.values import Reader, Span
from app.memory.facts.vocabulary import CONDITIONS, DIETS, FIELDS, INSTRUMENTS_AND_SPORTS, NO_WORK, STATES

A = ADVERBS
_AM = rf"(?:'m| am|'re| are){A}"
_IS = rf"(?:'s| is){A}"
_HAVE = rf"(?:'ve| have)?{A}"
_HAS = rf"(?:'s| has)?{A}"
_MOVED = r"moved(?: back| house| over| out| up| down| away)?(?: from [^,.]{1,30}?)? (?:in)?to"


@dataclass(frozen=True)
class Trait:
    """`me` follows "I" or "we", `other` follows a name or "my sister"; `read` what follows both."""

    predicate: str
    me: str
    other: str
    read: Reader
    slot: Callable[[str], str] | None = None
    is_change: bool | None = None
    may_negate: bool = False
    text: Callable[[str], str] | None = None


def _only(words: str) -> Reader:
    """A reader of a closed list."""
    pattern = re.compile(rf"(?i:{words})(?=$|[,.;!]|'s\b| (?!(?:of|fan|lover|friend|about)\b))")

    def read(rest: str) -> list[Span]:
        match = pattern.match(rest)
        return [match.span()] if match else []

    return read


_EVALUATED = re.compile(
    r"\b(?:good|bad|great|terrible|better|big|huge|real|poor|fast|slow|decent|keen|fan|horrible|lousy|careful|natural|born|"
    r"amateur|heavy|light|regular|hobby|failed|aspiring|wannabe|would-be|lucky|frustrated|budding|model)\b", re.IGNORECASE,
)  # fmt: skip


def _trade(rest: str) -> list[Span]:
    """With its article ("a nurse"), or no work at all ("retired")."""
    free = _no_work(rest)
    if free:
        return free
    found = values.trade(rest) if re.match(r"(?:an?|the) ", rest) else []
    return [] if found and _EVALUATED.search(rest[: found[0][1]]) else found


_no_work = _only("|".join(sorted(NO_WORK, key=len, reverse=True)))


def _school(rest: str) -> list[Span]:
    found = values.workplace(rest)
    is_school = found and re.search(r"\b(?:[Uu]niversity|[Cc]ollege|[Ss]chool|High|Academy|Institute|[A-Z]{2,5})\b", rest[: found[0][1]])
    return found if is_school else []


def _studies(rest: str) -> list[Span]:
    found = values.clause(rest, 4)
    if found is None:
        return []
    text = re.split(r" (?:at|in|with|on|from|for|to)\b", rest[: found[1]])[0]
    bad = re.match(r"(?:for|at|with|in|on|to|the|a|an|my|it|that|this|hard|abroad|all|every|too|here|there|from|until|late)\b", text)
    return [] if bad else [(0, len(text))]


def _address(rest: str) -> list[Span]:
    match = re.match(r"\d+[a-zA-Z]? [A-Z][\w']*(?: [A-Z][\w']*){0,3}(?:, [A-Z]\w+(?: [A-Z]\w+)?)?", rest)
    return [match.span()] if match else []


def _nearby(rest: str) -> list[Span]:
    match = re.match(r"(?:near|outside|just outside|close to|north of|south of|east of|west of|by) ", rest)
    found = values.place(rest[match.end() :]) if match else []
    return [(0, match.end() + found[0][1])] if match and found else []


def _vehicle(rest: str) -> list[Span]:
    found = values.clause(rest, 5)
    return [found] if found and re.match(r"(?:an?|my) ", rest) and re.search(r"[A-Z]", rest[: found[1]]) else []


def _taste(value: str) -> str:
    return f"taste {re.sub(r'^(?:the|a|an) ', '', value)}"


def _allergy(value: str) -> str:
    return f"allergy {value}"


def _named(prefix: str) -> Callable[[str], str]:
    return lambda value: f"{prefix} {re.sub(r'^(?:the|a|an) ', '', value)}"


_LIKE = rf"(?:love|like|adore|enjoy|prefer)"
_TRAITS = (
    Trait("name", rf"(?:{_AM} called| go by)", r"(?: goes by)", values.name),
    Trait("home", rf"(?:{A} live|{_AM} living|(?:'ve| have){A} (?:lived|been living)|{_AM} based){A} in", rf"(?:{A} lives|{_IS} living|{_IS} based|{_HAS} been living){A} in", values.place),
    Trait("home", rf"{_HAVE} {_MOVED}", rf"{_HAS} {_MOVED}", values.place, is_change=True),
    Trait("home", rf"(?:{A} live|{_AM} living){A}", rf"(?:{A} lives|{_IS} living){A}", _nearby, text=lambda v: f"You live {v}."),
    Trait("address", rf"(?:{A} live|{_AM} living){A} at", rf"(?:{A} lives|{_IS} living){A} at", _address),
    Trait("origin", rf"(?:{_AM} from|{A} come from|{_AM} originally from)", rf"(?:{_IS} from|{A} comes from)", values.place),
    Trait("birthplace", rf" (?:was|were) born(?: and raised| and bred)? in", r" was born(?: and raised)? in", values.place),
    Trait("birth year", r" was born in", r" was born in", values.year),
    Trait("birthday", r" was born on", r" was born on", values.date),
    Trait("childhood", r"(?:'ve| have)? (?:grew up|grown up|was raised) in", r" (?:grew up|was raised) in", values.place),
    Trait("job", rf"{_AM}(?: back to being)?", rf"{_IS}", _trade),
    Trait("job", rf"(?:{A} work|{_AM} working|{_HAVE} (?:started(?: out| working| a (?:new )?job)?|been working|retrained|got (?:a |my )?(?:new |first )?(?:job|work)|trained|qualified)) as", rf"(?:{A} works|{_IS} working|{_HAS} started(?: working)?|{_HAS} got a (?:new )?job) as", values.trade),
    Trait("job", rf"{_HAVE} (?:became|become|got promoted to|been promoted to)", rf"{_HAS} (?:became|become|been promoted to|got promoted to)", _trade, is_change=True),
    Trait("employer", rf"(?:{A} work|{_AM} working|{_AM} employed|(?:'ve| have){A} (?:worked|been working)){A} (?:for|at|by)", rf"(?:{A} works|{_IS} working|{_IS} employed){A} (?:for|at|by)", values.workplace),
    Trait("employer", rf"{_HAVE} (?:started(?: working| work| a (?:new )?job)?|(?:got|found|landed|took|accepted) (?:a |my )?(?:new |first )?(?:job|position)|switched|moved to a job) (?:at|with|for|to)", rf"{_HAS} (?:started(?: working| a (?:new )?job)?|got a (?:new )?job) (?:at|with|for)", values.workplace, is_change=True),
    Trait("field", rf"(?:{A} work|{_AM} working){A} in", rf"(?:{A} works|{_IS} working){A} in", _only(FIELDS)),
    Trait("school", rf"(?:{A} (?:go to|attend|study at)|{_AM} (?:studying at|enrolled at|a student at))", rf"(?:{A} (?:goes to|attends|studies at)|{_IS} (?:studying at|a student at))", _school),
    Trait("studies", rf"(?:{A} (?:study|major in)|{_AM} (?:studying|majoring in))", rf"(?:{A} (?:studies|majors in)|{_IS} (?:studying|majoring in))", _studies),
    Trait("age", rf"{_AM}", rf"{_IS}", values.age, is_change=True),
    Trait("age", rf"{_HAVE} turned", rf"{_HAS} turned", values.age, is_change=True),
    Trait("family", rf"(?:{_AM}|{_HAVE} got(?: re)?)", rf"(?:{_IS}|{_HAS} got(?: re)?)", _only("married|divorced|engaged|single|widowed|separated|in a relationship")),
    Trait("condition", rf"(?:{A} have|'ve got|{A} suffer from|(?: was|'ve been| have been| got) diagnosed with)", rf"(?:{A} has|'s got|{A} suffers from|(?: was| has been| got) diagnosed with)", _only(CONDITIONS), slot=_named("condition")),
    Trait("state", _AM, _IS, _only(STATES), slot=_named("state")),
    Trait("diet", rf"(?:{_AM}|{_HAVE} (?:became|become|gone|went|turned))", rf"(?:{_IS}|{_HAS} (?:became|become|gone|went|turned))", _only(DIETS)),
    Trait("allergy", rf"(?:{_AM}(?: severely| very| highly| terribly| mildly| slightly| deathly| badly)?|{_HAVE} (?:become|became)) allergic to", rf"{_IS}(?: severely| very| highly| terribly)? allergic to", values.things, slot=_allergy),
    Trait("allergy", rf"(?:{A} have|'ve got) an? (?:bad |severe |serious |strong |mild )?allergy to", rf"{A} has an? (?:bad |severe |serious )?allergy to", values.things, slot=_allergy),
    Trait("no allergy", rf"(?:{_AM} (?:not|no longer)|{_AM}n't) allergic to", r"(?:(?:'s| is) (?:not|no longer)| isn't) allergic to", values.things, slot=_allergy, is_change=True, may_negate=True),
    Trait("likes", rf"{A} {_LIKE}", rf"{A} (?:loves|likes|adores|enjoys|prefers)", values.thing, slot=_taste),
    Trait("likes", rf"{_AM}(?: very| so| pretty| big)? (?:into|fond of|keen on|crazy about|mad about|a (?:big |huge |great |real |massive )?fan of)", rf"{_IS}(?: very| so)? (?:into|fond of|keen on|crazy about|mad about|a (?:big |huge |great )?fan of)", values.thing, slot=_taste),
    Trait("dislikes", rf"(?:{A} (?:hate|dislike|can't stand|cannot stand|can't bear|detest|loathe)|(?:{A} don't| do not|{A} never)(?: really| much| even| actually| particularly| quite)? (?:like|enjoy|care for|liked)|{_AM} not(?: really| very| much)? (?:into|fond of|keen on|(?:a (?:big |huge )?|much of a )fan of)|{A} no longer (?:like|enjoy|love))", rf"(?:{A} (?:hates|dislikes|can't stand|detests|loathes)|(?: doesn't| does not)(?: really| much)? (?:like|enjoy|care for)|{_IS} not (?:a fan of|fond of|keen on|into))", values.thing, slot=_taste, may_negate=True),
    Trait("avoids", r"(?: don't| do not| can't| cannot| never| mustn't| may not| stopped| have stopped|'ve stopped| quit)(?: really| usually| ever)? eat(?:ing)?", r"(?: doesn't| can't| cannot| never| mustn't| stopped)(?: really| usually)? eat(?:ing)?", values.things, slot=_named("eats"), may_negate=True),
    Trait("no drink", r"(?: don't| do not| can't| cannot| never| mustn't| stopped| quit)(?: really| usually| ever)? drink(?:ing)?", r"(?: doesn't| can't| never| stopped)(?: really| usually)? drink(?:ing)?", values.things, slot=_named("drinks"), may_negate=True),
    Trait("language", rf"(?:{A} speak|{_AM} fluent in)", rf"(?:{A} speaks|{_IS} fluent in)", values.languages, slot=_named("language")),
    Trait("learning", rf"{_AM} (?:learning|studying)", rf"{_IS} (?:learning|studying)", values.languages, slot=_named("language")),
    Trait("instrument", rf"(?:{A} play|{_AM} learning|{_AM} learning to play)", rf"(?:{A} plays|{_IS} learning(?: to play)?)", _only(INSTRUMENTS_AND_SPORTS), slot=_named("plays")),
    Trait("vehicle", rf"(?:{A} drive|{_HAVE} bought)", rf"{A} drives", _vehicle),
)  # fmt: skip
_MINE = [(trait, re.compile(rf"\b(?:I|i|We|we)(?i:{trait.me}) ")) for trait in _TRAITS]
_THEIRS = [(trait, re.compile(rf"{OTHERS}(?i:{trait.other}) ")) for trait in _TRAITS]

_AN_ALLERGY = re.compile(r"\b(?i:i)(?i: have|'ve got)(?i: got)? (?i:an? )(?:(?i:bad|severe|serious|strong|mild) )?(?P<what>[\w-]+(?: [\w-]+)?) (?i:allergy)\b")
_ENDED = (
    ("job", re.compile(rf"\b(?i:i)(?i:{_HAVE} (?:quit|left|lost|resigned from) (?:my|the) (?:old )?job|{_HAVE} (?:got|been|was) (?:fired|laid off|made redundant)|{A} was (?:fired|laid off|made redundant)| no longer work\b(?! in| as)|{A} handed in my notice)"), "You no longer have your job."),
    ("employer", re.compile(rf"\b(?i:i)(?i:(?: don't| do not) work (?:at|for) .{{1,40}}? any ?more| no longer work (?:at|for) [A-Z]\w+|{_HAVE} (?:quit|left|lost|resigned from) (?:my|the) (?:old )?job|{_HAVE} retired| am retired|'m retired|{A} was (?:fired|laid off))"), "You no longer work there."),
    ("home", re.compile(r"\b(?i:i)(?i:(?: don't| do not) live (?:in|at) .{1,40}? any ?more| no longer live in [A-Z]\w+)"), "You no longer live there."),
)  # fmt: skip


def proposals(sentence: Sentence, said_at: datetime) -> Iterator[Claim]:
    """All claims of the table, and the ends of jobs and homes."""
    for trait, pattern in _MINE:
        for match in pattern.finditer(sentence.text):
            yield from _read(sentence, trait, match, USER)
    for trait, pattern in _THEIRS:
        for match in pattern.finditer(sentence.text):
            yield from _read(sentence, trait, match, subject_of(match))
    for match in _AN_ALLERGY.finditer(sentence.text):
        yield claim(sentence, "allergy", match.span(), match.span("what"), slot=_allergy(match["what"]))
    for name, pattern, text in _ENDED:
        for match in pattern.finditer(sentence.text):
            nothing = (match.start(), match.start())
            yield claim(sentence, name, match.span(), nothing, value="", text=text, is_change=True, may_negate=True)


def _read(sentence: Sentence, trait: Trait, match: re.Match[str], subject: str) -> Iterator[Claim]:
    shift = match.end()
    found = trait.read(sentence.text[shift:])
    for begin, end in found:
        value = sentence.text[shift + begin : shift + end]
        yield claim(
            sentence, trait.predicate, (match.start(), shift + found[-1][1]), (shift + begin, shift + end),
            subject=subject, slot=trait.slot(value) if trait.slot else "", is_change=trait.is_change,
            text=trait.text(value) if trait.text and subject == USER else "", may_negate=trait.may_negate,
        )  # fmt: skip
