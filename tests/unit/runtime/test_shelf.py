"""The window's questions run on the keeper's thread; what was taken out stays in RAM until it is let go."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.commands.transcript import write_export
from app.memory.memories import SqliteMemories
from app.memory.protocol import Span
from app.memory.reading import SqliteTranscriptReader
from app.memory.store import SqliteTranscriptStore
from app.memory.withdrawal import SqliteWithdrawal
from app.runtime.inbox import Work
from app.runtime.memory_shelf import MemoryShelf
from app.runtime.shelf import Shelf
from app.runtime.worker import Worker
from tests.kit.episodes import NINE, episode

SELF = "se_samantha"
WAIT_S = 20.0


class Desk:
    """Shelf and memories over a real store on a real keeper."""

    def __init__(self, path: Path) -> None:
        self.store = SqliteTranscriptStore(path)
        self.keeper = Worker("keeper", lambda _: None, lambda _: None, Work()).with_load(self._open)
        self.gone: list[str] = []
        reader, withdrawal = SqliteTranscriptReader(self.store), SqliteWithdrawal(self.store)
        self.shelf = Shelf(self.keeper, reader, withdrawal, lambda: SELF, self.gone.extend, write_export)
        memories = SqliteMemories(self.store)
        self.memories = MemoryShelf(self.keeper, memories, lambda: SELF, lambda: NINE, self.gone.extend)
        self.answers: queue.Queue[Any] = queue.Queue()
        self.kept = [episode(f"line {n}", after_s=60.0 * n) for n in range(3)]

    def _open(self) -> None:
        self.store.open()
        self.store.ensure_self("samantha")
        for one in self.kept:
            self.store.keep(one)

    def answer(self) -> Any:
        return self.answers.get(timeout=WAIT_S)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "memory.db")
    desk.keeper.start()
    desk.keeper.loaded.result()
    yield desk
    desk.keeper.ask(desk.store.close).result()
    desk.keeper.close()
    assert desk.keeper.join(WAIT_S)


def test_it_reads(desk: Desk) -> None:
    desk.shelf.days(desk.answers.put)
    assert desk.answer() == [("2026-03-01", 3)]
    desk.shelf.page("2026-03-01", 1, 5, desk.answers.put)
    assert desk.answer() == desk.kept[1:]
    desk.shelf.of(Span("2026-03-01", 10), desk.answers.put)
    assert desk.answer() == []
    desk.shelf.search("line 2", desk.answers.put)
    assert desk.answer().episodes == (desk.kept[2],)


def test_what_is_taken_can_come_back_until_it_is_let_go(desk: Desk) -> None:
    desk.shelf.take([desk.kept[1].id], desk.answers.put)
    number, count = desk.answer()
    assert (count, desk.gone) == (1, [desk.kept[1].id])
    desk.shelf.give_back(number, desk.answers.put)
    assert desk.answer() is True
    desk.shelf.take(Span("2026-03-01"), desk.answers.put)
    number, count = desk.answer()
    assert count == 3
    desk.shelf.let_go(number)
    desk.shelf.give_back(number, desk.answers.put)
    assert desk.answer() is False
    desk.shelf.days(desk.answers.put)
    assert desk.answer() == []


def test_export_writes_all_of_it_or_says_why_not(desk: Desk, tmp_path: Path) -> None:
    desk.shelf.export(tmp_path / "all.md", "md", desk.answers.put)
    assert desk.answer() == ""
    assert (tmp_path / "all.md").read_text().count("line") == 3
    desk.shelf.export(tmp_path / "nowhere" / "all.md", "md", desk.answers.put)
    assert "cannot be written" in desk.answer()


def test_memories(desk: Desk) -> None:
    desk.memories.all(desk.answers.put)
    assert desk.answer() == []
    desk.memories.pin("nobody", is_pinned=True, answer=desk.answers.put)
    desk.memories.edit("nobody", "x", desk.answers.put)
    desk.memories.forget("nobody", desk.answers.put)
    assert [desk.answer() for _ in range(3)] == [None, None, None]


def test_a_question_that_fails_is_not_answered(desk: Desk) -> None:
    desk.keeper.ask(desk.store.close).result()
    desk.shelf.days(desk.answers.put)
    desk.memories.all(desk.answers.put)
    desk.keeper.ask(lambda: None).result()
    assert desk.answers.empty()
    desk.keeper.ask(desk.store.open).result()


def test_where_a_memory_was_said_and_how_much_there_is(desk: Desk) -> None:
    line = desk.kept[1]
    desk.memories.place(line.id, desk.answers.put)
    desk.memories.place("nobody", desk.answers.put)
    desk.memories.kept(desk.answers.put)
    assert [desk.answer(), desk.answer()] == [(f"{line.start:%Y-%m-%d}", line.id), None]
    kept = desk.answer()
    assert (kept.turns, kept.since) == (3, desk.kept[0].start)
    assert kept.size_bytes > 10_000
