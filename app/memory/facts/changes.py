"""What has changed of something that is known: "I've swapped that for a flat in Porto", "they let me go, I'm at Lidl".

The rules know how things are told. Where one of a kind holds already less is enough: the words name its matter, say
that there is news, and have just one value of its kind. Questions, wishes, plans, visits and other people's lives are
left out, and the verifier looks at it as at every claim. Called by finder.py. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.memory.facts import values
from app.memory.facts.building import claim
from app.memory.facts.fact import USER, Claim, Fact
from app.memory.facts.sentences import Sentence, straight
from app.memory.facts.values import Reader, Span
from app.memory.facts.vocabulary import MONTHS, WEEKDAYS
from app.memory.facts.wording import statement

_MOST_WORDS = 26
"""Longer is a story, with more than one thing in it."""


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Kind:
    """`matter`: the words that tell what it is about. `before`: what stands before a value, which `read` reads.
    `apart`: with these words it is about something else."""

    predicate: str
    matter: re.Pattern[str]
    before: re.Pattern[str]
    read: Reader
    apart: re.Pattern[str]


_NEWS = _any(
    r"now|new|newest|latest|current(?:ly)?|chang(?:e|ed|es|ing)|switch(?:ed|ing)?|swapp?(?:ed|ing)?|move|moved|"
    r"instead|these days|nowadays|any ?more|no longer|from (?:now|today|here|this week|this month) on|as of|since|just|"
    r"finally|officially|recently|ended up|transferred|relocated|replaced|updated?|out of date|outdated|different|"
    r"became|become|turned|gone (?:back|over)|went (?:back|over)|left|quit|packed in|gave (?:it|that|this) up|given up|"
    r"retrained|requalified|promoted|hired|joined|joining|sign(?:ed)?|landed|poached|offered|reset|ditched|dropped|"
    r"settled|over to|upgraded|finished|done with|over it|grown out|used to|not .{1,30} but|start(?:ed|ing)|took over|"
    r"taken over|actually|correction|meant|misspoke|wrong|mistake|mixed|sorry|scratch|rather|prefer|decided|made me|"
    r"taken"
)
_UNREAL = (
    r"if|might|may|maybe|perhaps|wish|hope|hoping|hoped|plan(?:s|ning)?|thinking|thought|consider\w*|dream\w*|someday|"
    r"one day|gonna|about to|will|'ll|won't|could|should|pretend|imagine|supposed to|nearly|almost|considered"
)
_ELSEWHERE = (
    r"visit\w*|holidays?|vacation|trip|weekends?|fl(?:ew|y|ying)|travel\w*|conference|meeting|wedding|concert|festival|"
    r"match|born|grew up|as a (?:child|kid)|stayed|staying|hotel|for (?:a|the|two|three) (?:few )?(?:days?|nights?|"
    r"week|weeks|weekend)|back from|through"
)
_OTHERS = (
    r"he|she|his|her|their|brother|sister|mother|father|mum|mom|dad|son|daughter|friend|friends|uncle|aunt|cousin|"
    r"neighbou?rs?|colleagues?|mates?|grand\\w+|kids?|everyone|everybody|people|boyfriend|girlfriend|husband|wife|"
    r"partner|parents|ex|dog|cat|puppy|kitten|baby|boss"
)


def _apart(*words: str) -> re.Pattern[str]:
    return _any("|".join((_UNREAL, _OTHERS, *words)))


_KINDS: tuple[_Kind, ...] = (
    _Kind(
        "home",
        _any(r"liv(?:e|ed|ing)|moved?(?! (?:my|the|our|it|them|an?|some|his|her|this|that)\b)|"
             r"flat|apartment|house|home|place|studio|settled|"
             r"(?:end|ended|ending) up (?:moving|in)|relocated|based|address|rent|"
             r"keys|boxes|unpacked|city|town|emigrated|transferred"),
        re.compile(r"\b(?:in|to|into|is|it's|be|at|for|over|here)(?: (?:a|the) (?:city|town|flat|apartment|house|"
                   r"place) "
                   r"(?:in|of))? (?=[A-ZÀ-Þ])|'s (?=[A-ZÀ-Þ])"),
        values.place,
        _apart(_ELSEWHERE, "accounts?", "bank", "training", "class(?:es)?", "course",
               "work(?:s|ing)?", "jobs?", "office", "company", "want", "would", "sofa", "parcel", "letter"),
    ),
    _Kind(
        "name",
        re.compile(r"\b(?i:names?|call me|called|known as|go by|going by|I'm(?= (?-i:[A-ZÀ-Þ])))\b"),
        re.compile(r"\b(?i:me|is|it's|name to|by|as|be|called|myself|just|use|say|I'm)(?: just)? (?=[A-ZÀ-Þ])|'s "
                   r"(?=[A-ZÀ-Þ])"),
        values.name,
        _any(rf"{_OTHERS}|if|might|maybe|pretend|imagine|from (?!now|today|this|here)|in|at|with|for|street|phone|"
             rf"back|later"),
    ),
    _Kind(
        "job",
        _any(r"jobs?|work(?:s|ed|ing)?|career|trade|profession|living|role|qualified|retrained|trained|requalified|"
             r"promoted|hired|became|become|I'm|made me|being|position|title|turned"),
        re.compile(r"\b(?:as|am|I'm|is|it's|me|be|being|became|become|to|into|of)(?: now| just| officially| actually)?"
                   r"(?: being)? (?=an? )|\bas (?=[a-z])"),
        values.trade,
        _apart("want", "would", "when I was", "spoke to", "talked to", "saw", "seeing", "met"),
    ),
    _Kind(
        "employer",
        _any(r"jobs?|work(?:ed|ing)? (?:at|for|with)|I work|start(?:ed|ing)?(?: a job| work| work(?:ing)?)? (?:at|"
             r"with|for)|hired|joined|joining|company|firm|employer|contract|payroll|team|"
             r"position|role|offer(?:ed)?|sign(?:ed)?|switched|I(?:'ve)?(?: just)? (?:left|quit)|let me go|laid off|"
             r"I'm (?:now )?(?:at|with)|poached|"
             r"moved over|notice|landed"),
        re.compile(r"\b(?:at|for|with|by|(?:over|switched|moved|transferred|back|gone|went) to|is|it's|join|joined|"
                   r"joining)(?: now)? "
                   r"(?=[A-ZÀ-Þ]|the [A-ZÀ-Þ])"),
        values.workplace,
        _apart("want", "would", "called", "course", "house", "flat", "apartment", _ELSEWHERE, "bought", "shopping"),
    ),
)  # fmt: skip
_LAST_NAMED = re.compile(r"\b(?:is|are|to|it's|now|with|be|on|for|become|say|as|like)(?: now)? (?=\w)|'s (?=\w)|"
                         r", (?=\w)")
_NUMBER = re.compile(r"(?<![\w:])\d(?:[\d -]*\d)?(?![\w:])")
_NO_VALUE = re.compile(
    r"(?:my|the|it|that|i|i'm|changed|been|now|an?|too|so|very|not|no|really|just|quite|all|what|how|there|here|on|in|at|"
    r"for|with|to|going|being|getting|gone|wrong|different|new)\b",
    re.IGNORECASE,
)
_DAY = re.compile(rf"(?:{'|'.join((*WEEKDAYS, *MONTHS))})s?\b", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:used to|once|had been|back then|years ago)\b|\b(?:was|were) *$", re.IGNORECASE)
_KEPT = _any(r"favourite|number|code|pin|password|combination|postcode|plate|e-?mail|address|username|nickname")
"""Slots whose words are named when it changes; an age or a weight is not told by any number in a sentence."""
_FIRST_PERSON = _any(r"I|I'm|I've|we|we've|my|our|me|us|mine|it's|they|they've|call")


def proposals(text: str, holding: Callable[[], Sequence[Fact]], read: Sequence[Claim]) -> Iterator[Claim]:
    """`holding`: what held until then. `read`: what the rules read in `text`; of its slots nothing more is read."""
    whole = Sentence(straight(text), 0)
    said = whole.text
    if "?" in said or len(said.split()) > _MOST_WORDS or not _NEWS.search(said):
        return
    is_mine = bool(_FIRST_PERSON.search(said))
    known = {one.slot for one in read if one.value and one.predicate not in ("note", "plan")}
    for fact in holding():
        if fact.subject != USER or not fact.value or fact.slot in known:
            continue
        for quoted, span in _values(said, fact, is_mine=is_mine):
            value = said[slice(*span)]
            new = claim(
                whole, fact.predicate, quoted, span, slot=fact.slot, value=value,
                text=statement(fact.predicate, value, USER), is_change=True,
            )  # fmt: skip
            yield replace(new, quote=text[new.start : new.end])


def _values(said: str, fact: Fact, *, is_mine: bool) -> list[tuple[Span, Span]]:
    """The quote and the value, when there is just one that `fact` could change to."""
    kind = next((one for one in _KINDS if one.predicate == fact.predicate), None)
    if kind is not None:
        found = _read(said, kind.before, kind.read) if is_mine and _is_about(said, kind) else []
    elif _KEPT.search(fact.slot) and _named(fact.slot, said) and not _apart("want").search(said):
        is_number = fact.value[:1].isdigit()
        found = [(match.start(), match.span()) for match in _NUMBER.finditer(said)] if is_number else _last(said)
    else:
        return []
    new = [
        (start, span) for start, span in found
        if said[slice(*span)].casefold() != fact.value.casefold() and not _ONCE.search(_clause_before(said, start))
    ]  # fmt: skip
    if len({said[slice(*span)].casefold() for _, span in new}) != 1:
        return []
    start, span = new[0]
    return [((start, span[1]), span)]


def _is_about(said: str, kind: _Kind) -> bool:
    return bool(kind.matter.search(said)) and not kind.apart.search(said)


def _named(slot: str, said: str) -> bool:
    """All words of it: "my locker code", "favourite colour"."""
    text = said.casefold().replace("color", "colour").replace("favorite", "favourite")
    return all(re.search(rf"\b{re.escape(word)}\b", text) for word in slot.split())


def _clause_before(said: str, place: int) -> str:
    return re.split(r"[,.;:!—–]", said[:place])[-1]


def _read(said: str, before: re.Pattern[str], read: Reader) -> list[tuple[int, Span]]:
    """Where the words begin that each value stands behind, and the value."""
    found: list[tuple[int, Span]] = []
    for match in before.finditer(said):
        for start, end in [] if _DAY.match(said, match.end()) else read(said[match.end() :])[:1]:
            found.append((match.start(), (match.end() + start, match.end() + end)))
    return found


def _last(said: str) -> list[tuple[int, Span]]:
    """It's turquoise now: what stands behind the last word that may come before a value."""
    for match in reversed(list(_LAST_NAMED.finditer(said))):
        rest = said[match.end() :]
        found = values.clause(rest, 3)
        if found and not _NO_VALUE.match(rest):
            return [(match.start(), (match.end() + found[0], match.end() + found[1]))]
    return []
