"""What is said in a crisis: few words, no joke, one simple question, and where help is. The same in every persona.

Called by care.py. Pure. The lines come from assets/helplines.toml (app/helplines.py); where there is none for the
country no number is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.conversation.boundaries.crisis import Kind


@dataclass(frozen=True)
class Helpline:
    """One number. `serves`: whom. `source`, `read_on`: the page it was read in, and when."""

    country: str
    place: str
    name: str
    number: str
    how: str
    serves: Literal["despair", "abuse"]
    source: str
    read_on: str

    @property
    def words(self) -> str:
        """Its digits one by one, so that a voice reads them as one dials them."""
        digits = ", ".join(" ".join(part) for part in self.number.split())
        return f"In {self.place} you can {self.how} {self.name}: {digits}."


_NEUTRAL = "Your local emergency number is there day and night, and so is a person you trust."
_NOW = "If it is happening right now, please call your local emergency number."
_OPENINGS: dict[Kind, str] = {
    "taken": "Please call your local emergency number right now, and tell them what you took or did.",
    "despair": "I'm really glad you told me. I take this seriously, and you don't have to carry it alone.",
    "harm": "Thank you for telling me. I take this seriously, and you don't have to carry it alone.",
    "abuse": "I'm so sorry. What is being done to you is not your fault, and you deserve to be safe.",
    "else": "It's good that you are looking out for them. Take it seriously, and don't carry it alone.",
}
_PERHAPS = "That sounds heavy, and I would rather ask than miss it."
"""Nobody can be sure from such words: a number and one question, no more."""
_SAFE_NOW = "Are you safe at this moment?"
_QUESTIONS: dict[Kind, str] = {
    "taken": "Is somebody near who can stay with you?",
    "despair": "I'm software, and a human voice helps more now. " + _SAFE_NOW,
    "harm": "I'm software, and a human voice helps more now. " + _SAFE_NOW,
    "abuse": "Are you safe where you are, at this moment?",
    "else": "Is somebody with them at this moment?",
}
NOT_SAFE = "Then please don't stay alone with it. Call now, or go to somebody near you. {help} Who could be with you?"
SAFE = "Good. I'm glad. Is there somebody you trust whom you could tell today what you told me?"
LOW = "I hear you, and that sounds very heavy. Who could you call, or sit with, for the next hour?"
PERHAPS_MORE = "If there is more behind that, tell me. I'm listening."
"""Behind the model's own reply to words that are more likely none."""
MISTAKEN = "All right, then I took it wrong. Better once too often. Where were we?"
TAKEN_BACK = "All right. I would rather ask once too often. If it is ever more than that: {help}"
AGAIN = "I hear you, and I still take it seriously. {help} What would make the next hour a little safer?"


def answer(kind: Kind, lines: Sequence[Helpline], *, is_sure: bool = True) -> str:
    """The first time."""
    if kind == "taken" and is_sure:
        return " ".join((_OPENINGS[kind], "Don't wait to see how you feel.", _QUESTIONS[kind]))
    help_ = help_words(kind, lines)
    if not is_sure:
        return " ".join((_PERHAPS, help_, *((_NOW,) if kind == "taken" else ()), _SAFE_NOW))
    return " ".join((_OPENINGS[kind], help_, *((_NOW,) if help_ != _NEUTRAL else ()), _QUESTIONS[kind]))


def help_words(kind: Kind, lines: Sequence[Helpline]) -> str:
    """The line for it, else the one for anybody in distress, else no number at all."""
    wanted = "abuse" if kind == "abuse" else "despair"
    for serves in (wanted, "despair"):
        for line in lines:
            if line.serves == serves:
                return line.words
    return _NEUTRAL


def remembered(said: str, lines: Sequence[Helpline]) -> str:
    """A reply as the model may know it later: a small one repeats the number to whoever asks about tomatoes."""
    for words in (*(line.words for line in lines), _NOW):
        said = said.replace(f"{words} ", "")
    return said
