"""The block of memories that travels in front of the user's words: quotations with their dates, in the order of time;
without dates, the best of them last and alone, right before the question.

The best memories go in first, until the budget is full; what is too long goes in with the sentence that has most to do
with the question. Everything in it is quoted speech inside the user's message: whatever a memory says, it cannot close
its quotation, pretend to be markup or speak as the system. Pure; called by prompt.py, on the responder's thread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from app.memory.recalled import Memory, Recalled

CountTokens = Callable[[str], int]
When = Callable[[datetime], str]

NOTHING = "[I have told you nothing about this. Say that you don't know.]"
"""For who asks about something said before that is not there: small models would invent it. They do so less when it is
said in the user's voice, as all of the block is (0.5 B and 1.5 B, tried on eight questions)."""
HOW_IT_IS_USED = (
    (
        '[I told you: "the moat is frozen"\n"he is Quibble, my dragon"]\nWhat is my dragon called?',
        "Your dragon is Quibble.",
    ),
    (
        '[I told you: "Traded the old submarine for a green one."]\nDo you remember my submarine?',
        "You have a green one now.",
    ),
)
"""Two exchanges that show it, before every conversation: without them a small model talks past the block. Of things
that nobody has, because what is said in samples may be believed later."""
_QUOTE_TOKENS = 10
"""A quotation shorter than this is not worth its date."""
_CLEAR_DAYS = 330
"""Within so many days the month tells the year, which is five tokens."""
_MISSES = 4
"""After so many memories in a row that did not fit, the block counts as full."""

_ASKS_WHEN = re.compile(
    r"\b(?:when|(?:what|which) (?:day|date|month|year)|how long|ago|since|last|before|used to|first time)\b",
    re.IGNORECASE,
)
"""Only the dates of what was said answer it."""

_MARKUP = re.compile(
    r"<\|[^<>]*?\|?>|<<?/?\s*sys\s*>>?|</?s>|\[/?inst\]|</?(?:start|end)_of_turn>|</?(?:think|tool_call)>|#{2,}|`{3,}",
    re.IGNORECASE,
)
_ROLE = re.compile(r"\b(system|assistant|user|human|ai|developer)\s*:", re.IGNORECASE)
_QUOTES = str.maketrans({'"': "'", "“": "'", "”": "'", "„": "'", "«": "'", "»": "'", "[": "(", "]": ")"})
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Block:
    """`text`: '' when there is nothing to quote. `memories`: what it quotes, in its order, as quoted."""

    text: str = ""
    memories: tuple[Memory, ...] = ()

    def has(self, memory: Memory) -> bool:
        return any(quoted.id == memory.id for quoted in self.memories)

    def before(self, words: str) -> str:
        """The user's message with it."""
        return f"{self.text}\n{words}" if self.text else words


EMPTY = Block()


def pack(found: Recalled, question: str, at: datetime, *, most_tokens: int, count: CountTokens) -> Block:
    """`found`: best first; `at`: now, with its zone. The block has at most `most_tokens` by `count`."""
    if not found.memories:
        return Block(NOTHING) if found.asks_for_memory else EMPTY
    packing = _Packing(question, at, most_tokens, count, is_bare=found.is_of_the_user)
    misses = 0
    for memory in found.memories:
        misses = 0 if packing.take(memory) else misses + 1
        if misses == _MISSES:
            break
    return packing.block


def harmless(text: str) -> str:
    """`text` on one line, without what a chat template, a quotation or a role is made of."""
    visible = "".join(" " if unicodedata.category(char).startswith("C") else char for char in text)
    return " ".join(_ROLE.sub(r"\1,", _MARKUP.sub(" ", visible)).translate(_QUOTES).split())


