"""Questions beside the talk: answered when nobody wants anything, dropped at any sign, never told half."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

import pytest

from app.cancel import Cancel
from app.engines.protocols import Message
from app.errors import EngineFailed
from app.runtime.asides import Asides
from app.runtime.token import ComputeToken


@dataclass(frozen=True)
class Question:
    messages: tuple[Message, ...] = (Message("user", "Which?"),)
    choices: tuple[str, ...] = ("none", "two words")


class Model:
    """Answers "two words" in two pieces; before each it looks whether something happens."""

    def __init__(self, happens: Callable[[], object] = lambda: None) -> None:
        self.happens = happens
        self.closed = self.asked = 0

    def choose(
        self, messages: Sequence[Message], choices: Sequence[str], *, cancel: Cancel
    ) -> Generator[str, None, None]:
        self.asked += 1
        try:
            for piece in ("", "two ", "words"):
                self.happens()
                if cancel.is_stale:
                    return
                yield piece
        finally:
            self.closed += 1


class Desk:
    def __init__(self) -> None:
        self.model = Model()
        self.told: list[str] = []
        self.asides: Asides[Question] = Asides(self.model, ComputeToken(), lambda _, answer: self.told.append(answer))

    def lay(self, count: int) -> None:
        self.asides.lay([Question() for _ in range(count)])


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_every_question_is_answered_once(desk: Desk) -> None:
    desk.lay(2)
    desk.asides.work()
    desk.asides.work()
    assert desk.told == ["two words"] * 2
    assert desk.asides.is_empty


def test_a_sign_of_life_drops_all_of_them_and_tells_nothing(desk: Desk) -> None:
    desk.lay(2)
    desk.model.happens = desk.asides.drop
    desk.asides.work()
    assert desk.told == []
    assert desk.asides.is_empty
    assert desk.model.closed == 1
    desk.model.happens = lambda: None
    desk.lay(1)
    desk.asides.work()
    assert desk.told == ["two words"]


def test_mail_comes_first_and_the_question_stays(desk: Desk) -> None:
    desk.lay(1)
    desk.asides.is_wanted = lambda: desk.model.asked > 0
    desk.asides.work()
    assert (desk.told, desk.model.closed) == ([], 1)
    assert not desk.asides.is_empty
    desk.asides.is_wanted = lambda: False
    desk.asides.work()
    assert desk.told == ["two words"]


def test_laid_before_and_worked_after_a_sign_nothing_is_asked(desk: Desk) -> None:
    desk.lay(1)
    desk.asides.drop()
    desk.asides.work()
    assert desk.model.asked == 0


def test_a_model_that_cannot_is_not_asked_again(desk: Desk) -> None:
    def fail() -> None:
        raise EngineFailed("There is not enough memory.")

    desk.model.happens = fail
    desk.lay(2)
    desk.asides.work()
    desk.asides.work()
    assert (desk.told, desk.model.asked) == ([], 1)
