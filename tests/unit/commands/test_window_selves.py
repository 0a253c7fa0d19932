"""The window's door to the selves, on a real store: what is asked for is done off the main thread, and said."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.commands.window_selves import HouseSelves
from app.memory.store import SqliteTranscriptStore
from app.ui.selves_doors import SelfCard
from tests.kit.episodes import NINE, episode, store_at
from tests.unit.commands.test_window_doors import Keeper

ME = "se_samantha"


class House:
    """What the door needs of a running house; which self talks is a word."""

    def __init__(self, store: SqliteTranscriptStore, folder: Path) -> None:
        self.selves = {"": ME}
        self.store = store
        self.keeper = Keeper()
        self.who_talks = threading.Lock()
        wall = SimpleNamespace(now=lambda: NINE + timedelta(days=1))
        home = SimpleNamespace(cache_folder=folder / "cache", companions_folder=folder)
        self.plan = SimpleNamespace(companion="samantha", wall=wall, home=home)
        self.looks_back = 0

    def settle(self) -> bool:
        return True

    def use_self(self, self_id: str) -> Future[Any]:
        return self.keeper.ask(lambda: self.selves.update({"": self_id}))

    def look_back(self) -> Future[Any]:
        self.looks_back += 1
        return self.keeper.ask(lambda: None)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with store_at(tmp_path / "memory.db") as store:
        for n in range(2):
            store.keep(episode(f"Line {n}.", after_s=60 * n))
        yield House(store, tmp_path)


@pytest.fixture
def gone() -> list[str]:
    return []


@pytest.fixture
def door(house: House, gone: list[str]) -> HouseSelves:
    return HouseSelves(house, gone.extend)  # type: ignore[arg-type]


def answer(ask: Callable[[Callable[[Any], None]], object]) -> Any:
    """Wait for it: it comes on another thread."""
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
    ask(answers.put)
    return answers.get(timeout=5)


def cards(door: HouseSelves) -> tuple[SelfCard, ...]:
    return answer(lambda take: door.tree("samantha", take))


def test_a_self_is_forked_named_used_and_given_memories(house: House, door: HouseSelves) -> None:
    assert answer(lambda take: door.fork("", "my novel", None, take)) == ""
    first, novel = cards(door)
    assert (novel.label, novel.depth, novel.shared, novel.talks) == ("my novel", 1, "Line 1.", False)
    assert (first.lines, first.talks, first.is_current, first.is_first) == (2, True, True, True)
    assert answer(lambda take: door.rename(novel.id, "the sea", take)) == ""
    assert answer(lambda take: door.use(novel, take)) == ""
    assert house.selves[""] == novel.id
    house.store.keep(episode("The hero is Ilse.", after_s=90_000, self_id=novel.id))
    (line,) = answer(lambda take: door.to_give(novel.id, ME, take))
    assert answer(lambda take: door.give(novel.id, ME, (line.id,), take)) == ""
    first, novel = cards(door)
    assert (novel.label, novel.talks, novel.is_current, first.lines) == ("the sea", True, True, 3)
    assert house.looks_back == 4


def test_one_is_let_go_when_its_words_are_in_the_file(
    house: House, door: HouseSelves, gone: list[str], tmp_path: Path
) -> None:
    answer(lambda take: door.fork("", "", None, take))
    novel = cards(door)[1]
    house.store.keep(episode("The hero is Ilse.", after_s=90_000, self_id=novel.id))
    assert "cannot be written" in answer(lambda take: door.let_go(novel, tmp_path / "none" / "x.jsonl", take))
    assert answer(lambda take: door.let_go(novel, tmp_path / "x.jsonl", take)) == ""
    assert "Ilse" in (tmp_path / "x.jsonl").read_text("utf-8")
    assert len(gone) == 1
    assert len(cards(door)) == 1


def test_who_talks_is_not_let_go(house: House, door: HouseSelves, tmp_path: Path) -> None:
    answer(lambda take: door.fork("", "", None, take))
    novel = cards(door)[1]
    answer(lambda take: door.use(novel, take))
    assert "Talk as another one first." in answer(lambda take: door.let_go(novel, tmp_path / "x.jsonl", take))
    assert not (tmp_path / "x.jsonl").exists()


def test_the_self_of_another_companion_only_becomes_its_current_one(house: House, door: HouseSelves) -> None:
    house.plan.companion = "max"
    answer(lambda take: door.fork(ME, "", None, take))
    assert answer(lambda take: door.use(cards(door)[1], take)) == ""
    assert house.selves[""] == ME
    assert "no self se_none" in answer(lambda take: door.rename("se_none", "x", take))