class _Packing:
    """One block while it is filled."""

    def __init__(
        self, question: str, at: datetime, most_tokens: int, count: CountTokens, *, is_bare: bool = False
    ) -> None:
        """`is_bare`: what holds is asked for, so who said it stands there once, and no date that nobody asked for."""
        self._wanted = {word for word in _words(question) if len(word) > 3}
        self._is_bare = is_bare
        self._when: When = partial(_ago_of if is_bare else _day, at=at)
        if is_bare and not _ASKS_WHEN.search(question):
            self._when = _never
        self._most_tokens = most_tokens
        self._count = count
        self.block = EMPTY

    def take(self, memory: Memory) -> bool:
        """Quote `memory` too, if it fits."""
        whole = replace(memory, text=harmless(memory.text))
        if not whole.text:
            return False
        with_it = self._with(whole)
        excess = self._count(with_it.text) - self._most_tokens
        if excess > 0:
            room = self._count(whole.text) - excess
            if room < _QUOTE_TOKENS:
                return False
            excerpt = self._excerpt(whole.text, room)
            with_it = self._with(replace(whole, text=excerpt))
            if not excerpt or self._count(with_it.text) > self._most_tokens:
                return False
        self.block = with_it
        return True

    def _with(self, memory: Memory) -> Block:
        if self._when is _never:
            memories: tuple[Memory, ...] = (memory, *self.block.memories)
            return Block(_best_alone(memories), memories)
        memories = tuple(sorted((*self.block.memories, memory), key=lambda one: one.said_at))
        return Block(_written(memories, self._when, is_bare=self._is_bare), memories)

    def _excerpt(self, text: str, room_tokens: int) -> str:
        """The sentences around the one that has most of the question's words; else the words around the first."""
        sentences = _SENTENCES.split(text)
        best = max(range(len(sentences)), key=lambda n: len(self._wanted & set(_words(sentences[n]))))
        cut = self._grown(sentences, best, room_tokens)
        if cut:
            return cut
        words = sentences[best].split()
        first = next((n for n, word in enumerate(words) if self._wanted & set(_words(word))), 0)
        return self._grown(words, first, room_tokens)

    def _grown(self, parts: Sequence[str], start: int, room_tokens: int) -> str:
        """Parts from `start` on, then those before it, as many as fit; '' when not even one does."""
        first = last = start
        grown = ""
        while first >= 0:
            cut = _cut(parts, first, last)
            if self._count(cut) > room_tokens:
                break
            grown = cut
            if last + 1 < len(parts):
                last += 1
            else:
                first -= 1
        return grown


def _cut(parts: Sequence[str], first: int, last: int) -> str:
    before, behind = ("… " if first else ""), (" …" if last + 1 < len(parts) else "")
    return before + " ".join(parts[first : last + 1]) + behind


def _best_alone(memories: Sequence[Memory]) -> str:
    """The best, which is the last, in brackets of its own: of seven lines in one the 0.5 B model took the right one for
    half of the questions, so for 63 of 100."""
    parts = [part for part in (memories[:-1], memories[-1:]) if part]
    return "\n".join(_written(part, _never, is_bare=True) for part in parts)


def _written(memories: Sequence[Memory], when: When, *, is_bare: bool) -> str:
    """One line for each, its date only where it changes; bare lines also tell only once who speaks."""
    lines, shown, spoke = [], "", ""
    for memory in memories:
        day, who = when(memory.said_at), _who(memory)
        head = [day] if day and day != shown else []
        if not is_bare or who != spoke or head:
            head.append(who)
        lines.append(f'{", ".join(head)}: "{memory.text}"' if head else f'"{memory.text}"')
        shown, spoke = day, who
    return "[" + "\n".join(lines) + "]"


def _who(memory: Memory) -> str:
    """As the user would say it: the block stands in the user's message."""
    if memory.kind == "fact":
        return "you know"
    return "I told you" if memory.speaker == "user" else "you said"


def _day(moment: datetime, at: datetime) -> str:
    """ "Sat 21 Nov, yesterday", "3 Mar, 8 months ago" and "3 Mar 2024, 2 years ago": the day where `at` is now."""
    day, today = moment.astimezone(at.tzinfo).date(), at.date()
    ago = (today - day).days
    written = f"{day.day} {_MONTHS[day.month - 1]}"
    if 0 <= ago < 7:
        written = f"{_DAYS[day.weekday()]} {written}"
    if not -_CLEAR_DAYS < ago < _CLEAR_DAYS:
        written = f"{written} {day.year}"
    return f"{written}, {_ago(day, today)}"


def _ago_of(moment: datetime, at: datetime) -> str:
    """ "8 months ago"."""
    return _ago(moment.astimezone(at.tzinfo).date(), at.date())


def _never(_moment: datetime) -> str:
    return ""


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    for size, name in ((365, "year"), (30, "month"), (7, "week")):
        if days >= (2 * size if name == "week" else size):
            many = days // size
            return f"{many} {name}{'s' if many > 1 else ''} ago"
    return f"{days} days ago"


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
