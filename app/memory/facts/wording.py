"""Facts as sentences said to the user: "You live in Ghent."; and the user's own words turned to them.

Used by the rules, the store and by talk about memory. Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.memory.facts.fact import USER, Claim, Fact
from app.memory.facts.vocabulary import NO_WORK, predicate

_SWAPS = {
    "i": "you", "i'm": "you're", "i've": "you've", "i'll": "you'll", "i'd": "you'd", "me": "you", "my": "your",
    "mine": "yours", "myself": "yourself", "am": "are", "we": "you", "we're": "you're", "we've": "you've",
    "we'll": "you'll", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves", "your": "my",
    "you": "me", "you're": "I'm", "yours": "mine",
}  # fmt: skip
_WAS = re.compile(r"\b(i) (was|wasn't)\b", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_VOWEL = re.compile(r"(?:[aeio]|u(?!ni|se|k\b)|8|11\b|18\b|hour|heir|honest)", re.IGNORECASE)
_YOU_DO = re.compile(
    r"\byou(?= (?:are|can|could|will|would|should|said|told|promised|have|were|must|may|did|do|like|know)\b)"
)


def statement(name: str, value: str, subject: str = USER) -> str:
    """What the fact (predicate `name`) says, in a sentence."""
    shape = predicate(name)
    text = shape.mine if subject == USER else shape.theirs
    return as_sentence(
        text.format(p=name, v=value, w=whose(subject), a=_article(value))
        .replace("are  ", "are ")
        .replace("is  ", "is ")
    )


def whose(subject: str) -> str:
    """Amy -> Amy; sister -> Your sister."""
    return subject if subject[:1].isupper() else f"Your {subject}"


def as_sentence(text: str) -> str:
    """With a capital at its beginning and a full stop."""
    text = " ".join(text.split()).rstrip(" .,;:")
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('!', '?', '…')) else '.'}"


def not_so(statement: str) -> str:
    """You live in Ghent. -> It is not so that you live in Ghent."""
    plain = f"{statement[0].lower()}{statement[1:]}" if statement.startswith(("You", "The ", "It ")) else statement
    return f"It is not so that {plain}"


def to_you(text: str) -> str:
    """I'm flying to my mother -> You're flying to your mother."""

    def swapped(match: re.Match[str]) -> str:
        return _SWAPS.get(match[0].lower(), match[0])

    plain = _YOU_DO.sub("\0", text.replace("’", "'"))
    plain = _WAS.sub(
        lambda match: f"{match[1]} were{'n' if 'n' in match[2] else ''}{chr(39) + 't' if 'n' in match[2] else ''}",
        plain,
    )
    return as_sentence(_WORDS.sub(swapped, plain).replace("\0", "I"))


def edited(fact: Fact, text: str) -> Claim:
    """The successor that the user wrote over `fact`: the same place in memory and the same source, new words.

    `text` is the statement or the value alone.
    """
    words = " ".join(text.split())
    value = _value_in(fact, words)
    said = statement(fact.predicate, value, fact.subject) if value else as_sentence(words)
    claim = Claim(
        fact.subject, fact.predicate, fact.slot, value or words, said, fact.quote, fact.start, fact.end, said=""
    )
    return replace(claim, is_change=True, context_id=fact.context_episode_id)


def _value_in(fact: Fact, text: str) -> str:
    """The value that makes the usual sentence of this fact `text`; a text that is no sentence is the value itself."""
    hole = "\0"
    shape = (
        re.escape(statement(fact.predicate, hole, fact.subject))
        .replace(re.escape(hole), "(.+?)")
        .replace(r"\.", r"\.?")
    )
    match = re.fullmatch(
        shape.replace("are\\ a\\ ", "are\\ (?:an?\\ )?").replace("is\\ a\\ ", "is\\ (?:an?\\ )?"), text, re.IGNORECASE
    )
    if match:
        return match[1]
    is_value = len(text.split()) <= 4 and not re.match(r"(?:you|your|i|my|he|she|they|we)\b", text, re.IGNORECASE)
    return text.rstrip(".") if is_value and fact.predicate != "note" else ""


def _article(value: str) -> str:
    if value.casefold() in NO_WORK:
        return ""
    return "an" if _VOWEL.match(value) else "a"
