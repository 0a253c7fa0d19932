"""Reads what follows the verbs of trait_table.py where a reader of values.py is too generous. Pure."""

from __future__ import annotations

import re

from app.memory.facts import values
from app.memory.facts.values import Reader, Span
from app.memory.facts.vocabulary import NO_WORK


def only(words: str) -> Reader:
    """A reader of a closed list."""
    pattern = re.compile(rf"(?i:{words})(?=$|[,.;!]|'s\b| (?!(?:of|fan|lover|friend|about)\b))")

    def read(rest: str) -> list[Span]:
        match = pattern.match(rest)
        return [match.span()] if match else []

    return read


_EVALUATED = re.compile(
    r"\b(?:good|bad|great|terrible|better|big|huge|real|poor|fast|slow|decent|keen|fan|horrible|lousy|careful|"
    r"natural|born|"
    r"amateur|heavy|light|regular|hobby|failed|aspiring|wannabe|would-be|lucky|frustrated|budding|model)\b",
    re.IGNORECASE,
)


def trade_or_none(rest: str) -> list[Span]:
    """With its article ("a nurse"), or no work at all ("retired")."""
    free = _no_work(rest)
    if free:
        return free
    found = values.trade(rest) if re.match(r"(?:an?|the) ", rest) else []
    return [] if found and _EVALUATED.search(rest[: found[0][1]]) else found


def trade_until_now(rest: str) -> list[Span]:
    """a nurse for ten years, since the war: one still is."""
    found = trade_or_none(rest)
    return found if found and _UNTIL_NOW.match(rest[found[0][1] :]) else []


_UNTIL_NOW = re.compile(r" (?:for (?:\w+ ){0,3}(?:years|months|ages|decades|ever)|since|all my)\b", re.IGNORECASE)
_no_work = only("|".join(sorted(NO_WORK, key=len, reverse=True)))


def school(rest: str) -> list[Span]:
    """A university, a college, a school: by its name or by what it is."""
    found = values.workplace(rest)
    is_school = found and re.search(
        r"\b(?:[Uu]niversity|[Cc]ollege|[Ss]chool|High|Academy|Institute|[A-Z]{2,5})\b", rest[: found[0][1]]
    )
    return found if is_school else []


def studies(rest: str) -> list[Span]:
    """law · ancient history; not: hard, for an exam."""
    text = re.split(r" (?:at|in|with|on|from|for|to)\b", rest)[0]
    found = values.clause(text, 4)
    if found is None:
        return []
    text = text[: found[1]]
    bad = re.match(
        r"(?:for|at|with|in|on|to|the|a|an|my|it|that|this|hard|abroad|all|every|too|here|there|from|until|late)\b",
        text,
    )
    return [] if bad else [(0, len(text))]


def address(rest: str) -> list[Span]:
    """12 Baker Street, London."""
    match = re.match(r"\d+[a-zA-Z]? [A-Z][\w']*(?: [A-Z][\w']*){0,3}(?:, [A-Z]\w+(?: [A-Z]\w+)?)?", rest)
    return [match.span()] if match else []


def nearby(rest: str) -> list[Span]:
    """near Leeds · just outside Ghent."""
    match = re.match(r"(?:near|outside|just outside|close to|north of|south of|east of|west of|by) ", rest)
    found = values.place(rest[match.end() :]) if match else []
    return [(0, match.end() + found[0][1])] if match and found else []


def vehicle(rest: str) -> list[Span]:
    """an old Volvo: with the name of a make."""
    found = values.clause(rest, 5)
    return [found] if found and re.match(r"(?:an?|my) ", rest) and re.search(r"[A-Z]", rest[: found[1]]) else []


_NO_ALLERGEN = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mornings?|work|working|exercise|people|"
    r"nonsense|stupidity|bullshit|small talk|housework|homework|criticism|commitment|winter|meetings?|emails?|"
    r"early mornings?|fun|drama|idiots|responsibility|politics|cleaning|cooking)$",
    re.IGNORECASE,
)


def allergens(rest: str) -> list[Span]:
    """Nuts, cats and wool; not: Mondays."""
    return [span for span in values.things(rest) if not _NO_ALLERGEN.match(rest[slice(*span)])]
