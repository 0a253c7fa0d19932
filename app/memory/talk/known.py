"""Whom and what a question means: "Amy", "my sister", "my locker code", among the facts that are current.

Used by questions.py, slots.py and orders.py. Pure; `facts` are the current ones of the self that is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.memory.facts.fact import USER, Fact
from app.memory.facts.vocabulary import KIN, PARTNERS, PETS, PLURALS, words

_ALIKE = {
    "mum": "mother", "mom": "mother", "mommy": "mother", "dad": "father", "daddy": "father", "grandma": "grandmother",
    "granny": "grandmother", "grandpa": "grandfather", "granddad": "grandfather", "neighbor": "neighbour",
    "kid": "child", "cell phone number": "phone number", "mobile number": "phone number",
    "telephone number": "phone number", "cell number": "phone number", "color": "colour",
    "favourite dish": "favourite food", "favourite meal": "favourite food", "favourite movie": "favourite film",
    "licence plate": "number plate", "license plate": "number plate", "wi-fi password": "wifi password",
    "hometown": "home town", "surname": "last name",
    "family name": "last name", "puppy": "dog", "kitten": "cat", "bunny": "rabbit",
}  # fmt: skip
_EMPTY = words(
    "the a an my our your his her its their of to in on at for from with about and or that this these those i me "
    "we you it "
    "is are was were do did does have has had any some all everything anything what when where who how new old"
)


def same(word: str) -> str:
    """One word for all that mean the same: mum -> mother."""
    plain = " ".join(word.casefold().replace("favorite", "favourite").replace("color", "colour").split())
    return _ALIKE.get(plain, plain)


def without_my(words: str) -> str:
    """my sister -> sister."""
    return re.sub(r"^(?:my|our) ", "", words.strip(), flags=re.IGNORECASE)


def is_person(words: str, facts: Iterable[Fact]) -> bool:
    """Somebody the user has spoken of as a person or an animal of theirs; "my sister" is one in any case."""
    plain = same(without_my(words))
    if plain in KIN or plain in PETS:
        return bool(re.match(r"(?:my|our) ", words, re.IGNORECASE))
    return any(
        (_is_kin(fact) and _names(fact.value, plain)) or (_names(fact.subject, plain) and fact.subject != USER)
        for fact in facts
    )


def aliases(words: str, facts: Sequence[Fact]) -> list[str]:
    """All that this person is called: sister -> sister, Amy; Amy -> Amy, sister (if there is no other sister)."""
    plain = same(without_my(words))
    kin = [fact for fact in facts if fact.subject == USER and _is_kin(fact)]
    found = [without_my(words)]
    found += [fact.value for fact in kin if _is_called(fact, plain)]
    for fact in kin:
        alone = [one for one in kin if same(one.predicate) == same(fact.predicate)]
        if _names(fact.value, plain) and len(alone) == 1 and _names(alone[0].value, plain):
            found.append(fact.predicate)
    return list(dict.fromkeys(found))


def about(words: str, facts: Sequence[Fact]) -> list[Fact]:
    """What is known of this person: who it is, and all that is theirs."""
    called = {same(name) for name in aliases(words, facts)}
    firsts = {name.split()[0] for name in called}
    return [
        fact
        for fact in facts
        if same(fact.subject) in called
        or (fact.subject != USER and fact.subject.casefold() in firsts)
        or (
            _is_kin(fact)
            and fact.subject == USER
            and (same(fact.value) in called | firsts or same(fact.predicate) in called)
        )
    ]


def of_slot(subject: str, asked: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that answer "what is `subject`'s `asked`?"; subject USER or a name or whose kin."""
    plain = same(asked)
    plain = same(PLURALS.get(plain, plain))
    whose = {USER} if subject == USER else {same(name) for name in aliases(subject, facts)}
    mine = [fact for fact in facts if same(fact.subject) in whose]
    if plain == "partner":
        return [fact for fact in mine if fact.slot == "partner"]
    return [fact for fact in mine if plain in (same(fact.predicate), same(fact.slot))]


def words_of(topic: str) -> list[str]:
    """What to look for: the words that mean something."""
    words = re.findall(r"[\w'-]+", re.sub(r"'s\b", "", topic))
    return [word for word in words if word.casefold() not in _EMPTY] or words[-1:]


def _is_kin(fact: Fact) -> bool:
    name = fact.predicate.removeprefix("late ").removeprefix("best ")
    return name in KIN or name in PETS


def _is_called(fact: Fact, plain: str) -> bool:
    name = fact.predicate.removeprefix("late ")
    return (
        same(name) == plain
        or (plain == "partner" and name in PARTNERS)
        or (plain == "friend" and name == "best friend")
    )


def _names(full: str, plain: str) -> bool:
    """Amy names Amy Miller."""
    name = full.casefold()
    return name == plain or name.startswith(f"{plain} ")
