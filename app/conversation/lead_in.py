"""What a small model says before it says something: "As an AI language model,", "Here's one spoken sentence:".

Used by speech.py, between the sanitiser and the cutter, on the responder's thread. Pure. The lead-in goes and the rest
of the sentence stays; a sentence that is nothing else goes whole. It is looked for only where a sentence begins, and
what cannot become one any more is let through at once, so that nobody waits for it. However the text is cut into
pieces, what comes out is the same.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass

from app.conversation.markup import BREAK

_SELF = (
    r"(?:ai|artificial intelligence|language model|model|(?:chat|ro)?bot|assistant|software|program|computer|machine"
    r"|system|companion|persona|character)"
)
_MADE = r"(?: (?:named|called|made|created|developed|designed|built|trained|by|from|of|in|on|with|without|like) [^,]+)?"
_SPEECH = r"(?:sentence|response|reply|answer|rewrite|rephrasing|paraphrase|version|output)s?"
_ARTICLES = ("a ", "an ", "the ", "your ", "my ", "one ", "two ", "some ", "another ", "just a ", "just an ")
_APOLOGIES = ("", "well, ", "sorry, but ", "i'm sorry, but ", "i'm sorry but ", "i apologize, but ", "unfortunately, ")
_ROLES = ("as ", "speaking as ", "being ", "since i'm ", "since i am ", "because i'm ", "because i am ")
_ASSENTS = ("sure", "certainly", "of course", "absolutely", "okay", "alright", "great", "yes")
_MOST_CHARS = 90
_MOST_WORDS = 5
"""Behind its opening a lead-in says what it is within so many words."""
_END_OF_SENTENCE = ".!?"
_CLOSING = "\"')"


@dataclass(frozen=True)
class _Kind:
    """`openings`: how it begins, small letters; `beginnings`: how these begin. `topic`: the word it is told by. `end`:
    where it may end. `shape`: all of it up to there."""

    openings: frozenset[str]
    beginnings: frozenset[str]
    topic: re.Pattern[str]
    end: re.Pattern[str]
    shape: re.Pattern[str]

    def opening_of(self, text: str) -> str:
        """What of `text`, in small letters, opens it; '' if nothing does."""
        heads = itertools.accumulate(text[:_MOST_CHARS])
        return next((head for head in heads if head in self.openings), "")


def _kind(openings: tuple[str, ...], topic: str, end: str, shape: str) -> _Kind:
    flags = re.IGNORECASE
    beginnings = frozenset(opening[:length] for opening in openings for length in range(1, len(opening) + 1))
    return _Kind(
        frozenset(openings), beginnings,
        re.compile(rf"\b{topic}\b", flags), re.compile(rf"[{end}](?=\s)"), re.compile(shape, flags),
    )  # fmt: skip


def _joined(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("".join(words) for words in itertools.product(*parts))


@functools.cache
def _in_a_role(speaker: str) -> _Kind:
    """ "As Samantha's software," "I'm sorry, but as an AI language model," """
    name = re.escape(speaker.lower()) or r"(?!)"
    who = rf"(?:.*\b{_SELF}{_MADE}|.*\bas {name}(?:'s .*)?)"
    named = ("as software", "as ai", *((f"as {speaker.lower()}",) if speaker else ()))
    roles = _joined(_APOLOGIES, _joined(_ROLES, _ARTICLES) + named)
    return _kind(roles, rf"(?:{_SELF}|{name})", ",:.!?", rf"{who}[,:.!]")


_ANNOUNCED = _kind(
    _joined(
        ("", *_joined(_ASSENTS, (", ", "! ", ". "))), ("here's ", "here is ", "here are ", "this is "), _ARTICLES
    ),
    _SPEECH, ":.!?", rf"(?:.*\bhere.*\b{_SPEECH}\b.*[:.!]|.*\b{_SPEECH}\b.*:)",
)  # fmt: skip
"""Sure! Here's one spoken sentence:"""
_LABELLED = _kind(
    _joined(
        ("", "one ", "a ", "my ", "your "),
        ("spoken ", "short ", "brief ", "one-sentence ", "short spoken ", ""),
        ("sentence:", "response:", "reply:", "answer:"),
    )
    + _joined(("in one ", "in a ", "in one short ", "in one spoken "), ("sentence:", "sentence,")),
    _SPEECH, ":,", r".*[:,]",
)  # fmt: skip
"""One short sentence:"""


class LeadIns:
    """One reply's. `speaker`: the companion's name, as whom a model likes to speak."""

    def __init__(self, speaker: str = "") -> None:
        self._kinds = (_in_a_role(speaker), _ANNOUNCED, _LABELLED)
        self._text = ""
        """What is not decided."""
        self._is_at_start = True
        self._has_ended = False
        """A sentence, with the last character that was let through."""
        self._is_decapitated = False

    def feed(self, clean: str) -> str:
        """The next piece of the sanitiser's text -> what is certain to be said by now."""
        self._text += clean
        return self._drain(is_last=False)

    def finish(self) -> str:
        """The rest, and a blank."""
        self._text += " "
        return self._drain(is_last=True)

    def _drain(self, *, is_last: bool) -> str:
        said: list[str] = []
        while self._text:
            length = self._lead_in() if self._is_at_start and self._text[0] not in " \n\"'" else 0
            if length is None and not is_last:
                break
            if length:
                self._text = self._text[length:]
                self._is_decapitated = True
            else:
                said.append(self._pass())
        return "".join(said)

    def _lead_in(self) -> int | None:
        """Its length; 0: there is none; None: it takes more text to tell."""
        so_far = self._text.lower()
        may_come = False
        for kind in self._kinds:
            may_come = may_come or so_far in kind.beginnings
            opening = kind.opening_of(so_far)
            length = self._measure(kind, len(opening)) if opening else 0
            if length != 0:
                return length
        return None if may_come else 0

    def _measure(self, kind: _Kind, start: int) -> int | None:
        """As `_lead_in`, when the opening has come, all of it before `start`."""
        end = kind.end.search(self._text, start - 1, _MOST_CHARS)
        behind = self._text[start : end.end() if end else None].split(maxsplit=_MOST_WORDS)
        is_told = kind.topic.search(" ".join([self._text[:start], *behind[:_MOST_WORDS]])) is not None
        if end is not None:
            return end.end() if is_told and kind.shape.fullmatch(self._text, 0, end.end()) else 0
        may_end = BREAK not in self._text and len(self._text) <= _MOST_CHARS
        return None if may_end and (is_told or len(behind) <= _MOST_WORDS) else 0

    def _pass(self) -> str:
        """The next character is said, but for the blank behind a lead-in."""
        char, self._text = self._text[0], self._text[1:]
        if char == BREAK or (char == " " and self._has_ended):
            self._is_at_start = True
        elif char not in " \"'":
            self._is_at_start = False
        self._has_ended = char in _END_OF_SENTENCE or (self._has_ended and char in _CLOSING)
        if not self._is_decapitated:
            return char
        self._is_decapitated = not char.isalnum()
        return char.upper().strip(" ")
