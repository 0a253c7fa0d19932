"""Facts that the model found are told like those of the rules, and there is a switch for them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from app.cancel import Cancel
from app.engines.minilm_embedder import MiniLmEmbedder
from app.engines.protocols import Message
from app.facts import MemoryKept
from app.memory.recall import MemoryRecall
from app.runtime.token import ComputeToken
from app.settings import Settings
from app.weights.profiles import STANDARD
from app.weights.weights import models_folder
from app.wiring.reading import add_reading
from tests.kit.episodes import NINE
from tests.kit.facts import Life, life_at

pytestmark = pytest.mark.models

PUPPY = "We picked a puppy from the shelter and our dog is now Biscuit."


class Model:
    """Points at the dog's name."""

    def choose(
        self, messages: Sequence[Message], choices: Sequence[str], *, cancel: Cancel
    ) -> Generator[str, None, None]:
        yield "Biscuit"


class Desk:
    """A worker whose thread is this one: its ticks come when they are called."""

    has_mail = False

    def __init__(self) -> None:
        self.ticks: list[Callable[[], object]] = []

    def then_tick(self, work: Callable[[], object]) -> None:
        self.ticks.append(work)

    def ask(self, job: Callable[[], object]) -> Future[object]:
        job()
        return Future()


class Run:
    """What the reading needs of a house, at `now`, over the life's store."""

    def __init__(self, life: Life, now: Any) -> None:
        self.posted: list[object] = []
        self.keeper, self.responder = Desk(), Desk()
        plan = SimpleNamespace(
            profile=SimpleNamespace(name=STANDARD), settings=Settings(), wall=SimpleNamespace(now=lambda: now)
        )
        self.follow: dict[str, Callable[[Any], object]] = {}
        house: Any = SimpleNamespace(
            store=life.store, plan=plan, token=ComputeToken(), keeper=self.keeper, follow=self.follow,
            selves={"": "se_samantha"}, session=SimpleNamespace(post=self.posted.append, subscribe=lambda _: None),
            at_start=lambda begin: begin(),
        )  # fmt: skip
        add_reading(house, Model(), self.responder)  # type: ignore[arg-type]  # a worker without a thread

    def idle(self) -> None:
        for tick in (*self.keeper.ticks, *self.responder.ticks):
            tick()


@pytest.fixture
def life(tmp_path: Any) -> Any:
    with life_at(tmp_path / "memory.db") as life:
        life.say(PUPPY)
        recall = MemoryRecall(life.store, MiniLmEmbedder(models_folder() / MiniLmEmbedder.name))
        recall.load()
        while recall.catch_up():
            pass
        recall.close()
        yield life


def test_what_it_found_today_is_told(life: Life) -> None:
    run = Run(life, NINE + timedelta(hours=1))
    run.idle()
    (told,) = run.posted
    assert isinstance(told, MemoryKept)
    assert (told.id, told.text) == (life.one("pet biscuit").id, "Your dog is called Biscuit.")


def test_what_it_found_in_old_lines_is_kept_in_silence(life: Life) -> None:
    run = Run(life, NINE + timedelta(days=40))
    run.idle()
    assert life.one("pet biscuit").quote == PUPPY
    assert run.posted == []


def test_off_it_asks_the_model_nothing(life: Life) -> None:
    run = Run(life, NINE)
    run.follow["memory.reads"](False)
    run.idle()
    assert life.facts.all() == []
    run.follow["memory.reads"](True)
    run.idle()
    assert life.one("pet biscuit").value == "Biscuit"
