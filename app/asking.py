"""Post something to a running session and wait for what comes of it. For threads that may wait."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from typing import TextIO

from app.errors import Failed
from app.events import FinalTranscript, Published, ReplyEnded, ReplySentence, StageFailed
from app.home_keys import drawn_words
from app.house import House
from app.runtime.session import Session
from app.wishes import Type

SETTLED_S = 10.0
"""How long who wants another self waits for a pause."""


def wait_for(
    session: Session, holds: Callable[[Published], bool], act: Callable[[], None], timeout_s: float
) -> Published | None:
    """Do `act` unless the present already `holds`; then the first event that does. None: it did not come in time."""
    events: queue.SimpleQueue[Published] = queue.SimpleQueue()
    unsubscribe = session.subscribe(events.put)
    try:
        while not events.empty():
            if holds(event := events.get()):
                return event
        act()
        deadline_s = time.monotonic() + timeout_s
        while (left_s := deadline_s - time.monotonic()) > 0:
            try:
                event = events.get(timeout=left_s)
            except queue.Empty:
                break
            if holds(event):
                return event
        return None
    finally:
        unsubscribe()


def talk_as(house: House, self_id: str) -> None:
    """That self of the run's own companion talks from now on, once nothing is pending: a reply is kept by the self that
    gave it. The caller holds `house.who_talks`. Raises Failed."""
    if house.selves[""] == self_id:
        return
    deadline_s = time.monotonic() + SETTLED_S
    while not house.settle():
        if time.monotonic() > deadline_s:
            raise Failed("A conversation is going on with another self.", "Wait until it pauses, and ask again.")
        time.sleep(0.05)
    house.use_self(self_id).result()
    house.settle()


def tell_notice(house: House, err: TextIO) -> None:
    """What opening the store has to say, once the house has started."""
    if house.store.notice:
        err.write(f"earpiece: {house.store.notice}\n")
    err.write(drawn_words(house.store.drawn_key))


def ask(
    session: Session, text: str, *, aloud: bool, out: TextIO, err: TextIO, companion: str | None = None
) -> int:
    """One typed turn, for `companion` as in the wish Type; its reply goes to `out` as it is written (aloud: as it is
    spoken). 1 when the model failed."""
    events: queue.SimpleQueue[Published] = queue.SimpleQueue()
    unsubscribe = session.subscribe(events.put)
    while not events.empty():
        events.get()
    typed = " ".join(text.split())
    session.post(Type(typed, aloud=aloud, companion=companion))
    turn, said = 0, 0
    try:
        while True:
            match events.get():
                case FinalTranscript(_, number, words) if not turn and words == typed:
                    turn = number
                case ReplySentence(_, number, words) if number == turn:
                    out.write(f" {words}" if said else words)
                    out.flush()
                    said += 1
                case StageFailed(_, "responder" | "keeper", error):
                    err.write(f"earpiece: {error}\n")
                    return 1
                case ReplyEnded(_, number, _) if number == turn:
                    return 0
    finally:
        unsubscribe()
        if said:
            out.write("\n")
