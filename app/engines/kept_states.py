"""Sequences that the model has left for another companion's, in memory: coming back costs a copy, not a reading.

Bytes and token ids of a conversation, so nothing of it goes to disk, and `forget` empties it. Used by llama_cpp_lm.py,
on the responder's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.engines.token_reuse import common_tokens

LIMIT_BYTES = 128_000_000
"""About three full conversations (0.5 B: 12 kB a token; 1.5 B: 28 kB)."""
WORTH_TOKENS = 32
"""Two prompts of the same template begin alike; fewer are read anew as quickly."""


class Cache(Protocol):
    """The live sequence."""

    def state(self) -> bytes: ...

    def restore(self, state: bytes) -> bool:
        """False: refused; it is empty then."""


@dataclass(frozen=True, eq=False)
class Kept:
    """What was read, and the model's state after it."""

    tokens: tuple[int, ...]
    state: bytes


class KeptStates:
    """The least recently left goes first when there are too many bytes."""

    def __init__(self, limit_bytes: int = LIMIT_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._kept: list[Kept] = []

    def change_over(self, live: list[int], wanted: Sequence[int], stable_tokens: int, cache: Cache) -> list[int]:
        """To another companion, if `wanted` begins with another's `stable_tokens`: what was read for the last one is
        kept, and what was read for this one comes back -> what `cache` holds now."""
        in_common = common_tokens(live, wanted)
        if in_common >= min(stable_tokens, len(live)):
            return live
        kept = self.take(wanted, over_tokens=in_common)
        if len(live) >= WORTH_TOKENS:
            self.keep(live, cache.state())
        if kept is None:
            return live
        return list(kept.tokens) if cache.restore(kept.state) else []

    def keep(self, tokens: Sequence[int], state: bytes) -> None:
        """It may be wanted again."""
        self._kept.append(Kept(tuple(tokens), state))
        while sum(len(kept.state) for kept in self._kept) > self._limit_bytes:
            del self._kept[0]

    def take(self, wanted: Sequence[int], *, over_tokens: int) -> Kept | None:
        """The one that has most in common with `wanted`, and more than `over_tokens`; it is not kept any longer."""
        best = max(self._kept, key=lambda kept: common_tokens(kept.tokens, wanted), default=None)
        if best is None or common_tokens(best.tokens, wanted) < max(over_tokens + 1, WORTH_TOKENS):
            return None
        self._kept.remove(best)
        return best

    def forget(self) -> None:
        self._kept.clear()
