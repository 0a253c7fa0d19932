"""The window's shelf over a list of episodes: answers at once, on the caller's thread. For tests and pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from app.memory.protocol import Episode, Found, Kept, Remembered, Span


def day_of(episode: Episode) -> str:
    return f"{episode.start:%Y-%m-%d}"


class KeptShelf:
    """Remembers what was exported, and which deletions cannot be undone any more."""

    def __init__(self, episodes: Sequence[Episode] = ()) -> None:
        self.episodes = sorted(episodes, key=lambda episode: (episode.start, episode.id))
        self.taken: dict[int, list[Episode]] = {}
        self.let_gone: list[int] = []
        self.exported: list[tuple[Path, str]] = []
        self.asked: list[str] = []

    def days(self, answer: Callable[[Sequence[tuple[str, int]]], None]) -> None:
        answer(sorted(Counter(map(day_of, self.episodes)).items(), reverse=True))

    def page(self, day: str, start: int, limit: int, answer: Callable[[Sequence[Episode]], None]) -> None:
        self.asked.append(day)
        answer([episode for episode in self.episodes if day_of(episode) == day][start : start + limit])

    def of(self, span: Span, answer: Callable[[Sequence[Episode]], None]) -> None:
        answer(self._of(span))

    def search(self, words: str, answer: Callable[[Found], None]) -> None:
        terms = words.casefold().split()
        answer(Found(tuple(e for e in self.episodes if all(term in e.text.casefold() for term in terms))))

    def take(self, what: Span | Sequence[str], answer: Callable[[tuple[int, int]], None]) -> None:
        ids = [episode.id for episode in self._of(what)] if isinstance(what, Span) else list(what)
        number = len(self.taken) + 1
        self.taken[number] = [episode for episode in self.episodes if episode.id in ids]
        self.episodes = [episode for episode in self.episodes if episode.id not in ids]
        answer((number, len(self.taken[number])))

    def give_back(self, number: int, answer: Callable[[bool], None]) -> None:
        self.episodes = sorted([*self.episodes, *self.taken[number]], key=lambda episode: (episode.start, episode.id))
        answer(True)

    def let_go(self, number: int) -> None:
        self.let_gone.append(number)

    def export(self, path: Path, form: str, answer: Callable[[str], None]) -> None:
        self.exported.append((path, form))
        answer("")

    def _of(self, span: Span) -> list[Episode]:
        return [e for e in self.episodes if day_of(e) == span.day and span.hour in (None, e.start.hour)]


class KeptMemories:
    """The window's memories over a list."""

    def __init__(self, memories: Sequence[Remembered] = ()) -> None:
        self.memories = list(memories)
        self.places: dict[str, tuple[str, str]] = {}
        self.how_much = Kept()

    def all(self, answer: Callable[[Sequence[Remembered]], None]) -> None:
        answer(list(self.memories))

    def place(self, memory_id: str, answer: Callable[[tuple[str, str] | None], None]) -> None:
        answer(self.places.get(memory_id))

    def kept(self, answer: Callable[[Kept], None]) -> None:
        answer(self.how_much)

    def pin(self, memory_id: str, *, is_pinned: bool, answer: Callable[[None], None]) -> None:
        self._change(memory_id, is_pinned=is_pinned)
        answer(None)

    def edit(self, memory_id: str, text: str, answer: Callable[[Remembered | None], None]) -> None:
        self._change(memory_id, text=text, id=f"{memory_id}+", is_edited=True)
        answer(next((one for one in self.memories if one.id == f"{memory_id}+"), None))

    def forget(self, memory_id: str, answer: Callable[[None], None]) -> None:
        self.memories = [one for one in self.memories if one.id != memory_id]
        answer(None)

    def _change(self, memory_id: str, **changed: object) -> None:
        self.memories = [replace(one, **changed) if one.id == memory_id else one for one in self.memories]
