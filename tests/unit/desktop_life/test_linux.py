"""Sleep, lock and session switch over a real D-Bus; logind itself is played (tests/kit/fake_logind.py)."""

import queue
import shutil
import sys
from functools import partial

import pytest

from app.desktop_life.linux import DesktopLife
from tests.kit.fake_logind import INSTALL, FakeLogind, buses, until

HANG_S = 20

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="D-Bus desktops are Linux"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason=f"dbus-daemon missing: {INSTALL}"),
]


class Told(queue.Queue):
    """`delays`: how many delay locks were held while the sleep was told."""

    delays = None

    def __call__(self, absence, *, is_on):
        if absence == "suspended" and is_on and self.logind is not None:
            self.delays = self.logind.delays
        self.put((absence, is_on))

    logind = None

    def next(self):
        return self.get(timeout=HANG_S)


@pytest.fixture(scope="module")
def both():
    with buses() as started:
        yield started


@pytest.fixture
def told(both, monkeypatch):
    for name, address in both.env.items():
        monkeypatch.setenv(name, address)
    monkeypatch.setenv("XDG_SESSION_ID", "1")
    return Told()


@pytest.fixture
def logind(both, told):
    played = told.logind = FakeLogind(both.env)
    yield played
    played.close()


@pytest.fixture
def watched(told):
    lives = []

    def watch():
        lives.append(DesktopLife(told))
        lives[-1].start()
        return lives[-1]

    yield watch
    for life in lives:
        life.close()
        life.close()
        assert life.join(HANG_S)


@pytest.fixture
def life(logind, watched, told):
    """One that listens by now."""
    life = watched()
    until(lambda: logind.delays == 1, "a delay lock")
    for is_on in (True, False):  # its rules may not be there yet: then it is said again
        logind.saver(is_on)
        until(partial(said_again, logind, is_on, told), "the screen saver")
    while not told.empty():
        told.next()
    return life


def said_again(logind, is_on, told):
    while not told.empty():
        if told.next() == ("screen saver", is_on):
            return True
    logind.saver(is_on)
    return False


def test_the_machine_sleeps_only_when_we_are_ready(life, logind, told):
    logind.sleeps(True)
    assert told.next() == ("suspended", True)
    assert told.delays == 1
    until(lambda: logind.delays == 0, "the delay lock given back")
    logind.sleeps(False)
    assert told.next() == ("suspended", False)
    until(lambda: logind.delays == 1, "another delay lock")


def test_lock_and_session_switch_are_told(life, logind, told):
    logind.asks_to("Lock")
    logind.asks_to("Unlock")
    logind.changes(LockedHint=True)
    logind.changes(Active=False)
    logind.changes(LockedHint=False, Active=True)
    assert [told.next() for _ in range(6)] == [
        ("locked", True),
        ("locked", False),
        ("locked", True),
        ("elsewhere", True),
        ("locked", False),
        ("elsewhere", False),
    ]


def test_what_holds_at_the_start_is_told(logind, watched, told):
    logind.locked, logind.active, logind.is_saving = True, False, True
    watched()
    assert [told.next() for _ in range(3)] == [("locked", True), ("elsewhere", True), ("screen saver", True)]


def test_without_a_session_of_its_own_it_takes_the_one_on_the_screen(logind, watched, told, monkeypatch):
    monkeypatch.delenv("XDG_SESSION_ID")
    logind.locked = True
    watched()
    assert told.next() == ("locked", True)


def test_at_the_end_the_delay_lock_is_given_back(life, logind):
    life.close()
    assert life.join(HANG_S)
    until(lambda: logind.delays == 0, "the delay lock given back")


def test_without_logind_there_is_no_news(watched, told):
    life = watched()
    life.close()
    assert life.join(HANG_S)
    assert told.empty()


def test_without_a_bus_there_is_no_news(watched, told, monkeypatch):
    for name in ("SYSTEM", "SESSION"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", "unix:path=/nowhere")
    life = watched()
    life.close()
    assert life.join(HANG_S)
    assert told.empty()


def test_closed_before_it_began_it_does_nothing(told):
    life = DesktopLife(told)
    life.close()
    life.start()
    assert life.join(HANG_S)
