"""Widgets without a screen: the offscreen platform. (A real screen and a real tray: tests/desktop.)"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.ui import bridge as bridge_module
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
def bridge(qapp: QApplication, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch) -> Bridge:
    """With its conversation. One slice takes all: most tests look at the window right behind their event."""
    monkeypatch.setattr(bridge_module, "SLICE_S", 60.0)
    bridge = Bridge()
    bridge.began.emit(conversation)
    qapp.processEvents()
    return bridge
