"""The ring and its captions without a screen; mouse and window manager: tests/desktop."""

from __future__ import annotations

from itertools import combinations
from types import SimpleNamespace
from typing import get_args

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.events import (
    FinalTranscript,
    PartialTranscript,
    PlayoutDucked,
    PlayoutFinished,
    PlayoutResumed,
    ReplySentence,
    StateChanged,
    WordsTimed,
)
from app.ui.bridge import Bridge
from app.ui.captions import READ_MS, STAYS_MS, Captions, SpokenWords
from app.ui.presence import SIDE_PX, Presence
from app.ui.presence_paint import Face, paint_presence
from app.ui.status import Shape
from app.ui.wishes import Wishes
from app.wishes import PressKey, ReleaseKey, StopReply
from tests.kit.kept_conversation import KeptConversation
from tests.kit.pixels import Grey, grey

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("dressed"),
]
LEFT = Qt.MouseButton.LeftButton
MIDDLE = QPoint(SIDE_PX // 2, SIDE_PX // 2)


@pytest.fixture
def ring(bridge: Bridge, qtbot: QtBot) -> Presence:
    ring = Presence(bridge, Wishes(bridge), QMenu())
    qtbot.addWidget(ring)
    ring.show_at("40,50")
    return ring


def happens(conversation: KeptConversation, *events: object) -> None:
    for event in events:
        conversation.publish(event)  # type: ignore[arg-type]
    QApplication.processEvents()


def state(name: str, *, mic_muted: bool = False) -> StateChanged:
    return StateChanged(0.0, name, mic_muted, False)  # type: ignore[arg-type]


def drawn(face: Face, at_s: float) -> Grey:
    image = QImage(SIDE_PX, SIDE_PX, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_presence(painter, QRectF(image.rect()), face, at_s)
    painter.end()
    return grey(image)


def test_any_two_states_differ_by_shape_at_any_moment() -> None:
    for one, other in combinations(get_args(Shape), 2):
        for at_s in (0.0, 0.4, 0.9):
            black = [drawn(Face(shape), at_s) < 128 for shape in (one, other)]  # without the rim, which all have
            assert np.mean(black[0] ^ black[1]) > 0.018, (one, other, at_s)


def test_it_breathes_waves_and_follows_the_voice() -> None:
    assert np.any(drawn(Face("thinking"), 0.0) != drawn(Face("thinking"), 1.0))
    assert np.any(drawn(Face("speaking"), 0.0) != drawn(Face("speaking"), 0.2))
    assert np.any(drawn(Face("hearing", 0.1), 0.0) != drawn(Face("hearing", 0.9), 0.0))
    assert np.all(drawn(Face("listening"), 0.0) == drawn(Face("listening"), 1.0))


def test_a_click_stops_the_reply_and_says_why_it_cannot_listen(
    ring: Presence, conversation: KeptConversation
) -> None:
    happens(conversation, state("speaking"))
    QTest.mouseClick(ring, LEFT, pos=MIDDLE)
    assert conversation.posted == [StopReply()]
    happens(conversation, state("listening", mic_muted=True))
    QTest.mouseClick(ring, LEFT, pos=MIDDLE)
    assert ring._captions.text == "Muted. The microphone is closed."
    assert len(conversation.posted) == 1


def test_holding_it_is_push_to_talk(
    ring: Presence, qtbot: QtBot, conversation: KeptConversation
) -> None:
    QTest.mousePress(ring, LEFT, pos=MIDDLE)
    qtbot.waitUntil(lambda: conversation.posted == [PressKey()])
    QTest.mouseRelease(ring, LEFT, pos=MIDDLE)
    assert conversation.posted == [PressKey(), ReleaseKey()]


def test_a_ring_that_goes_while_it_is_held_lets_go(
    ring: Presence, qtbot: QtBot, conversation: KeptConversation
) -> None:
    QTest.mousePress(ring, LEFT, pos=MIDDLE)
    qtbot.waitUntil(lambda: conversation.posted == [PressKey()])
    ring.hide()
    assert conversation.posted == [PressKey(), ReleaseKey()]


def test_it_remembers_where_it_is_dragged_to(ring: Presence, qtbot: QtBot, conversation: KeptConversation) -> None:
    assert ring.pos() == QPoint(40, 50)
    with qtbot.waitSignal(ring.moved) as moved:
        QTest.mousePress(ring, LEFT, pos=MIDDLE)
        QTest.mouseMove(ring, MIDDLE + QPoint(60, 20))
        QTest.mouseRelease(ring, LEFT, pos=MIDDLE)
    assert moved.args == [f"{ring.x()},{ring.y()}"]
    assert ring.pos() == QPoint(100, 70)
    assert conversation.posted == []


def test_it_comes_back_when_its_screen_is_unplugged(ring: Presence, qapp: QApplication) -> None:
    ring.move(99_999, 99_999)
    qapp.screenRemoved.emit(qapp.primaryScreen())
    qapp.processEvents()
    assert ring.screen().availableGeometry().contains(ring.geometry())


def test_under_wayland_the_compositor_moves_it(
    ring: Presence, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[bool] = []
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    monkeypatch.setattr(ring, "windowHandle", lambda: SimpleNamespace(startSystemMove=lambda: moved.append(True)))
    QTest.mousePress(ring, LEFT, pos=MIDDLE)
    QTest.mouseMove(ring, MIDDLE + QPoint(60, 20))
    QTest.mouseMove(ring, MIDDLE + QPoint(90, 20))
    QTest.mouseRelease(ring, LEFT, pos=MIDDLE)
    assert moved == [True]
    assert conversation.posted == [], "neither a click nor a hold"


@pytest.mark.parametrize("lost", ["", "nonsense", "99999,99999", "7"])
def test_a_place_that_no_screen_shows_is_the_corner(ring: Presence, lost: str) -> None:
    ring.show_at(lost)
    assert ring.screen().availableGeometry().contains(ring.geometry())


def test_frames_are_painted_only_while_something_moves(
    ring: Presence, qtbot: QtBot, conversation: KeptConversation
) -> None:
    happens(conversation, state("listening"))
    qtbot.waitUntil(lambda: not ring._frames.isActive())
    conversation.level = -20.0
    happens(conversation, state("hearing"))
    qtbot.waitUntil(lambda: ring._face.level > 0.5)
    happens(conversation, state("listening"))
    qtbot.waitUntil(lambda: not ring._frames.isActive())


def test_captions_follow_the_words(ring: Presence, conversation: KeptConversation) -> None:
    shown = ring._captions
    happens(conversation, PartialTranscript(0.0, 1, "What is"))
    assert "What is" in shown.text
    happens(conversation, FinalTranscript(0.0, 1, "What is 1 < 2?"), ReplySentence(0.0, 1, "Yes & true."))
    assert shown.text == "Yes &amp; true."
    happens(conversation, WordsTimed(0.0, 1, (0.0, 60.0, 90.0)))
    said, _, rest = shown.text.partition("</span>")
    assert "Yes" in said
    assert "true." in rest
    happens(conversation, PlayoutFinished(0.0, 1, "Yes & true.", False))
    assert shown.text == "Yes &amp; true."
    happens(conversation, PartialTranscript(0.0, 2, "word " * 60))
    assert "…" in shown.text


def test_captions_go_after_a_while_and_never_show_without_the_ring(
    ring: Presence, qtbot: QtBot, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Captions, "_leave", lambda captions, _ms=0: captions._end.start(1))
    happens(conversation, ReplySentence(0.0, 1, "Yes."), PlayoutFinished(0.0, 1, "Yes.", False))
    qtbot.waitUntil(lambda: not ring._captions.isVisible())
    ring.hide()
    happens(conversation, ReplySentence(0.0, 1, "Secret."))
    assert not ring._captions.isVisible()


def test_words_that_were_none_do_not_stay(ring: Presence, conversation: KeptConversation) -> None:
    happens(conversation, state("hearing"), PartialTranscript(0.0, 1, "Hm"))
    assert not ring._captions._end.isActive()
    happens(conversation, state("listening"))
    assert ring._captions._end.isActive()
    happens(conversation, PartialTranscript(0.0, 1, "Hm, what about"))
    assert not ring._captions._end.isActive(), "they were some"


def test_a_reply_that_nobody_says_can_be_read(ring: Presence, conversation: KeptConversation) -> None:
    shown = ring._captions
    happens(conversation, ReplySentence(0.0, 1, "Your meeting"), ReplySentence(0.0, 1, "is at three."))
    assert shown.text == "Your meeting is at three."
    happens(conversation, PlayoutFinished(0.0, 1, "Your meeting is at three.", False), state("listening"))
    assert shown._end.interval() == STAYS_MS + READ_MS * len("Your meeting is at three.")
    happens(conversation, ReplySentence(0.0, 2, "Yes."), WordsTimed(0.0, 2, (0.0,)), ReplySentence(0.0, 2, "Do."))
    assert shown.text == "Do.", "what was said aloud was heard"


def test_a_locked_screen_hides_the_captions(ring: Presence, bridge: Bridge, conversation: KeptConversation) -> None:
    happens(conversation, ReplySentence(0.0, 1, "Secret."))
    bridge.veiled.emit(True)
    happens(conversation, ReplySentence(0.0, 1, "Secret too."))
    assert not ring._captions.isVisible()
    bridge.veiled.emit(False)
    happens(conversation, ReplySentence(0.0, 1, "Hello."))
    assert ring._captions.text == "Hello."


def test_the_word_that_is_said_stands_still_while_it_is_ducked(qtbot: QtBot) -> None:
    words = SpokenWords("One two three.")
    assert words.now is None
    words.time((0.0, 0.0))
    assert words.now is None, "another number of words"
    words.time((0.0, 0.05, 60.0))
    words.run(is_on=False)
    QTest.qWait(80)
    assert words.now == 0
    words.run(is_on=True)
    qtbot.waitUntil(lambda: words.now == 1)


def test_a_duck_in_the_captions(ring: Presence, conversation: KeptConversation) -> None:
    happens(conversation, ReplySentence(0.0, 1, "One two."), PlayoutDucked(0.0, 1))
    assert ring._captions._spoken is not None
    assert not ring._captions._spoken._is_running
    happens(conversation, PlayoutResumed(0.0, 1))
    assert ring._captions._spoken._is_running
