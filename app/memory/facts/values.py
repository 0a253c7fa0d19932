"""Reads what follows a verb: a name, a place, a trade, a day, a thing. Strict, because half a value is a wrong fact.

Called by the rules with the rest of the sentence behind the verb. Pure. A reader gives the places of the values it
found in that rest, none when what stands there is something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from app.memory.facts.vocabulary import (
    MONTHS,
    NATION_ENDINGS,
    NO_NAMES,
    NO_NATIONS,
    SETTLEMENTS,
    TRADES,
    WEEKDAYS,
    WORKPLACES,
    words,
)

Span = tuple[int, int]
Reader = Callable[[str], list[Span]]

_UPPER = "A-ZÀ-ÖØ-Þ"
_WORD = rf"[{_UPPER}](?:[^\W\d_]|['-](?=[^\W\d_]))*\.?"
_LINK = r"(?:van|von|de|der|den|da|di|del|la|le|bin|ibn|al|el|ter|zu)"
NAME = (
    rf"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? |(?:Miss|Aunt|Uncle|Auntie|Professor|"
    rf"Doctor) )?{_WORD}(?: (?:{_LINK} ){{0,2}}{_WORD}){{0,2}}"
)
_NAME = re.compile(NAME)
_JOIN = re.compile(r",? and (?:(?:my|the) )?|, ?")
_BREAK = re.compile(
    r"[,.;:!?…()\"“”]|\s[-–—]\s|\s(?:but|because|so|since|while|which|who|whom|that|if|though|although|unless|"
    r"until|except|or|then|"
    r"where|whenever|when|after|before|for now|you know|i think|i guess|isn't|aren't|don't|right\?)(?=\s|$)|"
    r"\sand (?=(?:i|i'm|i've|we|he|she|it|they|you|my|that|then|so|now|the|this|there|don't|hate|love|am|have|is|"
    r"was)\b)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:a lot|very much|so much|too much|too|now|anyway|anyways|though|again|today|these days|right now|"
    r"at the moment|"
    r"nowadays|currently|as well|actually|really|already|still|also|either|at all|anymore|any more|"
    r"more than anything|the most|"
    r"please|thanks|thank you|by the way|of course|instead|lately|recently|there|here|most of all|best|dearly|yet|"
    r"always|"
    r"for years|all my life)$",
    re.IGNORECASE,
)
_BAD_FIRST = words(
    "that this it you him her them me us how when what where why who which whatever your his their these those to "
    "being having going hearing seeing knowing thinking saying talking telling asking my our being all everything "
    "everyone people someone something nothing anything one ones both so very not just more most much myself "
    "yourself there here no yes as if"
)
_BAD_THING = re.compile(
    r"\b(?:one|ones|idea|ideas|sound|look|part|thought|suggestion|answer|question|plan|joke|way|fact|feeling|it|"
    r"him|you|your|"
    r"this|same|thing|things|moment|choice|point|other|rest|result|first|second|last)\b",
    re.IGNORECASE,
)
_SAID_BEFORE = re.compile(
    r"(?:is|was|are|were|has|have|had|will|would|can|about|in|at|for|with|and|when|most|best|a lot)\b", re.IGNORECASE
)
"""Behind "love" in "everyone we love was there"."""
_TO_BE_SAID = re.compile(
    r"to (?:say|think|admit|believe|hear|know|see|tell|ask|be|have|talk|point|break|interrupt|disappoint)\b"
)


def clause(rest: str, most_words: int) -> Span | None:
    """From the start of `rest` to where the phrase ends, without "now", "a lot" and the like behind it."""
    match = _BREAK.search(rest)
    text = rest[: match.start()] if match else rest
    while shorter := _TAIL.search(text):
        text = text[: shorter.start()]
    text = text.rstrip()
    return (0, len(text)) if text and len(text.split()) <= most_words else None


def name(rest: str) -> list[Span]:
    """Amy · Mary Ann van Dyke · Dr. Brown; typed in small letters only when nothing else follows."""
    match = _NAME.match(rest)
    if match:
        end = _name_end(match[0])
        return [(0, end)] if end else []
    typed = re.match(r"[a-z][a-z'-]{1,19}(?= *(?:$|[.,!]))", rest)
    return [(0, typed.end())] if typed and typed[0] not in NO_NAMES else []


def _name_end(text: str) -> int:
    """How far `text`, words that all begin like names, is one: without a weekday behind it, a possessive, a dot."""
    words = text.split(" ")
    if words[0].strip(".").casefold() in NO_NAMES:
        return 0
    while len(words) > 1 and (words[-1].strip(".").casefold() in NO_NAMES or words[-1].casefold() in MONTHS):
        words.pop()
    while len(words) > 1 and re.fullmatch(_LINK, words[-1]):
        words.pop()
    found = re.sub(r"'s$", "", " ".join(words))
    found = found if re.search(r"\b(?:Dr|Mr|Mrs|Ms|Prof)\.$", found) else found.rstrip(".")
    first = found.split()[0].casefold() if found else ""
    is_nation = found.casefold().endswith(NATION_ENDINGS) and not {first, found.casefold()} & NO_NATIONS
    return 0 if is_nation or found in {"Mr", "Mrs", "Dr", "Miss", "Ms"} else len(found)


def names(rest: str) -> list[Span]:
    """Amy, Beth and Tom: capitalised ones only."""
    found: list[Span] = []
    place = 0
    while match := _NAME.match(rest, place):
        end = _name_end(match[0])
        if not end:
            break
        found.append((place, place + end))
        joined = _JOIN.match(rest, place + end)
        if not joined:
            break
        place = joined.end()
    return found


_PLACE = re.compile(
    rf"(?:(?:the|north|south|east|west|northern|southern|eastern|western|central|downtown|upstate|greater|inner|"
    rf"rural|near|"
    rf"outside|just|of|city|centre|center|suburbs|outskirts|area|coast|part|village|town|county|district|middle|"
    rf"heart) )*"
    rf"{_WORD}(?:(?: |-)(?:(?:upon|on|sur|am|an der|de|la|le|of|the|al|"
    rf"in) )?{_WORD}){{0,3}}(?:, (?!(?:I|We|My|It|He|She|You|They|And|But|So)\b){_WORD}(?: {_WORD})?)?",
)
_SETTLED = "|".join(sorted(SETTLEMENTS, key=len, reverse=True))
_SMALL_PLACE = re.compile(
    rf"(?:an?|the|our|my own) (?:[a-z-]+ ){{0,3}}?(?:{_SETTLED})\b"
    r"(?: (?:near|in|outside|by|on|of|called|above) (?:the )?[^\s,.!?;]+(?: [A-Z]\w+)*)?"
)
_NOWHERE = words(
    "fear denial hope peace pain past moment present future debt bed hell heaven paradise love harmony silence a "
    "the my it"
)


def place(rest: str) -> list[Span]:
    """Berlin · the north of Wales · a small village near Lyon · San José, Costa Rica."""
    match = _PLACE.match(rest)
    if match and not _first_words(match[0]) & {*WEEKDAYS, *MONTHS, "i", "i'm", "god", "my", "your"}:
        text = re.sub(r"(?:'s|\.)$", "", match[0])
        return [(0, len(text))]
    small = _SMALL_PLACE.match(rest)
    if small:
        return [(0, len(small[0].rstrip()))]
    typed = re.match(r"[a-z][a-z-]+(?: [a-z]{3,})?(?= *(?:$|[.,!]))", rest)
    if typed and rest == rest.lower() and not _first_words(typed[0]) & (_NOWHERE | _BAD_FIRST | NO_NAMES):
        return [(0, typed.end())]
    return []


def _first_words(text: str) -> set[str]:
    return {word.strip(".,").casefold() for word in text.split()}


def trade(rest: str) -> list[Span]:
    """a primary school teacher -> primary school teacher; retired."""
    match = re.match(r"(an?|the) ", rest)
    begin = match.end() if match else 0
    found = clause(rest[begin:], 40)
    if found is None:
        return []
    phrase = re.split(r" (?:at|for|in|by|with|from|of|and|on|to|near|now|who|here)\b", rest[begin : begin + found[1]])[
        0
    ]
    words = phrase.split()
    for count in range(min(len(words), 5), 0, -1):
        if words[count - 1].casefold().strip("-").rstrip("s" if not match else "") in TRADES:
            return [(begin, begin + len(" ".join(words[:count]).rstrip("-")))]
    return []


_WORKED = "|".join(sorted(WORKPLACES, key=len, reverse=True))
_ORG = re.compile(
    rf"(?:the )?{_WORD}(?:(?: (?:of|the|and|&|for|de|und)){{0,2}} {_WORD}){{0,4}}|[A-Z]{{2,6}}\b|"
    rf"(?:an?|the|our|my) (?:[a-z-]+ ){{0,3}}?(?:{_WORKED})\b(?: council| department| office)?"
    rf"(?: (?:in|near|of) (?:the )?[\w-]+)?"
)


def workplace(rest: str) -> list[Span]:
    """Siemens · the University of Leeds · a bakery in Ghent."""
    match = _ORG.match(rest)
    if not match or match[0].split()[0].casefold() in {
        "i",
        "i'm",
        "monday",
        "night",
        "home",
        "god",
        *WEEKDAYS,
        *MONTHS,
    }:
        return []
    return [(0, len(re.sub(r"(?:'s|\.)$", "", match[0].rstrip())))]


def thing(rest: str) -> list[Span]:
    """What one may like: fish and chips · swimming in cold lakes · to cook. Not: that · the idea · how you say it."""
    found = clause(rest, 7)
    if found is None:
        return []
    text = rest[: found[1]]
    first = text.split()[0].casefold()
    if _TO_BE_SAID.match(text) or _BAD_THING.search(text):
        return []
    is_verb = re.match(r"to [a-z]+", text) is not None
    if _SAID_BEFORE.match(text):
        return []
    return [] if first in _BAD_FIRST and not is_verb else [found]


_FOODISH = re.compile(r",? (?:and|or) |, ?")


def things(rest: str) -> list[Span]:
    """nuts, shellfish and cats: each one by itself."""
    text = re.split(r"[.;:!?()]|\b(?:but|so|because|which|that|though|since|when|if)\b", rest)[0]
    found: list[Span] = []
    place = 0
    for part in [*(match.span() for match in _FOODISH.finditer(text)), (len(text), len(text))]:
        item = text[place : part[0]]
        inner = clause(item, 3)
        if inner is None or item.split()[0].casefold() in _BAD_FIRST | {"i", "we", "he", "she", "they", "can", "have"}:
            break
        found.append((place, place + inner[1]))
        place = part[1]
    return found


def phrase(rest: str) -> list[Span]:
    """Up to ten words to the end of the clause."""
    found = clause(rest, 10)
    return [found] if found else []


def rest_of_sentence(rest: str) -> list[Span]:
    """All of it."""
    text = rest.rstrip(" .!…")
    return [(0, len(text))] if text else []


_NUMBER = (
    r"\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|"
    r"eight|nine))?|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen"
)
_AGE = re.compile(
    rf"({_NUMBER})(?= years old\b| years of age\b| *(?:$|[.,!]| now\b| today\b| yesterday\b| and | but | last |"
    rf" next | on | in ))",
    re.IGNORECASE,
)


def age(rest: str) -> list[Span]:
    """34 (years old)."""
    match = _AGE.match(rest)
    if not match or (match[1].isdigit() and int(match[1]) > 115):
        return []
    return [match.span(1)]


def year(rest: str) -> list[Span]:
    """1985."""
    match = re.match(r"(?:1[89]|20)\d\d\b", rest)
    return [match.span()] if match else []


NTH_WORD = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?|(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|"
    r"ninth)|first|second|"
    r"third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    r"seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_MONTH = f"(?:{'|'.join(MONTHS)})"
DAY_OF_MONTH = rf"(?:the )?{NTH_WORD} (?:of )?{_MONTH}|{_MONTH} (?:the )?{NTH_WORD}"
_DAY = re.compile(rf"(?:{DAY_OF_MONTH})(?:,? (?:1[89]|20)\d\d)?\b", re.IGNORECASE)


def date(rest: str) -> list[Span]:
    """the third of May · May 3rd, 1985."""
    match = _DAY.match(rest)
    return [match.span()] if match else []


def languages(rest: str) -> list[Span]:
    """fluent Spanish and a little Greek: the capitalised words."""
    text = re.split(r"[.;:!?]|\b(?:but|so|because|at|with|to|when)\b", rest)[0]
    found = [match.span() for match in re.finditer(r"\b[A-Z][a-z]{3,}\b", text)]
    return found if found and re.match(r"(?:[a-z]+ ){0,3}[A-Z]", text) else []
