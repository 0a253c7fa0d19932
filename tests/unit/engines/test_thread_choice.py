"""Two threads on an idle machine, one on a busy one, and back."""

from __future__ import annotations

from collections.abc import Callable

from app.engines.thread_choice import ThreadChoice

IDLE = {2: 0.015, 1: 0.025}
BUSY = {2: 0.9, 1: 0.045}


def run(choice: ThreadChoice, steps: int, cost: Callable[[int], float]) -> list[int]:
    used = []
    for _ in range(steps):
        used.append(choice.threads)
        choice.note(1, cost(choice.threads))
    return used


def test_an_idle_machine_keeps_all_threads() -> None:
    assert set(run(ThreadChoice(2), 500, IDLE.__getitem__)) == {2}


def test_a_busy_one_gets_one_within_a_few_steps_and_hardly_tries_two_again() -> None:
    choice = ThreadChoice(2)
    run(choice, 20, IDLE.__getitem__)
    used = run(choice, 200, BUSY.__getitem__)
    assert used.index(1) <= 6
    assert used.count(1) > 160


def test_it_comes_back_when_the_machine_is_idle_again() -> None:
    choice = ThreadChoice(2)
    run(choice, 20, IDLE.__getitem__)
    run(choice, 100, BUSY.__getitem__)
    used = run(choice, 200, IDLE.__getitem__)
    assert used[-100:].count(2) == 100


def test_slices_and_single_tokens_are_not_compared() -> None:
    choice = ThreadChoice(2)
    for n in range(50):
        choice.note(32, 0.1)
        choice.note(n % 16 + 2, 0.05 + 0.004 * (n % 16))
        choice.note(1, 0.015)
    assert choice.threads == 2


def test_single_slow_steps_change_nothing() -> None:
    choice = ThreadChoice(2)
    run(choice, 20, IDLE.__getitem__)
    for _ in range(30):  # each reply begins beside the sentence reader
        choice.note(9, 0.3)
        choice.note(1, 0.06)
        assert run(choice, 8, IDLE.__getitem__) == [2] * 8


def test_one_core_has_no_choice() -> None:
    assert set(run(ThreadChoice(1), 100, lambda _: 1.0)) == {1}
