"""Facts that the language model points at: a line tells of a matter, the model says which of its words give the value.

The matter is told by the vectors (matters.py), the model may only choose among stretches of the line or "none", and the
verifier decides, by rules stricter than those for rules: so it can take words wrongly, but not invent any. Used by
model_reading.py, on the store's thread. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.engines.protocols import Message
from app.memory.facts.building import slot_of_kin
from app.memory.facts.fact import USER, Claim
from app.memory.facts.sentences import sentences, straight
from app.memory.facts.verifier import is_sound
from app.memory.facts.vocabulary import KIN, NO_NAMES, PETS
from app.memory.facts.wording import statement

NONE = "none"
MOST_WORDS = 5
LONGEST_WORDS = 40
"""Of a line. What is longer tells a story."""


@dataclass(frozen=True)
class Matter:
    """`asked`: as the model is asked for it. A fact of it is `predicate`, in `slot` and the value's words where one can
    have many ("" : one value only). `is_name`: the value is written with a capital."""

    asked: str
    predicate: str
    is_name: bool = False
    slot: str = ""


def _person(kin: str) -> Matter:
    return Matter(f"the name of the user's {kin}", kin, True)


_PEOPLE = ("sister", "brother", "son", "daughter", "dog", "cat", "partner", "boss", "doctor", "neighbour", "colleague")
_FAVOURITES = ("food", "colour", "season")
MATTERS = {
    **{kin: _person(kin) for kin in _PEOPLE},
    **{f"favourite {what}": Matter(f"the user's favourite {what}", f"favourite {what}") for what in _FAVOURITES},
    "favourite band": Matter("the user's favourite band", "favourite band", True),
    "favourite book": Matter("the user's favourite book", "favourite book", True),
    "best friend": Matter("the name of the user's best friend", "best friend", True, "friend"),
    "name": Matter("the user's own name", "name", True),
    "home": Matter("the town where the user lives", "home", True),
    "hometown": Matter("the place where the user grew up", "hometown", True),
    "job": Matter("the user's job", "job"),
    "employer": Matter("the company the user works for", "employer", True),
    "language being learnt": Matter("the language the user is learning", "learning", True, "language"),
    "subject studied": Matter("the subject the user studies", "studies"),
    "allergy": Matter("what the user is allergic to", "allergy", slot="allergy"),
    "instrument": Matter("the instrument the user plays", "instrument", slot="plays"),
    "hobby": Matter("the user's hobby", "hobby"),
    "fear": Matter("what the user is afraid of", "fear"),
    "medicine": Matter("the medicine the user takes", "medicine"),
    "team": Matter("the team the user supports", "team", True),
    "car": Matter("the user's car", "car"),
}
"""Of the matters those that one value answers, said in a few words and written as it is said."""
_SYSTEM = (
    "You read one line that the user said. Find the words in it that give what is asked for. Copy them exactly, as few "
    "as possible. If the line does not give it, answer none."
)
_SHOWN = (
    ("We've just come back from Bergen, it rained all week.", MATTERS["home"].asked, NONE),
    ("these days the plants on my windowsill in Utrecht need more water", MATTERS["home"].asked, "Utrecht"),
    ("My dentist's dog is called Bello, like every second dog here.", MATTERS["dog"].asked, NONE),
    ("so the vet wrote Mister Toast on the form and the dog looked up", MATTERS["dog"].asked, "Mister Toast"),
    ("my sister never calls", MATTERS["sister"].asked, NONE),
    ("if anybody needs me I'm under a lorry fixing it, that's what mechanics do", MATTERS["job"].asked, "mechanics"),
)
_WORD = re.compile(r"[^\s,.;:!?\"“”()]+")
_BREAK = re.compile(r"[.!?;:]\s")
_MINE = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|me|my|mine|myself|we|we're|we've|us|our|ours)\b", re.IGNORECASE)
_ANOTHERS = re.compile(
    r"\b(?i:his|her|their|your)\b|"
    r"\b(?:(?i:my|our) [\w-]+(?: [\w-]+)?|[A-Z][\w-]+)'s (?!(?:called|named|a|an|the|been|got|now|still|just|\w+ing)\b)"
    r"[a-z]|\b(?i:he|she|they)(?:'s|'ve)? "
    r"(?:has|have|had|got|owns?|lives?|works?|is|are|likes?|loves?|plays?|studies)\b"
)
"""Somebody else's life. "My sister's dog" is no dog of mine; "my sister's called Amy" is no dog at all."""
_LIKING = re.compile(
    r"\b(?:favou?rite|lov\w+|ador\w+|lik(?:e|es|ed|ing)|prefer\w*|best|better|most|fan|crazy|mad about|number one|"
    r"obsessed|enough of|nothing but|fallen for|fell for|enjoy\w*|happiest|happier)\b",
    re.IGNORECASE,
)
"""What is only read, eaten or worn is no favourite."""
_SMALL = frozenset(("of", "the", "and", "de", "la", "van", "von", "&", "for", "in", "on", "to", "a"))
_NOTHING = NO_NAMES | frozenset(("it", "one", "thing", "things", "something", "anything", "none"))


