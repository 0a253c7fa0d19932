"""The prompt of a turn: stable text first, byte for byte the same from turn to turn, so that the model's cache holds.

Persona with its samples, then the history as it was heard, then what the user just said, with what was recalled for it
in front. What was sent stays sent: in later turns the block of memories still stands where it stood. When the history
outgrows its budget its oldest third goes, in one piece, and stays gone: the beginning changes once in many turns. Pure;
used by the responder, on its thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.companion.about_user import AboutUser
from app.companion.overheard import in_front_of, quoted
from app.companion.persona import MARKUP_TOKENS, Persona
from app.companion.recall_block import EMPTY, Block, CountTokens, pack
from app.effects import Exchange, Overheard
from app.engines.protocols import Message
from app.facts import MemoriesRecalled
from app.memory.recalled import Memory

_CUT = " … "
_SAME_MOMENT_S = 0.5
"""Two clocks tell the beginning of an utterance: the session's and the wall's."""


@dataclass(frozen=True)
class Budgets:
    """Largest parts of the prompt (architecture.md). The context of 4,096 holds them, the reply and more to come."""

    history_tokens: int = 600
    user_tokens: int = 400
    """Of one message: 7 s of prefill for the 1.5 B model; about three minutes of speech. More is clipped."""
    recall_tokens: int = 96
    """Of one block of memories. It costs as long as the words it stands in front of, so the profile sets it."""
    late_recall_s: float = 0.3
    """A block that was not read ahead keeps the user waiting: so long, at the most."""
    blocks_tokens: int = 600
    """Of all blocks in the history."""


LATE_TOKENS = 24
"""The least that is worth quoting late: one short memory with its date. Slower machines wait longer for it."""


class Prompt:
    """Builds the prompts of one conversation. `count`: the model's count of tokens; `token_s`: what reading one costs
    on this machine."""

    def __init__(
        self,
        persona: Persona,
        *,
        count: CountTokens,
        budgets: Budgets | None = None,
        token_s: Callable[[], float] = lambda: 0.0,
        about_user: AboutUser | None = None,
        companion: str = "",
        manners: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`about_user`: what `companion` knows of the user stands before all that was said; it is taken up where a
        conversation begins or is cut. `manners`: exchanges that every persona is shown behind its own samples."""
        self.speaker = persona.name
        """Small models begin a line with it; whoever reads the reply takes it off."""
        self._persona = _opening(persona, manners)
        self._count = count
        self._budgets = budgets or Budgets()
        self._token_s = token_s
        self._about_user = about_user or AboutUser()
        self._companion = companion
        self._line = ""
        self._is_line_sent = False
        self._first = 0
        """Where the kept history starts."""
        self._anchor: Exchange | None = None
        """The exchange it starts with: another one there means another conversation."""
        self._sent: dict[int, Block] = {}
        """Turn -> what stands in front of its words."""
        self._fixed = (0, EMPTY)
        """The block of the newest turn that has one: (turn, block)."""
        self._read: tuple[tuple[tuple[str, Exchange], ...], str] = ((), "")
        """What was overheard, and its quotation, as it was read ahead."""
        self.quoted = EMPTY
        """What the last `messages` put in front of the user's words."""

    def messages(
        self,
        history: Sequence[Exchange],
        user_text: str,
        found: MemoriesRecalled | None = None,
        *,
        is_sent: bool = True,
        is_patient: bool = False,
        overheard: Overheard | None = None,
    ) -> list[Message]:
        """For the reply to `user_text`. `history`: all finished turns of the conversation, oldest first. `found`: what
        memory has for it; what goes in is `quoted` then. `is_sent` False: only read ahead. `is_patient`: who waits
        does not mind. `overheard`: what others were told just before; of one budget with what was found."""
        kept = self._kept(history)
        self._is_line_sent |= is_sent
        most_tokens = self._budgets.recall_tokens if is_patient or not is_sent else self._late_tokens
        heard = self._heard(overheard, most_tokens, is_sent=is_sent) if overheard else ""
        most_tokens = min(most_tokens, self._budgets.recall_tokens - self._count(heard)) if heard else most_tokens
        block = self._block(found, kept, user_text, most_tokens) if found else EMPTY
        self.quoted = in_front_of(block, heard)
        turn = found.turn if found else overheard.turn if overheard else 0
        if turn and is_sent:
            self._sent[turn] = self.quoted
        return self._joined(kept, [("user", self.quoted.before(self._clipped(user_text)))])

    def _heard(self, overheard: Overheard, most_tokens: int, *, is_sent: bool) -> str:
        """As it was read ahead, if it was."""
        said, text = self._read
        if said != overheard.said:
            text = quoted(overheard, most_tokens=most_tokens, count=self._count)
            self._read = self._read if is_sent else (overheard.said, text)
        return text

    def history(self, history: Sequence[Exchange]) -> list[Message]:
        """The part of the next prompt that is known already, to be read while nobody waits."""
        return self._joined(self._kept(history), [])

    def forget(self) -> None:
        """Nothing that was recalled in this conversation is quoted any longer."""
        self._about_user.forget()
        self._is_line_sent = False
        self._sent.clear()
        self._read = ((), "")
        self._fixed = (0, EMPTY)
        self.quoted = EMPTY

    @property
    def _late_tokens(self) -> int:
        """Of a block that is read while the user waits."""
        token_s = self._token_s()
        can_wait_for = round(self._budgets.late_recall_s / token_s) if token_s else self._budgets.recall_tokens
        return min(max(can_wait_for, LATE_TOKENS), self._budgets.recall_tokens)

    def _block(self, found: MemoriesRecalled, kept: Sequence[Exchange], text: str, most_tokens: int) -> Block:
        """The one that was fixed for this turn, unless the best memory is not in it."""
        turn, fixed = self._fixed
        since_s = kept[0].since_t_s - _SAME_MOMENT_S if kept else found.at_t_s + _SAME_MOMENT_S
        news = tuple(one for one in found.recalled.memories if _said_at_s(one, found) < since_s)
        if found.recalled.memories and not news:
            return fixed if turn == found.turn else EMPTY  # the history says it already
        if turn == found.turn and fixed.memories and (not news or fixed.has(news[0])):
            return fixed
        recalled = replace(found.recalled, memories=news)
        block = pack(recalled, text, found.at, most_tokens=most_tokens, count=self._count)
        self._fixed = (found.turn, block)
        return block

    def _joined(self, kept: Sequence[Exchange], last: list[tuple[str, str]]) -> list[Message]:
        said = [line for exchange in kept for line in self._lines(exchange)]
        return [*self._persona, *_alternating([("user", self._line), *said, *last])]

    def _lines(self, exchange: Exchange) -> list[tuple[str, str]]:
        user = self._quoted_before(exchange).before(self._clipped(exchange.user))
        return [("user", user), ("assistant", self._clipped(exchange.companion))]

    def _quoted_before(self, exchange: Exchange) -> Block:
        return self._sent.get(exchange.turn, EMPTY)

    def _kept(self, history: Sequence[Exchange]) -> Sequence[Exchange]:
        first = self._first
        if not self._continues(history):
            self._first = 0
            self._is_line_sent = False
        sizes = [self._size_tokens(exchange) for exchange in history[self._first :]]
        while self._is_too_long(sizes):
            gone = _oldest_third([words + block for words, block in sizes])
            self._first += gone
            sizes = sizes[gone:]
        self._anchor = history[self._first] if self._first < len(history) else None
        if not (history and self._is_line_sent and first == self._first):
            self._line = self._about_user.line(self._companion, self._count)
            self._is_line_sent = bool(history)
        return history[self._first :]

    def _is_too_long(self, sizes: Sequence[tuple[int, int]]) -> bool:
        words, blocks = (sum(size) for size in zip(*sizes, strict=True)) if sizes else (0, 0)
        return words > self._budgets.history_tokens or blocks > self._budgets.blocks_tokens

    def _continues(self, history: Sequence[Exchange]) -> bool:
        """Whether this is still the conversation that the window was cut for."""
        if self._anchor is None or len(history) <= self._first:
            return len(history) >= self._first
        return history[self._first] == self._anchor

    def _size_tokens(self, exchange: Exchange) -> tuple[int, int]:
        """(what was said, what was recalled for it)."""
        texts = (self._clipped(exchange.user), self._clipped(exchange.companion))
        block = self._quoted_before(exchange).text
        return sum(self._count(text) + MARKUP_TOKENS for text in texts), self._count(block) if block else 0

    def _clipped(self, text: str) -> str:
        return clip(text.strip(), self._budgets.user_tokens, self._count)


def _opening(persona: Persona, manners: Sequence[tuple[str, str]]) -> list[Message]:
    """Who it is, then its samples as if they had been said: a small model goes on as it began. As lines of the system
    text the 0.5 B model took them for facts about the user, or recited them. The manners stand last: in
    front of the samples they taught the 0.5 B model less."""
    samples = [*((sample.user, sample.companion) for sample in persona.samples), *manners]
    opening = [Message("system", persona.system_text(), is_stable=True)]
    for user, companion in samples:
        opening += [Message("user", user, is_stable=True), Message("assistant", companion, is_stable=True)]
    return opening


def _said_at_s(memory: Memory, found: MemoriesRecalled) -> float:
    """On the session's timeline."""
    return found.at_t_s - (found.at - memory.said_at).total_seconds()


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
