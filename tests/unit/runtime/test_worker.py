"""Workers, the compute token, timers and the session's own door."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.cancel import Never, Revisions
from app.errors import DiskFull
from app.facts import StageBroke, StageReady, TimerFired
from app.runtime.clock import FileClock, RealClock
from app.runtime.inbox import Inbox, Work
from app.runtime.timers import Timers
from app.runtime.token import ComputeToken, Urgency
from app.runtime.worker import Worker

HANG_S = 10.0


def run_worker(job: object, *items: object, load: object = None) -> list[object]:
    told: list[object] = []
    work = Work()
    worker = Worker("voice", job, told.append, work)  # type: ignore[arg-type]
    if load is not None:
        worker.with_load(load)  # type: ignore[arg-type]
    for item in items:
        worker.post(item)  # also before it starts: loading comes first all the same
    worker.start()
    worker.close()
    assert worker.join(HANG_S)
    assert work.is_idle
    return told


def test_a_worker_handles_its_items_in_order_after_loading() -> None:
    done: list[object] = []
    told = run_worker(done.append, 1, 2, 3, load=lambda: done.append("load"))
    assert done == ["load", 1, 2, 3]
    assert told == [StageReady("voice")]


def test_an_error_of_ours_is_told_in_its_own_words_and_the_worker_lives_on() -> None:
    done: list[object] = []

    def job(item: int) -> None:
        if item == 1:
            raise DiskFull("The disk is full.", "Free some space.")
        done.append(item)

    told = run_worker(job, 1, 2)
    assert told[1:] == [StageBroke("voice", 0, "The disk is full. Free some space.")]
    assert done == [2]


def test_any_other_error_is_told_by_its_kind_and_never_quotes(caplog: pytest.LogCaptureFixture) -> None:
    def job(item: int) -> None:
        raise ValueError("the user said: my secret")

    with caplog.at_level(logging.ERROR):
        told = run_worker(job, 1)
    assert told[1:] == [StageBroke("voice", 0, "The voice failed (ValueError).")]
    assert "secret" not in caplog.text
    assert "test_worker.py" in caplog.text


def test_what_keeps_a_stage_from_loading_is_in_loaded() -> None:
    def load() -> None:
        raise DiskFull("The disk is full.")

    told: list[object] = []
    worker = Worker("voice", told.append, told.append, Work()).with_load(load)
    worker.start()
    with pytest.raises(DiskFull):
        worker.loaded.result(HANG_S)
    worker.close()
    assert worker.join(HANG_S)


def test_a_question_is_answered_on_the_workers_thread() -> None:
    worker = Worker("keeper", print, print, Work())
    worker.start()
    assert worker.ask(lambda: threading.current_thread().name).result(HANG_S) == "keeper"
    with pytest.raises(ZeroDivisionError):
        worker.ask(lambda: 1 // 0).result(HANG_S)
    worker.close()
    assert worker.join(HANG_S)


def test_a_full_inbox_is_told_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.runtime.worker.BOUND", 1)
    told: list[object] = []
    worker = Worker("voice", told.append, told.append, Work())
    worker.post(1)
    worker.post(2)
    assert told == [StageBroke("voice", 0, "The voice does not keep up.")]
    assert worker.has_mail


def test_a_watchdog_ticks_while_there_is_nothing_to_do() -> None:
    ticked = threading.Event()
    worker = Worker("devices", print, print, Work()).with_tick(ticked.set, 0.01)
    worker.start()
    assert ticked.wait(HANG_S)
    worker.close()
    assert worker.join(HANG_S)


def test_work_is_idle_when_every_inbox_is() -> None:
    work = Work()
    inbox: Inbox[int] = Inbox(work, 2)
    assert inbox.put(1)
    assert inbox.put(2)
    assert not inbox.put(3)
    assert not work.wait_idle(0.0)
    inbox.take()
    inbox.done()
    inbox.take()
    inbox.done()
    assert work.wait_idle(0.0)
    assert inbox.is_empty


def test_the_token_goes_to_the_most_urgent_and_to_one_at_a_time() -> None:
    token = ComputeToken()
    order: list[str] = []
    waiting = threading.Barrier(4)

    def want(urgency: Urgency) -> None:
        waiting.wait(HANG_S)
        with token.held(urgency):
            order.append(urgency.name)

    with ThreadPoolExecutor(3) as pool:
        with token.held(Urgency.BACKGROUND):
            jobs = [pool.submit(want, urgency) for urgency in (Urgency.REPLY, Urgency.VOICE, Urgency.TRANSCRIPT)]
            waiting.wait(HANG_S)
            while len(token._waiting) < 3:
                threading.Event().wait(0.001)
        for job in jobs:
            job.result(HANG_S)
    assert order == ["TRANSCRIPT", "VOICE", "REPLY"]


def test_a_files_clock_fires_timers_as_it_advances() -> None:
    clock = FileClock(is_realtime=False)
    timers = Timers(clock)
    fired: list[TimerFired] = []
    timers.start("late", 2.0)
    timers.start("soon", 1.0)
    timers.start("never", 1.0)
    timers.stop("never")
    assert timers.wait_s() is None
    clock.advance(0.5)
    timers.fire_due(fired.append)
    assert fired == []
    clock.advance(5.0)
    timers.fire_due(fired.append)
    assert fired == [TimerFired("soon"), TimerFired("late")]
    assert clock.now_s() == 5.0


def test_a_real_clock_says_how_long_to_wait() -> None:
    timers = Timers(RealClock())
    assert timers.wait_s() is None
    timers.start("ears", 100.0)
    wait_s = timers.wait_s()
    assert wait_s is not None
    assert 90 < wait_s <= 100


def test_a_files_clock_at_real_pace_runs_between_blocks() -> None:
    clock = FileClock(is_realtime=True)
    assert clock.now_s() == 0.0
    clock.advance(1.0)
    assert 1.0 <= clock.now_s() < 1.0 + HANG_S


def test_a_ticket_goes_stale_once_and_tells_whoever_cannot_look() -> None:
    revisions = Revisions()
    ticket = revisions.ticket(1)
    told: list[int] = []
    with ticket.when_stale(lambda: told.append(1)):
        assert not ticket.is_stale
        revisions.drop_below(1)
        assert not ticket.is_stale
        revisions.drop_below(2)
        revisions.drop_below(3)
        revisions.drop_below(2)
    assert ticket.is_stale
    assert told == [1]
    assert revisions.floor == 3
    with ticket.when_stale(lambda: told.append(2)):
        pass
    assert told == [1, 2]
    with Never().when_stale(lambda: told.append(3)):
        assert not Never().is_stale
    assert told == [1, 2]
