"""One key, from the keyboard's thread to the session's inbox."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

import pytest

from app.errors import KeyUnavailable
from app.keys.protocol import Change
from app.runtime import hold as hold_module
from app.runtime.hold import Hold
from app.runtime.push_to_talk import PushToTalk
from app.wishes import PressKey, ReleaseKey

HANG_S = 20


class Scripted:
    """A keyboard of one key."""

    def __init__(self, problem: str = "") -> None:
        self.problem = problem
        self.is_open = threading.Event()
        self.is_closed = False
        self.state: bool | None = None

    def open(self, tell: Callable[[Change], None]) -> str:
        self.tell = tell
        self.is_open.set()
        if self.problem:
            raise KeyUnavailable(self.problem, "Choose another.")
        return "F9, on paper."

    def is_down(self) -> bool | None:
        return self.state

    def close(self) -> None:
        self.is_closed = True


def started(key: Scripted) -> tuple[PushToTalk, queue.Queue[object]]:
    posted: queue.Queue[object] = queue.Queue()
    talk = PushToTalk(key, Hold(), posted.put)
    talk.start()
    assert key.is_open.wait(HANG_S)
    return talk, posted


def test_down_and_up_become_commands_and_the_words_say_which_key() -> None:
    key = Scripted()
    talk, posted = started(key)
    key.tell("down")
    key.tell("down")
    key.tell("up")
    assert [posted.get(timeout=HANG_S), posted.get(timeout=HANG_S)] == [PressKey(), ReleaseKey()]
    assert talk.words == "F9, on paper."
    talk.close()
    assert key.is_closed
    assert posted.empty()


def test_a_release_that_the_keyboard_swallowed_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hold_module, "LOOK_S", 0.01)
    key = Scripted()
    talk, posted = started(key)
    key.state = False
    key.tell("down")
    assert [posted.get(timeout=HANG_S), posted.get(timeout=HANG_S)] == [PressKey(), ReleaseKey()]
    talk.close()


@pytest.mark.parametrize("end", ["close", "lost"])
def test_whoever_holds_it_at_the_end_lets_go(end: str) -> None:
    key = Scripted()
    talk, posted = started(key)
    key.tell("down")
    assert posted.get(timeout=HANG_S) == PressKey()
    if end == "close":
        talk.close()
    else:
        key.tell("lost")
    assert posted.get(timeout=HANG_S) == ReleaseKey()
    talk.close()
    assert ("took the key away" in talk.words) == (end == "lost")


def test_why_there_is_no_key_is_said() -> None:
    key = Scripted("F9 belongs to another program.")
    talk, posted = started(key)
    talk.close()
    assert talk.words == "F9 belongs to another program. Choose another."
    assert posted.empty()
