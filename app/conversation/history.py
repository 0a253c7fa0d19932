"""What was said so far, as heard: the only past that the model may know of.

Written and read by the machine, on the session thread. Pure. What was not heard is not in here; it is kept beside, in
the episode.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.conversation.spoken import speak
from app.effects import Exchange
from app.facts import Clause


class History:
    """The finished exchanges of the running conversation, oldest first. It only grows."""

    def __init__(self) -> None:
        self._exchanges: list[Exchange] = []

    def add(self, exchange: Exchange) -> None:
        """One finished turn. A question that got no answer melts into the next one: chat templates want the two sides
        to take turns, and people who ask again mean both questions."""
        last = self._exchanges[-1] if self._exchanges else None
        if last is None or last.companion:
            self._exchanges.append(exchange)
        else:
            self._exchanges[-1] = Exchange(_join(last.user, exchange.user), exchange.companion)

    def restore(self, episodes: Iterable[tuple[str, str]]) -> None:
        """Start from stored utterances, (speaker, text), oldest first; speaker is "user" or "companion"."""
        self._exchanges.clear()
        for speaker, text in episodes:
            last = self._exchanges[-1] if self._exchanges else None
            if speaker == "user":
                self.add(Exchange(text, ""))
            elif last is None:
                self.add(Exchange("", text))
            else:
                self._exchanges[-1] = Exchange(last.user, _join(last.companion, text))

    def as_tuple(self) -> tuple[Exchange, ...]:
        """A snapshot, oldest first."""
        return tuple(self._exchanges)


def heard_text(clauses: Sequence[Clause], heard: Mapping[int, float]) -> tuple[str, str]:
    """(heard, unheard): the displays joined by single spaces, cut between two words.

    `heard`: {clause: share of its sound that left the speaker, 0 .. 1}; a clause that is not in it was not heard. The
    cut falls in the first clause that was not heard to its end. A word counts as heard when half of it was played.
    Until the voice tells word times, a word is taken to last as long as its letters when spoken: an estimate.
    """
    before: list[str] = []
    after: list[str] = []
    for n, clause in enumerate(clauses):
        words = clause.display.split(" ")
        count = 0 if after else _words_heard(words, heard.get(n, 0.0))
        before += words[:count]
        after += words[count:]
    return " ".join(before), " ".join(after)


def _words_heard(words: Sequence[str], share: float) -> int:
    """How many of `words` had half of themselves played when `share` (0 .. 1) of the clause was."""
    lengths = [len(speak(word)) + 1 for word in words]
    played = share * sum(lengths)
    start = count = 0
    for length in lengths:
        if start + length / 2 > played:
            break
        start += length
        count += 1
    return count


def _join(first: str, second: str) -> str:
    return f"{first} {second}".strip()
