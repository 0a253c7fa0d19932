"""Widgets without a screen: the offscreen platform. (A real screen and a real tray: tests/desktop.)"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.ui import style
from app.ui.bridge import Bridge
from tests.kit.kept_conversation import KeptConversation


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["earpiece", "-platform", "offscreen"]


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application as the window finds it."""
    style.dress(qapp)
    return qapp


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
