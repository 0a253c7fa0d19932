"""Whatever can be clicked can be reached by keyboard, is named for a screen reader, and is large enough to be hit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSlider,
    QTextEdit,
    QWidget,
)

from app.ui.bridge import Bridge
from app.ui.first_run import FirstRun
from app.ui.pages import pages
from app.ui.settings_page import SettingsPage
from app.ui.transcript import Transcript
from app.ui.window import Window
from app.ui.wishes import Wishes
from tests.kit.kept_conversation import NOON, KeptConversation
from tests.kit.kept_shelf import Remembered
from tests.kit.pictured_states import SECTIONS, first_run_states, household

LEAST_PX = 24
"""WCAG 2.2, 2.5.8."""
MEMORY = Remembered("1", "Your sister is Amy.", "sister", "my sister Amy", NOON)


@pytest.fixture
def window(dressed: QApplication, bridge: Bridge, conversation: KeptConversation) -> Iterator[Window]:
    del dressed
    conversation.memories.memories = [MEMORY]
    bridge.household = household().doors
    wishes = Wishes(bridge)
    window = Window("Samantha", bridge, wishes, pages("Samantha", bridge, wishes, Transcript("Samantha")))
    window.bring_up()
    yield window
    window.close()


def usable(inside: QWidget) -> list[QWidget]:
    """Seen and not switched off; the little buttons inside a field have its keys."""
    kinds = (QAbstractButton, QComboBox, QLineEdit, QSlider)
    found = [part for part in inside.findChildren(QWidget) if isinstance(part, kinds)]
    return [
        part for part in found
        if part.isVisibleTo(inside) and part.isEnabled() and not isinstance(part.parent(), QLineEdit | QComboBox)
    ]  # fmt: skip


def check(inside: QWidget) -> None:
    for part in usable(inside):
        words = part.text() if isinstance(part, QAbstractButton | QLineEdit) else ""
        by_arrows = part.objectName() == "place"  # the rail: Tab finds the page that is open, arrows find the others
        assert by_arrows or part.focusPolicy() & Qt.FocusPolicy.TabFocus, f"{part} {words}: not by Tab"
        assert part.accessibleName() or words, f"{part}: no name"
        assert min(part.width(), part.height()) >= LEAST_PX, f"{part} {words}: {part.size()}"


def walked(window: QWidget, application: QApplication) -> set[QWidget]:
    """Who has the keys in turn when Tab is pressed until it comes round."""
    window.activateWindow()
    application.processEvents()
    met: list[QWidget] = []
    for _ in range(300):
        at = application.focusWidget()
        if at is None or met.count(at) > 1:
            break
        met.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier if _keeps_tab(at) else _NO_KEYS)
    return set(met)


_NO_KEYS = Qt.KeyboardModifier.NoModifier


def _is_by_arrows(part: QWidget) -> bool:
    """Tab finds the one of its group that is chosen."""
    return part.objectName() == "place" or (isinstance(part, QRadioButton) and not part.isChecked())


def _keeps_tab(part: QWidget) -> bool:
    return isinstance(part, QTextEdit | QPlainTextEdit) and not part.tabChangesFocus()


@pytest.mark.parametrize("page", ["talk", "transcript", "memory", "companions", "settings"])
def test_tab_comes_to_everything_that_takes_the_keys(window: Window, page: str, qapp: QApplication) -> None:
    window.open_page(page)
    for number in range(len(SECTIONS)) if isinstance(window.page, SettingsPage) else (0,):
        if isinstance(window.page, SettingsPage):
            window.page.show_section(number)
        qapp.processEvents()
        wanted = [
            part for part in window.findChildren(QWidget)
            if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
            and part.focusProxy() is None and not isinstance(part.parent(), QLineEdit | QComboBox)
            and not _is_by_arrows(part)
        ]  # fmt: skip
        met = walked(window, qapp)
        assert wanted
        missed = [f"{part} {part.accessibleName()}" for part in wanted if part not in met]
        assert not missed
        nameless = [f"{part}" for part in wanted if not (part.accessibleName() or getattr(part, "text", str)())]
        assert not nameless


@pytest.mark.parametrize("page", ["talk", "transcript", "memory", "companions", "settings"])
def test_every_page(window: Window, page: str, qapp: QApplication) -> None:
    window.open_page(page)
    qapp.processEvents()
    assert usable(window)
    if isinstance(window.page, SettingsPage):
        for number in range(len(SECTIONS)):
            window.page.show_section(number)
            qapp.processEvents()
            check(window)
    check(window)


def test_the_first_run(dressed: QApplication, bridge: Bridge, conversation: KeptConversation) -> None:
    house = household()
    first = FirstRun("Samantha", bridge, house.doors)
    first.begin()
    for _ in first_run_states(first, house, conversation):
        dressed.processEvents()
        check(first)
    first.close()
