"""The prompt of a turn: stable text first, byte for byte the same from turn to turn, so that the model's cache holds.

Persona, then the history as it was heard, then what the user just said. When the history outgrows its budget its oldest
third goes, in one piece, and stays gone: the beginning changes once in many turns instead of at every turn. Pure; used
by the responder, on its thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.companion.persona import Persona
from app.effects import Exchange
from app.engines.protocols import Message

CountTokens = Callable[[str], int]

_MARKUP_TOKENS = 5
"""What a chat template adds to each message ("<|im_start|>user\\n" … "<|im_end|>\\n"), rounded up."""
_CUT = " … "


@dataclass(frozen=True)
class Budgets:
    """Largest parts of the prompt (architecture.md). The context of 4,096 holds them, the reply and more to come."""

    history_tokens: int = 600
    user_tokens: int = 400
    """Of one message: 7 s of prefill for the 1.5 B model; about three minutes of speech. More is clipped."""


class Prompt:
    """Builds the prompts of one conversation. `count`: the model's count of tokens."""

    def __init__(self, persona: Persona, *, count: CountTokens, budgets: Budgets | None = None) -> None:
        self.speaker = persona.name
        """Small models begin a line with it; whoever reads the reply takes it off."""
        self._system = Message("system", persona.system_text())
        self._count = count
        self._budgets = budgets or Budgets()
        self._first = 0
        """Where the kept history starts."""
        self._anchor: Exchange | None = None
        """The exchange it starts with: another one there means another conversation."""

    def messages(self, history: Sequence[Exchange], user_text: str) -> list[Message]:
        """For the reply to `user_text`. `history`: all finished turns of the conversation, oldest first."""
        return self._joined(history, [("user", self._clipped(user_text))])

    def history(self, history: Sequence[Exchange]) -> list[Message]:
        """The part of the next prompt that is known already, to be read while nobody waits."""
        return self._joined(history, [])

    def _joined(self, history: Sequence[Exchange], last: list[tuple[str, str]]) -> list[Message]:
        said = [line for exchange in self._kept(history) for line in self._lines(exchange)]
        return [self._system, *_alternating([*said, *last])]

    def _lines(self, exchange: Exchange) -> list[tuple[str, str]]:
        return [("user", self._clipped(exchange.user)), ("assistant", self._clipped(exchange.companion))]

    def _kept(self, history: Sequence[Exchange]) -> Sequence[Exchange]:
        if not self._continues(history):
            self._first = 0
        sizes = [self._size_tokens(exchange) for exchange in history[self._first :]]
        while sum(sizes) > self._budgets.history_tokens:
            gone = _oldest_third(sizes)
            self._first += gone
            sizes = sizes[gone:]
        self._anchor = history[self._first] if self._first < len(history) else None
        return history[self._first :]

    def _continues(self, history: Sequence[Exchange]) -> bool:
        """Whether this is still the conversation that the window was cut for."""
        if self._anchor is None or len(history) <= self._first:
            return len(history) >= self._first
        return history[self._first] == self._anchor

    def _size_tokens(self, exchange: Exchange) -> int:
        return sum(self._count(text) + _MARKUP_TOKENS for _, text in self._lines(exchange))

    def _clipped(self, text: str) -> str:
        return clip(text.strip(), self._budgets.user_tokens, self._count)


def clip(text: str, most_tokens: int, count: CountTokens) -> str:
    """`text`, or its beginning and its end when it is too long: what people say first and last matters most."""
    half = max(8, 3 * most_tokens)  # characters; hardly any text has more than six to a token, so this cuts too late
    clipped = text if len(text) <= 2 * half else _ends(text, half)
    while half > 1 and (tokens := count(clipped)) > most_tokens:
        half = min(half - 1, len(clipped) * most_tokens // (2 * tokens))
        clipped = _ends(text, half)
    return clipped


def _ends(text: str, half: int) -> str:
    """The first and last `half` characters, at word limits where there are some."""
    head, tail = text[:half], text[-half:] if half else ""
    head = head.rpartition(" ")[0] or head
    tail = tail.partition(" ")[2] or tail
    return f"{head}{_CUT}{tail}"


def _oldest_third(sizes: Sequence[int]) -> int:
    """How many of the oldest entries make up a third of the whole; at least one."""
    third, gone = sum(sizes) / 3, 0
    while sum(sizes[:gone]) < third:
        gone += 1
    return gone


def _alternating(lines: Iterable[tuple[str, str]]) -> list[Message]:
    """Templates want user and assistant in turn: what was not answered is joined with what came next."""
    messages: list[Message] = []
    for role, text in lines:
        if not text:
            continue
        if messages and messages[-1].role == role:
            text = f"{messages.pop().content}\n{text}"
        messages.append(Message("user" if role == "user" else "assistant", text))
    return messages
