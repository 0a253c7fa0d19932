"""The compute token: who is next, who gives up, and whose time it was."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.runtime import token as token_module
from app.runtime.token import ComputeToken, Urgency

HANG_S = 10.0


def until_waiting(token: ComputeToken, count: int) -> None:
    while len(token._waiting) < count:
        threading.Event().wait(0.001)


def test_a_partial_waits_for_the_reply_and_goes_before_the_background() -> None:
    token = ComputeToken()
    order: list[Urgency] = []

    def want(urgency: Urgency) -> None:
        with token.held(urgency):
            order.append(urgency)

    with ThreadPoolExecutor(3) as pool:
        with token.held(Urgency.TRANSCRIPT):
            jobs = [pool.submit(want, each) for each in (Urgency.BACKGROUND, Urgency.PARTIAL, Urgency.REPLY)]
            until_waiting(token, 3)
        for job in jobs:
            job.result(HANG_S)
    assert order == [Urgency.REPLY, Urgency.PARTIAL, Urgency.BACKGROUND]


def test_somebody_more_urgent_on_the_way_is_let_by() -> None:
    token = ComputeToken()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(token.let_by, Urgency.VOICE, 2 * HANG_S)
        began_s = time.monotonic()
        while not waiting.done() and time.monotonic() < began_s + HANG_S:
            with token.held(Urgency.VOICE):
                threading.Event().wait(0.001)
        assert waiting.done()


def test_nobody_comes_and_the_wait_ends() -> None:
    token = ComputeToken()
    token.let_by(Urgency.VOICE, 0.001)
    with token.held(Urgency.REPLY) as is_held:
        assert is_held


def test_whoever_is_wanted_elsewhere_gives_up_when_the_token_changes_hands() -> None:
    token = ComputeToken()
    is_wanted = threading.Event()

    def courtesy() -> bool:
        with token.held(Urgency.PARTIAL, 7, unless=is_wanted.is_set) as is_held:
            return is_held

    def reply() -> None:
        with token.held(Urgency.REPLY):
            until_waiting(token, 2)
            is_wanted.set()

    with ThreadPoolExecutor(3) as pool:
        with token.held(Urgency.TRANSCRIPT):
            replied, given_up = pool.submit(reply), pool.submit(courtesy)
            until_waiting(token, 2)
            behind = pool.submit(lambda: token.held(Urgency.BACKGROUND).__enter__())
            until_waiting(token, 3)
        replied.result(HANG_S)
        assert given_up.result(HANG_S) is False
        assert behind.result(HANG_S) is True  # nobody is left in front of it
    assert token.spent_s(7) == 0.0


def test_a_free_token_is_taken_at_once_and_says_so() -> None:
    with ComputeToken().held(Urgency.PARTIAL) as is_held:
        assert is_held


def test_time_goes_on_the_account_of_its_revision() -> None:
    token = ComputeToken()
    for revision in (1, 2, 2, 0):
        with token.held(Urgency.REPLY, revision):
            until_s = time.monotonic() + 0.002
            while time.monotonic() < until_s:
                pass
    assert token.spent_s(1) >= 0.002
    assert token.spent_s(2) >= 0.004
    assert token.total_s >= token.spent_s(1) + token.spent_s(2) + 0.002
    assert token.spent_s(0) == token.spent_s(3) == 0.0


def test_a_step_that_fails_gives_the_token_back_and_counts_too() -> None:
    token = ComputeToken()
    with pytest.raises(ZeroDivisionError), token.held(Urgency.VOICE, 1):
        _ = 1 // 0
    with token.held(Urgency.VOICE):
        assert token.spent_s(1) > 0


def test_old_accounts_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(token_module, "KEPT_ACCOUNTS", 2)
    token = ComputeToken()
    for revision in (1, 2, 3):
        with token.held(Urgency.REPLY, revision):
            pass
    assert token.spent_s(1) == 0.0 < token.spent_s(3)


def test_who_cannot_wait_takes_it_only_where_it_is_free() -> None:
    token = ComputeToken()
    other = token.held(Urgency.TRANSCRIPT)
    with ThreadPoolExecutor(1) as pool:
        with token.held_if_free(7):
            waiting = pool.submit(other.__enter__)
            until_waiting(token, 1)
            with token.held_if_free(8):  # beside whoever has it
                assert not waiting.done()
        assert waiting.result(HANG_S)
        with token.held_if_free(8):
            pass
        other.__exit__(None, None, None)
    assert token.spent_s(7) > 0
    assert token.spent_s(8) == 0
