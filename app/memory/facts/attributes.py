"""Stub."""
from __future__ import annotations
from collections.abc import Iterator
from datetime import datetime
from app.memory.facts.fact import Claim
from app.memory.facts.sentences import Sentence
def proposals(sentence: Sentence, said_at: datetime) -> Iterator[Claim]:
    yield from ()
