"""A language model that says what a script tells it: the demo without weights, and the fake of the tests.

It keeps a history of what it was asked, so that a test reads like a dialogue. Used like any `LanguageModel`, by one
thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.cancel import Cancel
from app.engines.protocols import Message, Sampling
from app.errors import EngineFailed

_PIECES = re.compile(r"\s*\S+|\s+$")


class ScriptedLanguageModel:
    """Answers `replies` one after the other, word by word, and repeats the last one when they run out.

    An EngineFailed among them is raised instead.
    """

    def __init__(self, replies: Sequence[str | EngineFailed] = ("I'm listening.",)) -> None:
        self._replies = list(replies)
        self.asked: list[tuple[Message, ...]] = []
        """The messages of every `stream`, oldest first."""
        self.samplings: list[Sampling] = []
        """How each of them was to be sampled."""
        self.prefilled: list[tuple[Message, ...]] = []
        """The messages of every `prefill`."""
        self.forgot = 0
        """How often it was told to forget."""
        self.is_loaded = False

    def load(self) -> None:
        self.is_loaded = True

    def close(self) -> None:
        self.is_loaded = False

    def forget(self) -> None:
        self.forgot += 1

    def count_tokens(self, text: str) -> int:
        """Four characters are one token, roughly as with a real model."""
        return (len(text) + 3) // 4

    def stream(self, messages: Sequence[Message], sampling: Sampling, *, cancel: Cancel) -> Iterator[str]:
        """The next reply; first an empty piece, as after a prefill slice."""
        self.asked.append(tuple(messages))
        self.samplings.append(sampling)
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        if isinstance(reply, EngineFailed):
            raise reply
        yield ""
        for piece in _PIECES.findall(reply)[: sampling.max_tokens]:
            if cancel.is_stale:
                return
            yield piece

    def prefill(self, messages: Sequence[Message], *, cancel: Cancel, is_growing: bool = False) -> Iterator[None]:  # noqa: ARG002
        self.prefilled.append(tuple(messages))
        if not cancel.is_stale:
            yield
