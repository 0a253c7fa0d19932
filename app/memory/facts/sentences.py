"""An utterance in its sentences and clauses, with their places.

Used by the rules and by the verifier. Pure. Curly apostrophes are read as straight ones; every text keeps its length,
so that places stay places in what was heard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n+")
_NO_END = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|St|Prof|Jr|Sr|vs|etc|e\.g|i\.e|No|[A-Z])|\b[ap]\.m)\.$")
_CLAUSE = re.compile(r"[,;:—–]\s|\s-\s|\b(?:but|because|so|although|though)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """`text` begins at `start` of the utterance."""

    text: str
    start: int

    def clause_before(self, place: int) -> str:
        """What stands in front of `place` (counted in the sentence) in the same clause."""
        begins = [match.end() for match in _CLAUSE.finditer(self.text, 0, place)]
        return self.text[begins[-1] if begins else 0 : place]


def straight(text: str) -> str:
    """The same length, with plain apostrophes and spaces."""
    return re.sub(r"[‘’ʼ`]", "'", text).replace("\u00a0", " ").replace("\t", " ")


def sentences(text: str) -> Iterator[Sentence]:
    """In order; what stands between two sentences belongs to none."""
    begin = 0
    for match in _END.finditer(text):
        if _NO_END.search(text[begin : match.start() + 1]) and match[0] == "." and match.end() < len(text):
            continue
        yield from _stripped(text, begin, match.end())
        begin = match.end()
    yield from _stripped(text, begin, len(text))


def _stripped(text: str, begin: int, end: int) -> Iterator[Sentence]:
    part = text[begin:end]
    if part.strip():
        yield Sentence(part.strip(), begin + len(part) - len(part.lstrip()))
