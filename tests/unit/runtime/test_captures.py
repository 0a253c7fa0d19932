"""The watchdog tells of changes only, on its own thread, and ends when it is told."""

import threading

from app.runtime.captures import CaptureWatch

HANG_S = 20


class Scripted:
    def __init__(self, *rounds):
        self.rounds = list(rounds)
        self.asked_on = set()

    def others(self):
        self.asked_on.add(threading.current_thread().name)
        return frozenset(self.rounds.pop(0) if len(self.rounds) > 1 else self.rounds[0])


def test_only_changes_are_told():
    told = []
    watch = CaptureWatch(Scripted((), ("Meeting",), ("Meeting", "Call"), ("Call",), (), ()), told.append)
    for _ in range(6):
        watch.look()
    assert told == ["Meeting", ""]


def test_it_looks_on_its_own_thread():
    told = threading.Event()
    captures = Scripted((), ("Meeting",))
    watch = CaptureWatch(captures, lambda program: told.set(), every_s=0.01)
    watch.start()
    assert told.wait(HANG_S)
    watch.close()
    watch.close()
    assert captures.asked_on == {"captures"}


def test_after_the_end_nothing_is_told():
    told = []
    watch = CaptureWatch(Scripted(("Meeting",)), told.append)
    watch.close()
    watch.look()
    assert told == []
