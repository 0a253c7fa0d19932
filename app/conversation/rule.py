"""A pattern that is compiled when it is first needed: some hundreds of them took half a second of every start.

Made by honesty/ and boundaries/ when they are imported. `make_ready` compiles what is left: before a sound file begins,
and on the store's thread once the microphone is open and all is warm, so that no spoken turn waits for it. Pure; two
threads that compile the same do no harm.
"""

from __future__ import annotations

import re

_ALL: list[Rule] = []


class Rule:
    """A regular expression that is only searched for."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._compiled: re.Pattern[str] | None = None
        _ALL.append(self)

    def search(self, text: str) -> re.Match[str] | None:
        return self._ready().search(text)

    def _ready(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._pattern)
        return self._compiled


def make_ready(most: int | None = None) -> bool:
    """Compile every rule there is, or `most` of those that are not yet. -> whether some are left."""
    waiting = [rule for rule in _ALL if rule._compiled is None]
    for rule in waiting[:most]:
        rule._ready()
    return most is not None and len(waiting) > most
