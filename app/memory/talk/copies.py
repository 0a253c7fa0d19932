"""Wishes for another self: "make a copy of yourself that only knows my novel", "fork yourself".

Used by memory_talk.py on the store's thread; reads only. The reply says how much the copy knows; it is made when the
turn is kept. Whole sentences only: "I made a copy of my keys" is no wish.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from app.memory.talk.answer import Answer, Fork
from app.memory.topic import lines_said

_PLEASE = (
    r"(?:(?:please|okay|ok|oh|hey|and|so|now|well|just|could you|can you|would you|will you|"
    r"i(?:'d| would) like(?: you)? to(?: have)?|i(?:'d| would) like|i want(?: you)? to(?: have)?|i want|i need)[, ]+)*"
)
_A = r"(?:a |an |another |one more |me a |me another )?(?:new |second )?"
_COPY = r"(?:copy|fork|clone|duplicate|version|branch|double)"
_YOU = r"(?:yourself|your self|you)"
_MADE = rf"(?:(?:make|create|give|be|become|start|spawn|fork|split)(?: off)? )?{_A}{_COPY} of {_YOU}"
_SELF = rf"(?:make|create|start|begin|spawn) {_A}self"
_FORK = rf"(?:fork|clone|copy|duplicate) {_YOU}|branch (?:yourself )?off|split (?:yourself )?off"
_ONLY = (
    r"(?:,? (?:that|who|which|and it|and (?:it )?should))?(?: (?:should|shall|can|will|would))? "
    r"(?:(?:only|just) (?:knows?|remembers?|has)|(?:knows?|remembers?|has) (?:only|just|nothing but|nothing except)|"
    r"with (?:only|just|nothing but)|(?:only|just) with|for (?:only|just)?)(?: (?:about|of))? "
)
_CALLED = r"(?:,? (?:and )?(?:called|named|call it|name it|call him|call her)[, ]+(?P<label>.+?))?"
_AGAIN = r"(?:,? (?:please|for me|now|thanks|thank you))*"
_WISH = re.compile(
    rf"{_PLEASE}(?:{_MADE}|{_SELF}|{_FORK})(?:{_ONLY}(?P<topic>.+?))?{_CALLED}{_AGAIN}", re.IGNORECASE
)
_THERE = "You find it on the page Companions, and can talk as it there."
_MOST_TOPIC_WORDS = 8


class Copies:
    """`about`: (a self, a topic) -> ids of the lines that it knows about it."""

    def __init__(self, about: Callable[[str, str], tuple[str, ...]]) -> None:
        self._about = about

    def answer(self, text: str, self_id: str) -> Answer | None:
        said = " ".join(text.replace("’", "'").split()).strip(" .!?,")
        match = _WISH.fullmatch(said)
        if not match or len((match["topic"] or "").split()) > _MOST_TOPIC_WORDS:
            return None
        topic = (match["topic"] or "").strip(" ,")
        label = (match["label"] or topic).strip(" ,")
        if not topic:
            return Answer(f"There are two of me from here on: the new one knows what I know. {_THERE}", Fork(label))
        found, yours = self._about(self_id, topic), _yours(topic)
        if not found:
            return Answer(f"I know nothing about {yours} yet, so there is nothing a copy could know. Tell me first.")
        text = f"I made a copy of me that knows {lines_said(len(found))} about {yours}, and nothing else. {_THERE}"
        return Answer(text, Fork(label, found))


def _yours(topic: str) -> str:
    return re.sub(r"\b(my|mine|me)\b", lambda word: _YOURS[word[0].lower()], topic, flags=re.IGNORECASE)


_YOURS = {"my": "your", "mine": "yours", "me": "you"}
