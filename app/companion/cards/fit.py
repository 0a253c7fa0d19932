"""A character card becomes a companion's file: what fits into the persona's tokens, and a list of what does not.

Pure; called by `companion import` on the main thread or an asker's, and by the page Companions through its door.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.companion.cards import wording
from app.companion.cards.account import left_out, read_in
from app.companion.cards.card import Card
from app.companion.cards.sieve import Sieve, within
from app.companion.persona import MARKUP_TOKENS, PERSONA_TOKENS, persona_from
from app.errors import BadOption, BadSettings

SPOKEN_RULE = "One or two short spoken sentences."
SOFTWARE_RULE = "You are software and have no body."
CHARACTER_TOKENS = 90
MANNER_TOKENS = 24
PURPOSE_TOKENS = 40
OWN_TOKENS = 1.3 * PERSONA_TOKENS
"""`tokens` counts too many; the model's own count decides when the companion is called."""
SAMPLES = 6
USUAL_WORDS = 14
"""Of a sample: nearest to this is chosen first."""
GREETING_WORDS = 30
NAME_CHARS = 40
_WORDS = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Draft:
    """What a card would become. `values`: of a companion's file. `understood` and `dropped`: one line each."""

    values: Mapping[str, object]
    understood: tuple[str, ...]
    dropped: tuple[str, ...]
    is_adult: bool
    """The card has adults' themes; whether they stay is in `values["rating"]`."""