def question(text: str, matter: Matter) -> list[Message]:
    """What the model is asked about a line; all but the last message is the same for every line."""
    messages = [Message("system", _SYSTEM, is_stable=True)]
    for line, asked, answer in _SHOWN:
        messages += [Message("user", _asked(line, asked), True), Message("assistant", answer, True)]
    return [*messages, Message("user", _asked(text, matter.asked))]


def _asked(line: str, asked: str) -> str:
    return f"Line: {line}\nAsked for: {asked}"


def is_askable(text: str) -> bool:
    """Does it tell of the user, and is it short enough?"""
    asks = text.rstrip("\"'”’) ").endswith("?")
    return not asks and len(text.split()) <= LONGEST_WORDS and bool(_MINE.search(straight(text)))


def choices(text: str) -> list[str]:
    """NONE, and every stretch of up to MOST_WORDS words."""
    words = list(_WORD.finditer(text))
    found = [NONE]
    for n, first in enumerate(words):
        for last in words[n : n + MOST_WORDS]:
            stretch = text[first.start() : last.end()]
            if _BREAK.search(stretch):
                break
            found += [stretch, stretch[:-2]] if straight(stretch).endswith("'s") else [stretch]
    return list(dict.fromkeys(found))


def claimed(text: str, matter: Matter, answer: str) -> Claim | None:
    """What `answer` claims of the user; None when it is no such value, or not said as true. The quote is its sentence.
    """
    place = text.find(answer) if answer and answer != NONE else -1
    sentence = next((one for one in sentences(text) if one.start <= place < one.start + len(one.text)), None)
    if sentence is None or not _is_value(answer, matter) or _ANOTHERS.search(straight(sentence.text)):
        return None
    if matter.predicate.startswith("favourite") and not _LIKING.search(text):
        return None
    narrow = Claim(
        subject=USER, predicate=matter.predicate, slot=_slot(matter, answer), value=answer,
        statement=statement(matter.predicate, answer), quote=answer, start=place, end=place + len(answer), said=answer,
    )  # fmt: skip
    end = sentence.start + len(sentence.text)
    wide = replace(narrow, quote=text[sentence.start : end], start=sentence.start, end=end, may_negate=True)
    return wide if all(is_sound(one, text, speaker="user") for one in (narrow, wide)) else None


def _is_value(answer: str, matter: Matter) -> bool:
    words = answer.split()
    if all(word.casefold() in _NOTHING for word in words):
        return False
    if not matter.is_name:
        return True
    return all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in words) and words[0][:1].isupper()


def _slot(matter: Matter, value: str) -> str:
    if matter.slot:
        return f"{matter.slot} {value}".casefold()
    if matter.predicate in KIN | PETS:
        return slot_of_kin(matter.predicate, value).casefold()
    return matter.predicate
