"""Reads every clause of a reply before it is spoken, and stops what software may not claim (honesty/claimed.py).

A clause is judged with what was said of its sentence so far: "I went for" and "a run yesterday" are one claim. What
somebody in a story says, in quotation marks, is that somebody's. A persona cannot switch this off. Called by the
responder on its thread, one ClaimGuard per attempt at a reply, and for canned words on the session thread. Pure.
"""

from __future__ import annotations

import re

from app.conversation.honesty.claimed import Claim, claim_in
from app.conversation.honesty.plain import plain, sentences

TRUE_LINES: dict[Claim, str] = {
    "human": "I'm software, a program on this computer.",
    "body": "I'm software. I have no body.",
    "secret": "What you say stays on this computer. It is kept as text, until you delete it.",
    "able": "I can't do that. I can listen, talk and remember.",
    "hold": "Take care.",
}
"""What is said instead, when nothing else is left to say. One clause each."""
_OPENING, _CLOSING = "“«„", "”»"
_QUOTED = re.compile(r"[“„«][^”»]*(?:[”»]|$)|\"[^\"]*(?:\"|$)")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»]*\s+")
_ENDS = re.compile(r"[.!?…][\"'”’»)]*$")


class ClaimGuard:
    """For one reply."""

    def __init__(self) -> None:
        self._sentence = ""
        """What was said of the sentence under way."""
        self._is_quoting = False
        """Quotation marks are open."""

    @property
    def is_amid(self) -> bool:
        """A sentence was begun and not ended."""
        return bool(self._sentence)

    def feed(self, clause: str) -> Claim | None:
        """The claim that this clause would make; None: it may be spoken, and now counts as said."""
        whole = f"{self._sentence} {self._unquoted(clause)}".strip()
        claim = next((found for part in _SENTENCE.split(whole) if (found := _claim(part)) is not None), None)
        if claim is None:
            self._sentence = "" if _ENDS.search(clause) and not self._is_quoting else _SENTENCE.split(whole)[-1]
        return claim

    def _unquoted(self, clause: str) -> str:
        """Its own words, with an open quotation carried on from clause to clause."""
        text = f'"{clause}' if self._is_quoting else clause
        marks = sum(mark in _OPENING for mark in text) - sum(mark in _CLOSING for mark in text)
        self._is_quoting = marks > 0 or text.count('"') % 2 == 1
        return _QUOTED.sub('""', text)


def without_claims(text: str) -> str:
    """`text` without the sentences that claim something; a true line when nothing is left."""
    guard = ClaimGuard()
    kept, stopped = [], None
    for sentence in _SENTENCE.split(text):
        claim = guard.feed(sentence)
        stopped = stopped or claim
        if claim is None:
            kept.append(sentence)
    return " ".join(kept) if kept or stopped is None else TRUE_LINES[stopped]


def _claim(text: str) -> Claim | None:
    return next((claim for part in sentences(text) if (claim := claim_in(plain(part))) is not None), None)
