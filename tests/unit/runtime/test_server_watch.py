"""The watch hands on what the sound server tells, comes back after it went away, and ends when it is told."""

import queue
import threading

import pytest

from app.runtime.server_watch import ServerWatch

HANG_S = 20


class Scripted:
    """A server that tells each round's news, then is gone; after the last round it stays and says nothing."""

    def __init__(self, *rounds, can_tell=True):
        self.rounds = list(rounds)
        self.can_tell = can_tell
        self.closed = threading.Event()
        self.asked = 0

    def changes(self):
        self.asked += 1
        yield from self.rounds.pop(0)
        if not self.rounds:
            assert self.closed.wait(HANG_S)

    def close(self):
        self.closed.set()


@pytest.fixture
def told():
    return queue.Queue()


@pytest.fixture
def watched(told):
    watches = []

    def watch(server, **more):
        watches.append(ServerWatch(server, lambda news: told.put((news, threading.current_thread().name)), **more))
        watches[-1].start()
        return watches[-1]

    yield watch
    for each in watches:
        each.close()
        assert each.join(HANG_S)


def test_it_tells_on_its_own_thread_and_ends(watched, told):
    server = Scripted(["streams", "devices"])
    watch = watched(server)
    assert [told.get(timeout=HANG_S) for _ in range(2)] == [("streams", "sound server"), ("devices", "sound server")]
    watch.close()
    watch.close()
    assert watch.join(HANG_S)
    assert server.asked == 1


def test_a_server_that_went_away_is_asked_again(watched, told):
    watched(Scripted(["one", "two"], ["three"], ["four"]), again_s=(0.001, 0.002))
    assert [told.get(timeout=HANG_S)[0] for _ in range(4)] == ["one", "two", "three", "four"]


def test_the_longer_it_is_gone_the_longer_it_waits(told):
    class SixWaits(threading.Event):
        waited_s = ()

        def wait(self, timeout=None):
            self.waited_s += (timeout,)
            if len(self.waited_s) == 6:
                self.set()
            return self.is_set()

    server = Scripted(["gone"], ["gone"], ["gone"], ["gone"], ["there", "says"], ["gone"], ["never asked"])
    watch = ServerWatch(server, told.put, again_s=(1, 2, 5))
    watch._ended = SixWaits()
    watch.start()
    assert watch.join(HANG_S)
    assert watch._ended.waited_s == (1, 2, 5, 5, 1, 1)


def test_nothing_is_told_after_the_end(told):
    server = Scripted(["streams"])
    server.close()
    watch = ServerWatch(server, told.put)
    watch.close()
    watch.start()
    assert watch.join(HANG_S)
    assert told.empty()


def test_where_nobody_can_tell_there_is_no_thread(watched):
    server = Scripted(["streams"], can_tell=False)
    assert watched(server).join(0)
    assert server.asked == 0
