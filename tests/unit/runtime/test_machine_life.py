"""Several absences may hold at once; the user is back when none does."""

import pytest

from app.runtime.machine_life import ABSENCES, MachineLife
from app.wishes import ComeBack, StepAway


@pytest.fixture
def done():
    return []


@pytest.fixture
def life(done):
    return MachineLife(
        lambda command: done.append(type(command)), lambda: done.append("rest"), lambda is_on: done.append(is_on)
    )


def test_a_locked_screen_hides_what_was_said(life, done):
    life.follow("locked", is_on=True)
    life.follow("locked", is_on=False)
    assert done == [True, StepAway, False, ComeBack]


def test_before_it_sleeps_the_streams_are_closed(life, done):
    life.follow("suspended", is_on=True)
    life.follow("suspended", is_on=False)
    assert done == [StepAway, "rest", ComeBack]


def test_a_laptop_that_locks_and_then_sleeps_is_back_when_it_is_unlocked(life, done):
    life.follow("locked", is_on=True)
    life.follow("suspended", is_on=True)
    life.follow("suspended", is_on=False)
    assert done == [True, StepAway, "rest"]
    life.follow("locked", is_on=False)
    assert done[3:] == [False, ComeBack]


@pytest.mark.parametrize("absence", ABSENCES)
def test_told_twice_it_is_nothing_new(life, done, absence):
    life.follow(absence, is_on=True)
    before = list(done)
    life.follow(absence, is_on=True)
    assert done == before
    life.follow(absence, is_on=False)
    life.follow(absence, is_on=False)
    assert done.count(ComeBack) == 1


def test_without_a_window_nothing_is_hidden():
    MachineLife([].append, lambda: None).follow("locked", is_on=True)
