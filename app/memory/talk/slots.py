"""Questions that one fact answers: "what's my name?", "where does my sister live?", "what am I allergic to?".

Used by questions.py. Answered only from facts: what is not known for sure is left to recall and the language model.
Pure but for the facts that are handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.memory.facts.fact import USER, Fact
from app.memory.talk import known

_MINE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"what(?:'s| is) my (?:first |full |real )?name|what am i called|who (?:am i|i am)|(?:what )?my name(?: is)?|"
        r"(?:know|remember) my name",
        ("name",)),
    (r"where do i (?:live|stay)(?: now)?|where am i living(?: now)?|which (?:city|town|village|"
     r"country) do i live in|what(?:'s| is) my home", ("home", "address")),
    (r"where do i work(?: now)?|(?:who|what company|which company) do i work (?:for|at)|who(?:'s|"
     r" is) my employer", ("employer", "field")),
    (r"what do i (?:do for a living|do for work|work as)|what(?:'s| is) my (?:job|profession|occupation|"
     r"trade)", ("job", "employer", "field")),
    (r"when(?:'s| is) my birthday|what(?:'s| is) my birthday|what(?:'s| is) my date of birth|"
     r"on what day was i born", ("birthday",)),
    (r"when was i born|what year was i born", ("birth year", "birthday")),
    (r"how old am i|what(?:'s| is) my age", ("age",)),
    (r"where was i born", ("birthplace",)),
    (r"where am i from|where do i come from", ("origin", "birthplace")),
    (r"where did i (?:grow up|spend my childhood)|(?:what|which) (?:place|town|city|country|village) did i grow up in",
     ("childhood",)),
    (r"what(?:'s| am i| are the things i'm)? ?(?:am i |i'm )?allergic to|what allergies do i have|"
     r"what are my allergies|do i have (?:any |an )?allerg(?:ies|y)", ("allergy",)),
    (r"what (?:don't|do not|can't) i eat|what(?:'s| is) my diet|am i (?:a )?(?:vegetarian|vegan)", ("diet", "avoids")),
    (r"what do i (?:like|love|enjoy)", ("likes",)),
    (r"what (?:do i (?:hate|dislike)|don't i like)", ("dislikes",)),
    (r"(?:what|which) languages? (?:do|can) i speak", ("language",)),
    (r"(?:what|which) language am i learning", ("learning",)),
    (r"what do i study|what am i studying", ("studies",)),
    (r"where do i (?:study|go to school)|(?:what|which) (?:school|university|college) do i go to", ("school",)),
    (r"(?:what|which) (?:instrument|sport)s? (?:do i play|am i learning)", ("instrument",)),
    (r"(?:what|which) (?:kind of )?car do i (?:drive|have)|what do i drive", ("vehicle", "car")),
    (r"who am i married to|who(?:'s| is) my partner", ("partner",)),
    (r"am i (?:married|single)", ("family", "partner")),
    (r"(?:what|which) pets do i have|what are my pets(?:' names| called)?|do i have (?:any )?pets", ("pets",)),
)  # fmt: skip
_THEIRS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"where does (?P<who>{who}) live(?: now)?|where is (?P<who2>{who}) living(?: now)?", ("home",)),
    (r"where does (?P<who>{who}) work(?: now)?|who does (?P<who2>{who}) work for", ("employer", "field", "job")),
    (
        r"what does (?P<who>{who}) do(?: for a living| for work)?|what(?:'s| is) (?P<who2>{who})'s job",
        ("job", "employer", "field"),
    ),
    (r"when(?:'s| is) (?P<who>{who})'s birthday|when was (?P<who2>{who}) born", ("birthday", "birth year")),
    (r"how old(?:'s| is) (?P<who>{who})", ("age",)),
    (r"where(?:'s| is) (?P<who>{who}) from|where does (?P<who2>{who}) come from", ("origin", "birthplace")),
    (r"what(?:'s| is) (?P<who>{who}) allergic to", ("allergy",)),
    (r"what does (?P<who>{who}) (?:like|love|enjoy)", ("likes",)),
    (r"what (?:doesn't (?P<who>{who}) like|does (?P<who2>{who}) (?:hate|dislike))", ("dislikes",)),
    (r"what does (?P<who>{who}) study|what(?:'s| is) (?P<who2>{who}) studying", ("studies",)),
    (r"(?:what|which) languages? does (?P<who>{who}) speak", ("language",)),
)
_WHO = r"(?:my [a-z-]+(?:'s [a-z-]+)?|[a-z][\w'-]*(?: [A-Z][\w'-]*)?)"
_MY = re.compile(
    r"(?:what|who|when|which|where)(?:'s|'re| is| are| was) my (?P<what>[a-z][\w -]*?)(?:'s name|'s called| called|"
    r" named| again| now| at the moment)*",
    re.IGNORECASE,
)
_NAME_OF = re.compile(
    r"(?:what(?:'s| is| are) the names? of my (?P<what>[a-z -]+)|what(?:'s| is) my (?P<what2>[a-z -]+?)(?:'s name|"
    r" called| named))",
    re.IGNORECASE,
)
_SOMEBODYS = re.compile(
    rf"(?:what|who|when|which)(?:'s| is| are) (?P<who>{_WHO})'s (?P<what>[a-z][\w -]*?)(?: called| again| now|"
    rf"'s name)?",
    re.IGNORECASE,
)
_ALLERGIC = re.compile(r"am i allergic to (?P<what>[\w ]+)", re.IGNORECASE)
_mine = [(re.compile(pattern, re.IGNORECASE), slots) for pattern, slots in _MINE]
_theirs = [(re.compile(pattern.replace("{who}", _WHO), re.IGNORECASE), slots) for pattern, slots in _THEIRS]
_PAST = (
    (re.compile(r"where did i live|where was i living", re.IGNORECASE), ("home",)),
    (re.compile(r"where did i work|who did i work for", re.IGNORECASE), ("employer",)),
    (re.compile(r"what (?:did i do for a living|was my job)", re.IGNORECASE), ("job",)),
    (re.compile(r"what was my name|what was i called", re.IGNORECASE), ("name",)),
)


def answering(said: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that answer the question `said`; [] when it is none or nothing is known."""
    ways: tuple[Callable[[str, Sequence[Fact]], list[Fact]], ...] = (_about_the_user, _about_others, _open_slot)
    return next((found for way in ways if (found := way(said, facts))), [])


