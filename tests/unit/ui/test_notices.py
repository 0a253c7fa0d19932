"""What deserves a notification, and what does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.events import ReplyEnded, StageFailed
from app.ui.bridge import Bridge
from app.ui.household import Arrival
from app.ui.notices import Notices
from app.ui.pages import pages
from app.ui.transcript import Transcript
from app.ui.window import Window
from app.ui.wishes import Wishes
from tests.kit.kept_conversation import KeptConversation
from tests.kit.kept_household import KeptHousehold

MENDED = "The database was damaged. 41 of 44 lines could be read."
pytestmark = pytest.mark.qt_log_level_fail("WARNING")


@pytest.fixture
def told(bridge: Bridge) -> Iterator[list[tuple[str, str]]]:
    told: list[tuple[str, str]] = []
    notices = Notices(bridge)
    notices.told.connect(lambda title, words: told.append((title, words)))
    bridge.notices_in_test = notices  # type: ignore[attr-defined]
    yield told
    notices.deleteLater()


def test_a_device_that_is_gone_is_told_and_chatter_is_not(
    told: list[tuple[str, str]], conversation: KeptConversation, qapp: QApplication
) -> None:
    conversation.publish(StageFailed(0.0, "speaker", "The loudspeaker went away. Plug it in again."))
    conversation.publish(StageFailed(0.0, "recognizer", "I did not catch that."))
    conversation.publish(ReplyEnded(0.0, 1, "Nothing of this."))
    qapp.processEvents()
    assert told == [("No loudspeaker", "The loudspeaker went away. Plug it in again.")]


def test_who_looks_at_the_window_is_not_told_twice(
    told: list[tuple[str, str]], conversation: KeptConversation, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QApplication, "activeWindow", lambda: object())
    conversation.publish(StageFailed(0.0, "microphone", "The microphone went away."))
    qapp.processEvents()
    assert told == []


def test_the_end_of_a_download_is_told_but_not_of_one_that_was_stopped(
    told: list[tuple[str, str]], bridge: Bridge, qapp: QApplication
) -> None:
    kept, arrived = KeptHousehold(), list[Arrival]()
    models = bridge.notices_in_test.watch(kept.doors.models)  # type: ignore[attr-defined]
    stop = models.bring(("a",), arrived.append)
    arrive = kept.arrive
    assert arrive is not None
    arrive(Arrival("a", 0.5, "1 of 2"))
    arrive(Arrival("a", 1.0, "", is_over=True))
    arrive(Arrival("a", 0.0, "", is_over=True, problem="The disk is full. Free some space."))
    stop()
    arrive(Arrival("a", 0.0, "", is_over=True, problem="The download was stopped."))
    qapp.processEvents()
    assert [title for title, _ in told] == ["The download has ended", "The download did not end"]
    assert len(arrived) == 4
    assert ("stop",) in kept.done


def test_a_database_that_was_mended_is_told_and_stands_in_the_window(
    qapp: QApplication, conversation: KeptConversation, dressed: QApplication
) -> None:
    del dressed
    conversation.notice = MENDED
    bridge, told = Bridge(), list[str]()
    Notices(bridge).told.connect(lambda _, words: told.append(words))
    wishes = Wishes(bridge)
    window = Window("Samantha", bridge, wishes, pages("Samantha", bridge, wishes, Transcript("Samantha")))
    bridge.began.emit(conversation)
    qapp.processEvents()
    assert told == [MENDED]
    assert window._notice.text() == MENDED
    assert not window._notice.isHidden()
