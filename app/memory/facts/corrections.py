"""Stub."""
from __future__ import annotations
from collections.abc import Iterator, Sequence
from app.memory.facts.fact import Claim, Fact
from app.memory.protocol import Episode
def proposals(text: str, before: Sequence[Episode], facts: Sequence[Fact]) -> Iterator[Claim]:
    yield from ()