def past_slots(said: str) -> tuple[str, ...]:
    """What "where did I live" asks for, with its time taken off."""
    return next((slots for pattern, slots in _PAST if pattern.fullmatch(said)), ())


def _about_the_user(said: str, facts: Sequence[Fact]) -> list[Fact]:
    for pattern, slots in _mine:
        if pattern.fullmatch(said):
            return _first(slots, USER, facts)
    match = _ALLERGIC.fullmatch(said)
    if match:
        return [fact for fact in facts if fact.subject == USER and fact.slot == f"allergy {match['what'].casefold()}"]
    return []


def _about_others(said: str, facts: Sequence[Fact]) -> list[Fact]:
    for pattern, slots in _theirs:
        match = pattern.fullmatch(said)
        if match:
            who = match["who"] or match.groupdict().get("who2") or ""
            return _first(slots, who, facts) if known.is_person(who, facts) else []
    return []


def _open_slot(said: str, facts: Sequence[Fact]) -> list[Fact]:
    """What's my locker code? Who is my boss? What's my sister's dog called?"""
    match = _SOMEBODYS.fullmatch(said)
    if match and known.is_person(match["who"], facts):
        found = known.of_slot(match["who"], match["what"], facts)
        if found or match["what"] != "name":
            return found
    named = _NAME_OF.fullmatch(said)
    if named:
        return known.of_slot(USER, named["what"] or named["what2"], facts)
    mine = _MY.fullmatch(said)
    return known.of_slot(USER, mine["what"].removesuffix("'s name"), facts) if mine else []


def _first(slots: Sequence[str], subject: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of the first slot that there is; all pets at once."""
    if "pets" in slots:
        return [fact for fact in facts if fact.subject == USER and fact.slot.startswith("pet ")]
    for slot in slots:
        found = known.of_slot(subject, slot, facts)
        if found:
            return found
    return []
