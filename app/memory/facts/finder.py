"""Finds the facts in one utterance of the user.

Called by fact_store.py for every episode that is kept or edited; about a millisecond, no language model. The rules
propose, verifier.py decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.memory.facts import attributes, changes, corrections, denials, dwelling, notes, people, plans, traits
from app.memory.facts.building import OTHERS, subject_of
from app.memory.facts.fact import USER, Claim, Fact
from app.memory.facts.sentences import Sentence, sentences, straight
from app.memory.facts.verifier import is_sound
from app.memory.facts.vocabulary import KIN, PARTNERS
from app.memory.protocol import Episode

_PERSON = re.compile(OTHERS)
_BEGINS = re.compile(
    r"(?:(?:oh|no|well|actually|sorry|wait|and|but|so|now|yes|i mean)[,.!]? )*(?P<who>she|he)(?=[ '])", re.IGNORECASE
)
"""Only there does it mean whom the last turn told of."""


LONGEST_CHARS = 4_000
"""Five minutes of speech. What is longer was pasted: somebody else's words, and work that grows with its square."""


@dataclass(frozen=True)
class Past:
    """What came before in the same conversation, oldest first."""

    episodes: Sequence[Episode] = field(default_factory=list)
    facts: Sequence[Fact] = field(default_factory=list)
    """What was read in those episodes."""
    holding: Callable[[], Sequence[Fact]] = list
    """All that held when it was said."""


def find(episode: Episode, past: Past, by_others: Sequence[Claim] = ()) -> list[Claim]:
    """Every claim of `episode` that the verifier lets stand, in the order of the words; `by_others`: proposed by
    somebody else than the rules."""
    if len(episode.text) > LONGEST_CHARS:
        return []
    before = [one.text for one in past.episodes if one.speaker == "user"]
    earlier = corrections.Before(past.episodes, past.facts)
    by_rules = proposals(episode.text, episode.start)
    proposed = [
        *by_others,
        *by_rules,
        *_of_who_was_spoken_of(episode, past, by_rules),
        *corrections.proposals(episode.text, earlier, proposals),
        *denials.proposals(episode.text, episode.start, past.holding, proposals),
    ]
    proposed += changes.proposals(episode.text, past.holding, proposed)
    sound = [claim for claim in proposed if is_sound(claim, episode.text, speaker=episode.speaker, before=before)]
    sound += corrections.jokes(episode.text, earlier) if episode.speaker == "user" else ()
    return sorted(_without_doubles(sound), key=lambda claim: (claim.start, claim.end))


def _of_who_was_spoken_of(episode: Episode, past: Past, read: Sequence[Claim]) -> Iterator[Claim]:
    """Actually, she works at Lidl now: whom the user's last turn told of."""
    last = next((one for one in reversed(past.episodes) if one.speaker == "user"), None)
    pronoun = _BEGINS.match(straight(episode.text))
    if last is None or pronoun is None:
        return
    told = [fact for fact in past.facts if fact.source_episode_id == last.id and fact.value]
    people = {fact.subject for fact in told if fact.subject != USER}
    people = people or {fact.value for fact in told if fact.predicate in KIN}
    kin = {fact.predicate for fact in told} | {fact.subject for fact in told}
    if len(people) == 1 and not kin & (traits.HIS if pronoun["who"].lower() == "she" else traits.HERS):
        for one in proposals(episode.text, episode.start, people.pop()):
            if one not in read:
                yield replace(one, context_id=last.id)


def proposals(text: str, said_at: datetime, person: str = "") -> list[Claim]:
    """What the rules read in `text`, sound or not. `person`: whom "she" or "he" means at its beginning."""
    plain = straight(text)
    found: list[Claim] = []
    rules: tuple[Callable[[Sentence, datetime], Iterable[Claim]], ...] = (
        people.proposals,
        traits.proposals,
        attributes.proposals,
        dwelling.proposals,
        plans.proposals,
        notes.proposals,
    )
    for sentence in sentences(plain):
        for rule in rules:
            found += rule(sentence, said_at)
        found += _of_pronouns(sentence, person)
        person = _spoken_of(sentence.text, person)
    whole = Sentence(plain, 0)
    found += [*people.named_later(whole), *attributes.told_after_asking(whole), *notes.noted_behind(whole)]
    return [_as_heard(claim, text) for claim in found]


def _of_pronouns(sentence: Sentence, before: str) -> list[Claim]:
    """She lives in Paris: who was spoken of before, or "my sister" in this very sentence."""
    pronoun = traits.SHE_OR_HE.search(sentence.text)
    if pronoun is None:
        return []
    named = list(_PERSON.finditer(sentence.text, 0, pronoun.start()))
    if not named:
        return list(traits.of_pronoun(sentence, before)) if before else []
    if len(named) > 1 or not named[0]["kin"]:
        return []
    return list(traits.of_pronoun(sentence, subject_of(named[0])))


def _spoken_of(sentence: str, before: str) -> str:
    """Whom "she" or "he" means in the next sentence: the only one that was spoken of, or nobody."""
    named = {subject_of(match) for match in _PERSON.finditer(sentence)}
    return before if not named else named.pop() if len(named) == 1 else ""


def _as_heard(claim: Claim, text: str) -> Claim:
    """The quote in the very characters of the episode, curly apostrophes and all."""
    return replace(claim, quote=text[claim.start : claim.end])


def _without_doubles(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each subject, slot and value: the longest quote says most. A note or a plan that holds nothing but
    facts found by their own rules is left out."""
    best: dict[tuple[str, str, str, str], Claim] = {}
    for claim in claims:
        kind = "" if claim.predicate in PARTNERS else claim.predicate
        key = (claim.subject.casefold(), claim.slot, kind, claim.value.casefold())
        if key not in best or _says(claim) > _says(best[key]):
            best[key] = claim
    found = list(best.values())
    told = [claim for claim in found if claim.predicate not in ("note", "plan", "habit")]
    return [claim for claim in found if claim.predicate != "note" or not _is_covered(claim, told)]


def _says(claim: Claim) -> tuple[bool, int]:
    """How much: "my wife Anna" more than "Anna and I got married", a longer quote more than a shorter one."""
    return claim.predicate != "partner", len(claim.quote)


def _is_covered(note: Claim, others: Sequence[Claim]) -> bool:
    """Do other claims tell nearly all of what the note says?"""
    inside = sum(
        one.end - one.start
        for one in others
        if note.start <= one.start and one.end <= note.end and not one.is_presupposed
    )
    return inside >= 0.75 * len(note.said)