def tokens(text: str) -> int:
    """About what a model counts, rather too many: a long word is two, a sign that is not Latin one or more."""
    return sum(-(-len(word) // 8) if word.isascii() else len(word.encode()) // 2 for word in _WORDS.findall(text))


def draft_from(card: Card, *, name: str = "", is_adult_wanted: bool = False) -> Draft:
    """`name`: instead of the card's. `is_adult_wanted`: the user chose that rating. Raises BadOption."""
    called = _name(name or card.name)
    if not any(char.isalnum() for char in called):
        raise BadOption("The card has no name.", "Give it one: --as NAME.")
    is_adult = _is_adult(card)
    is_adult_left = is_adult and not is_adult_wanted
    rating = "adult" if is_adult and is_adult_wanted else "everyone"
    own, trouble = _own(card, called, rating)
    if own:
        whole = ("a companion of Earpiece, whole",)
        return Draft(own, whole, left_out(card, is_adult_left=is_adult_left), is_adult)
    fitting = _Fitting(card, called, Sieve(called, is_adult_wanted=is_adult_wanted))
    values = fitting.values() | {"rating": rating}
    dropped = left_out(card, sieve=fitting.sieve, is_adult_left=is_adult_left)
    return Draft(values, tuple(fitting.understood), (*trouble, *fitting.dropped, *dropped), is_adult)


def renamed(values: Mapping[str, object], name: str) -> dict[str, object]:
    """A companion's file for somebody called `name`: its texts call it by name too."""
    old = values.get("name")
    if not isinstance(old, str) or not old.strip() or old == name:
        return {**values, "name": name}
    called = re.compile(rf"\b{re.escape(old)}\b")

    def anew(value: object) -> object:
        if isinstance(value, str):
            return called.sub(lambda _: name, value)
        if isinstance(value, Mapping):
            return {key: anew(one) for key, one in value.items()}
        return [anew(one) for one in value] if isinstance(value, list | tuple) else value

    return {key: anew(value) for key, value in values.items()}


def _name(text: str) -> str:
    line = wording.prose(wording.plain(wording.visible(text).replace("\n", " "), ""))
    return " ".join(line.split())[:NAME_CHARS].strip(" \"'.,;:!?")


def _is_adult(card: Card) -> bool:
    """Raises BadOption where no rating would make it right."""
    rated = ["nsfw"] if card.own.get("rating") == "adult" else []
    texts = [*rated, card.description, card.personality, card.scenario, card.first_words, card.examples, *card.tags]
    parts = [text[: wording.MOST_CHARS] for text in texts]
    is_adult = any(map(wording.is_adult, parts))
    if is_adult and any(map(wording.is_about_a_child, parts)):
        raise BadOption("This card joins adults' themes with somebody under age.", "It is not imported.")
    return is_adult


def _own(card: Card, name: str, rating: str) -> tuple[dict[str, object], tuple[str, ...]]:
    """(the file that travels in the card, if it is sound, short and honest; why not)."""
    if not card.own:
        return {}, ()
    values = renamed(card.own, name) | {"rating": rating}
    try:
        persona = persona_from(values, source="the card")
    except BadSettings as error:
        return {}, (f"its own part for Earpiece: {error.what}",)
    said = [persona.character, *persona.style, persona.humour, persona.greeting, persona.purpose]
    said += [text for sample in persona.samples for text in (sample.user, sample.companion)]
    is_honest = SOFTWARE_RULE in persona.limits and not any(map(wording.would_deceive, said))
    if not is_honest or persona.tokens(tokens) > OWN_TOKENS:
        return {}, ("its own part for Earpiece: too long, or it would switch honesty off",)
    return values, ()


class _Fitting:
    """One card of another program. `understood` and `dropped` grow with `values`."""

    def __init__(self, card: Card, name: str, sieve: Sieve) -> None:
        self._card, self._name, self.sieve = card, name, sieve
        self.understood: list[str] = []
        self.dropped: list[str] = []

    def values(self) -> dict[str, object]:
        character, style, greeting = self._character(), [SPOKEN_RULE, *self._manner()], self._greeting()
        spent = tokens(character) + sum(tokens(rule) + 1 for rule in (*style, SOFTWARE_RULE))
        values: dict[str, object] = {
            "name": self._name,
            "language": "en",
            "character": character,
            "style": style,
            "limits": [SOFTWARE_RULE],
            "samples": self._samples(PERSONA_TOKENS - spent, greeting),
        }
        purpose = next(iter(self.sieve.sentences(self._card.notes)), "")
        if purpose and tokens(purpose) <= PURPOSE_TOKENS:
            values["purpose"] = purpose
            self.understood.append("the creator's notes: the first sentence, as its purpose")
        if greeting:
            values["greeting"] = greeting
        return values

    def _character(self) -> str:
        """As many sentences of description and scenario as fit."""
        chosen = [f"You are {self._name}."]
        spent = tokens(chosen[0])
        for what, text in (("description", self._card.description), ("scenario", self._card.scenario)):
            said, before = self.sieve.sentences(text), len(chosen)
            for sentence in said:
                spent += tokens(sentence) + 1
                if spent > CHARACTER_TOKENS:
                    break
                chosen.append(sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}.")
            self._tell(what, text, len(chosen) - before, len(said))
        return " ".join(chosen)

    def _manner(self) -> list[str]:
        """The personality, cut at its commas."""
        words: list[str] = []
        parts = [part for said in self.sieve.sentences(self._card.personality) for part in said.split(",")]
        for part in parts:
            if tokens(", ".join([*words, part])) > MANNER_TOKENS:
                break
            words.append(part.strip(" ."))
        self._tell("personality", self._card.personality, len(words), len(parts), "word")
        return [f"Your manner: {', '.join(words)}."] if words else []

    def _greeting(self) -> str:
        said = self.sieve.said(self._card.first_words)
        greeting = within(said, GREETING_WORDS)
        self._tell("first message", self._card.first_words, len(greeting and wording.sentences(greeting)), len(said))
        return greeting

    def _samples(self, room_tokens: int, greeting: str) -> list[dict[str, str]]:
        found = self.sieve.exchanges(self._card.examples, self._card.name)
        offered = [*found, *([("Hello.", greeting)] if greeting else [])]
        chosen: list[dict[str, str]] = []
        for user, companion in sorted(offered, key=lambda one: abs(len(one[1].split()) - USUAL_WORDS)):
            cost = tokens(user) + tokens(companion) + 2 * MARKUP_TOKENS
            if cost <= room_tokens and len(chosen) < SAMPLES:
                chosen.append({"user": user, "companion": companion})
                room_tokens -= cost
        kept = sum((one["user"], one["companion"]) in found for one in chosen)
        self._tell("example dialogue", self._card.examples, kept, len(found), "exchange")
        return chosen

    def _tell(self, what: str, text: str, kept: int, of: int, unit: str = "sentence") -> None:
        if text.strip():
            (self.understood if kept else self.dropped).append(read_in(what, kept, of, unit))
