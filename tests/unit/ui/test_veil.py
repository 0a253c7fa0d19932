"""What was said is hidden while the screen is locked."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.ui.bridge import Bridge
from app.ui.veil import Veil, Veils
from app.wishes import WakeUp


@pytest.fixture
def bridge(qtbot):
    return Bridge()


@pytest.fixture
def window(qtbot):
    made = QWidget()
    QVBoxLayout(made).addWidget(QLabel("What was said."))
    made.resize(300, 200)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def veils(bridge):
    made = Veils(bridge)
    yield made
    made.set_on(False)


def veils_of(window):
    QApplication.processEvents()
    return [veil for veil in window.findChildren(Veil) if veil.isVisible()]


def test_it_covers_all_of_the_window_whatever_its_size(bridge, veils, window):
    bridge.veil(True)
    (veil,) = veils_of(window)
    window.resize(500, 400)
    assert veil.geometry() == window.rect()
    bridge.veil(False)
    assert veils_of(window) == []


def test_a_window_that_opens_meanwhile_is_covered_too(bridge, veils, qtbot):
    bridge.veil(True)
    QApplication.processEvents()
    late = QWidget()
    qtbot.addWidget(late)
    late.show()
    assert len(veils_of(late)) == 1
    late.hide()
    late.show()
    assert len(veils_of(late)) == 1


def test_who_presses_the_button_is_there(bridge, veils, window):
    posted = []
    bridge.post = posted.append
    bridge.veil(True)
    bridge.veil(True)
    (veil,) = veils_of(window)
    veil.show_again.click()
    assert veils_of(window) == []
    assert posted == [WakeUp()]


def test_a_window_that_is_gone_by_then_is_no_trouble(bridge, veils, qtbot):
    passing = QWidget()
    passing.show()
    bridge.veil(True)
    assert veils_of(passing)
    passing.deleteLater()
    QApplication.sendPostedEvents(passing, QEvent.Type.DeferredDelete)
    veils.set_on(False)
