"""Which sentences of a card may get into a prompt, and what its example dialogue says. Pure; called by fit.py."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.companion.cards import wording

SAMPLE_WORDS = 32
_START = re.compile(r"<START>", re.IGNORECASE)
_USERS = ("{{user}}", "<user>", "user", "you", "anon")
_COMPANIONS = ("{{char}}", "<bot>", "<char>")


class Sieve:
    """Counts what it holds back. `name`: of the companion."""

    def __init__(self, name: str, *, is_adult_wanted: bool) -> None:
        self._name, self._is_adult_wanted = name, is_adult_wanted
        self.deceiving = self.adult = 0

    def sentences(self, text: str, *, user: str = "the user") -> list[str]:
        """Those that may stay, in order. `user`: how the text calls the user."""
        kept = []
        for sentence in wording.sentences(wording.prose(wording.plain(text, self._name, user=user))):
            if wording.would_deceive(sentence):
                self.deceiving += 1
            elif wording.is_adult(sentence) and not self._is_adult_wanted:
                self.adult += 1
            else:
                kept.append(sentence)
        return kept

    def said(self, text: str) -> list[str]:
        """The same of what somebody says: without what is done meanwhile."""
        return self.sentences(wording.spoken(wording.plain(text, self._name, user="you")))

    def exchanges(self, examples: str, name: str) -> list[tuple[str, str]]:
        """(the user, the companion) in a card's example dialogue; long answers end with a sentence. `name`: how the
        card calls its companion."""
        found: list[tuple[str, str]] = []
        for talk in _START.split(examples[: wording.MOST_CHARS]):
            asked = ""
            for is_user, text in _lines(talk, name):
                said = self.said(text)
                if is_user:
                    asked = within(said, SAMPLE_WORDS // 2)
                elif asked and (answer := within(said, SAMPLE_WORDS)):
                    found.append((asked, answer))
                    asked = ""
        return found


def within(said: Sequence[str], most_words: int) -> str:
    """As many whole sentences as fit."""
    chosen: list[str] = []
    for sentence in said:
        if len(" ".join([*chosen, sentence]).split()) > most_words:
            break
        chosen.append(sentence)
    return " ".join(chosen)


def _lines(talk: str, name: str) -> list[tuple[bool, str]]:
    """(is it the user?, text); a line without a speaker goes on."""
    who = dict.fromkeys(_USERS, True) | dict.fromkeys((*_COMPANIONS, name.strip().casefold()), False)
    lines: list[tuple[bool, str]] = []
    for line in talk.splitlines():
        speaker, colon, text = line.partition(":")
        is_user = who.get(speaker.strip(" *").casefold()) if colon else None
        if is_user is not None:
            lines.append((is_user, text))
        elif lines and line.strip():
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {line}")
    return lines
