"""Ids that stay: a kind, 48 bits of time and 80 of chance, so that sorting by id sorts by time.

The layout is that of ULID (github.com/ulid/spec), in lower case: `ep_01jx…` for an episode, `co_…` for a conversation.
Made on the keeper thread.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_DIGITS = str.maketrans(_ALPHABET, "0123456789abcdefghijklmnopqrstuv")
"""As Python's int() reads base 32."""
_CHANCE_BITS = 80


class Ids:
    """One maker of ids. Two for the same millisecond still sort in the order they were asked for."""

    def __init__(self) -> None:
        self._last = 0

    def new(self, kind: str, at: datetime) -> str:
        """`at`: with its zone. -> `kind`_ and 26 characters."""
        milliseconds = round(at.timestamp() * 1000)
        if milliseconds == self._last >> _CHANCE_BITS:
            self._last += 1
        else:
            self._last = milliseconds << _CHANCE_BITS | secrets.randbits(_CHANCE_BITS - 1)
        return f"{kind}_{_written(self._last)}"


def derived(kind: str, at: datetime, *parts: str) -> str:
    """An id that follows from what it names: whoever imports the same line twice has it once."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
    chance = int.from_bytes(digest[: _CHANCE_BITS // 8], "big")
    milliseconds = max(0, round(at.timestamp() * 1000))
    return f"{kind}_{_written(milliseconds << _CHANCE_BITS | chance)}"


def _written(number: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(26)))


def made_at(identity: str) -> datetime | None:
    """When it was made, to the second; None for an id that does not tell."""
    _, _, written = identity.rpartition("_")
    if len(written) != len(_written(0)) or not set(written) <= set(_ALPHABET):
        return None
    return datetime.fromtimestamp((int(written.translate(_DIGITS), 32) >> _CHANCE_BITS) // 1000, UTC)


def first_self(companion: str) -> str:
    """The id of the self that every companion starts with: the same on every machine, so that exports fit."""
    return f"se_{companion}"
