"""Widgets without a screen: the offscreen platform. (A real screen and a real tray: tests/desktop.)"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from app.events import Published
from app.facts import Command
from app.memory.protocol import Episode
from app.ui import style
from app.ui.bridge import Bridge

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["earpiece", "-platform", "offscreen"]


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application as the window finds it."""
    style.dress(qapp)
    return qapp


class KeptConversation:
    """Remembers what was posted; the test plays the session."""

    def __init__(self, past: Sequence[Episode] = ()) -> None:
        self.posted: list[Command] = []
        self.listeners: list[Callable[[Published], None]] = []
        self.past = past
        self.is_closed = False

    def post(self, command: Command) -> None:
        self.posted.append(command)

    def subscribe(self, listen: Callable[[Published], None]) -> Callable[[], None]:
        self.listeners.append(listen)
        return lambda: self.listeners.remove(listen)

    def fetch_today(self, answer: Callable[[Sequence[Episode]], None]) -> None:
        answer(self.past)

    def now(self) -> datetime:
        return NOON

    def close(self) -> None:
        self.is_closed = True

    def publish(self, event: Published) -> None:
        """On whatever thread the test is."""
        for listen in list(self.listeners):
            listen(event)


@pytest.fixture
def conversation() -> KeptConversation:
    return KeptConversation()


@pytest.fixture
def bridge(qapp: QApplication, conversation: KeptConversation) -> Bridge:
    """With its conversation."""
    bridge = Bridge()
    bridge.began.emit(conversation)
    qapp.processEvents()
    return bridge
