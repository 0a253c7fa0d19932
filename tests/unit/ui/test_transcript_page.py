"""The page Transcript: days, search, jump, copy, delete with undo, export; with any number of lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.events import MemoryForgotten, ReplyEnded
from app.memory.protocol import Episode
from app.ui import export_menu, undo_bars
from app.ui.bridge import Bridge
from app.ui.days_list import DAY, DaysList
from app.ui.export_menu import ExportButton
from app.ui.line_menu import LineMenu
from app.ui.line_painter import hits
from app.ui.lines import IS_HEADING, LINE, Lines
from app.ui.transcript_page import TranscriptPage
from tests.kit.kept_conversation import NOON, KeptConversation

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("This plugin does not support"),  # the offscreen platform's own
]

KEY = Qt.Key
LONG = "The little place by the station, the one with the terrible chairs. " * 4


def said(days_ago: int, number: int, text: str) -> Episode:
    at = NOON - timedelta(days=days_ago, minutes=10 * (9 - number))
    speaker = "companion" if number % 2 else "user"
    return Episode(f"{days_ago}.{number}", "samantha", "s", "c", number, speaker, text, "", at, at)


PAST = [
    said(0, 0, "Take a letter."), said(0, 1, "To whom?"), said(1, 0, LONG), said(1, 1, "A letter again."),
    said(40, 0, "Old."), said(41, 0, "Older letter."), said(41, 1, "Oldest."),
]  # fmt: skip


@pytest.fixture
def conversation() -> KeptConversation:
    return KeptConversation(PAST)


@pytest.fixture
def page(dressed: QApplication, qtbot: QtBot, bridge: Bridge) -> TranscriptPage:
    page = TranscriptPage("Samantha", bridge)
    qtbot.addWidget(page)
    page.resize(900, 640)
    page.show()
    page.opened()
    qtbot.waitUntil(lambda: lines(page) != [])
    return page


def model(page: TranscriptPage) -> Lines:
    found = page.view.model()
    assert isinstance(found, Lines)
    return found


def lines(page: TranscriptPage) -> list[str]:
    """The ids of the lines that are here, in the order of the rows."""
    rows = [model(page).index(row, 0) for row in range(model(page).rowCount())]
    return [row.data(LINE).id for row in rows if not row.data(IS_HEADING) and row.data(LINE)]


def days(page: TranscriptPage) -> list[tuple[str, str]]:
    items = page.findChild(DaysList).model()
    rows = [items.index(row, 0) for row in range(items.rowCount())]
    return [(row.data().strip(), row.data(DAY)) for row in rows]


def type_in(page: TranscriptPage, words: str) -> None:
    page.findChild(QLineEdit).setText(words)


def select(page: TranscriptPage, episode_id: str) -> None:
    row = next(row for row in range(model(page).rowCount()) if getattr(model(page).line(row), "id", "") == episode_id)
    page.view.selectRow(row)
    page.view.setCurrentIndex(model(page).index(row, 0))


def test_all_days_in_order_the_newest_in_sight(qtbot: QtBot, page: TranscriptPage) -> None:
    qtbot.waitUntil(lambda: lines(page) == ["41.0", "41.1", "40.0", "1.0", "1.1", "0.0", "0.1"])
    assert days(page) == [("Today", "2026-03-02"), ("Yesterday", "2026-03-01"), ("January", "2026-01")]
    long, short = (page.view.rowHeight(row) for row in (6, 7))
    assert model(page).line(6).text == LONG  # type: ignore[union-attr]
    assert long > 2 * short


def test_a_month_opens_to_its_days_and_a_day_is_jumped_to(qtbot: QtBot, page: TranscriptPage) -> None:
    page.resize(900, 200)
    shelf = page.findChild(DaysList)
    shelf.clicked.emit(shelf.model().index(2, 0))
    assert days(page)[3:] == [("Wednesday 21", "2026-01-21"), ("Tuesday 20", "2026-01-20")]
    shelf.clicked.emit(shelf.model().index(4, 0))
    qtbot.waitUntil(lambda: page.view.place() is not None and page.view.place()[0] == "2026-01-20")
    assert shelf.currentIndex().data(DAY) == "2026-01-20"


def test_search_as_one_types_marks_hits_and_leads_to_where_it_was_said(qtbot: QtBot, page: TranscriptPage) -> None:
    type_in(page, "letter")
    qtbot.waitUntil(lambda: lines(page) == ["0.0", "1.1", "41.0"])
    assert [day for _, day in days(page)][:2] == ["2026-03-02", "2026-03-01"]
    assert "3 lines" in [label.text() for label in page.findChildren(QLabel)]
    assert list(hits("A Letter, letters", model(page).terms)) == [(2, 8), (10, 16)]
    select(page, "1.1")
    qtbot.keyClick(page.view, KEY.Key_Return)
    qtbot.waitUntil(lambda: len(lines(page)) == len(PAST))
    assert [line.id for line in page.view.chosen()] == ["1.1"]
    assert model(page).terms == ("letter",), "what was searched for stays marked"
    assert page.escape()
    assert model(page).terms == ()
    assert not page.escape()


def test_a_line_that_another_page_leads_to_is_chosen(qtbot: QtBot, page: TranscriptPage) -> None:
    page.show_line("2026-03-01", "1.1")
    qtbot.waitUntil(lambda: [line.id for line in page.view.chosen()] == ["1.1"])
    page.show_line("2026-03-01", "gone meanwhile")
    assert page.view.place() is not None


def test_nothing_found_says_so_and_escape_leads_back(qtbot: QtBot, page: TranscriptPage) -> None:
    type_in(page, "zebra")
    qtbot.waitUntil(lambda: any("zebra" in label.text() for label in page.findChildren(QLabel)))
    assert lines(page) == []
    assert page.escape()
    qtbot.waitUntil(lambda: len(lines(page)) == len(PAST))


def test_one_line_is_copied_as_it_was_said_and_several_with_who_said_them(qtbot: QtBot, page: TranscriptPage) -> None:
    qtbot.waitUntil(lambda: len(lines(page)) == len(PAST))
    select(page, "0.0")
    page._deeds.copy()
    assert QGuiApplication.clipboard().text() == "Take a letter."
    page.view.selectAll()
    page._deeds.copy()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[-2:] == ["10:30 you: Take a letter.", "10:40 Samantha: To whom?"]


def test_a_deleted_line_is_gone_at_once_and_undo_brings_it_back(
    qtbot: QtBot, page: TranscriptPage, conversation: KeptConversation
) -> None:
    qtbot.waitUntil(lambda: len(lines(page)) == len(PAST))
    select(page, "0.0")
    qtbot.keyClick(page.view, KEY.Key_Delete)
    qtbot.waitUntil(lambda: "0.0" not in lines(page))
    undo = next(button for button in page.findChildren(QPushButton) if button.text() == "Undo")
    assert undo.accessibleName() == "Undo: Deleted: one line."
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "0.0" in lines(page))
    assert conversation.shelf.let_gone == []


@pytest.mark.parametrize("searched", ["", "letter"])
def test_what_is_forgotten_elsewhere_is_gone_here_too(
    qtbot: QtBot, page: TranscriptPage, conversation: KeptConversation, searched: str
) -> None:
    """By voice, from the tray's menu, by a command."""
    if searched:
        page._field.setFocus()
        qtbot.keyClicks(page._field._words, searched)
        qtbot.waitUntil(lambda: "0.1" not in lines(page))
    qtbot.waitUntil(lambda: "0.0" in lines(page))
    conversation.shelf.take(["0.0"], lambda _: None)
    conversation.publish(MemoryForgotten(0.0, "0.0"))
    qtbot.waitUntil(lambda: lines(page) != [] and "0.0" not in lines(page))
    assert page._field.text == searched


def test_undo_reads_the_day_once_more_for_the_page_talk(qtbot: QtBot, page: TranscriptPage, bridge: Bridge) -> None:
    select(page, "0.0")
    qtbot.keyClick(page.view, KEY.Key_Delete)
    qtbot.waitUntil(lambda: "0.0" not in lines(page))
    with qtbot.waitSignal(bridge.remembered) as today:
        page._bars.undo_last()
    assert "0.0" in [episode.id for episode in today.args[0]]


def test_after_ten_seconds_it_is_gone_for_good(
    qtbot: QtBot, page: TranscriptPage, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_bars, "UNDO_S", 1)
    qtbot.waitUntil(lambda: len(lines(page)) == len(PAST))
    for left, episode_id in ((6, "0.0"), (5, "1.0")):
        select(page, episode_id)
        page._deeds.delete_chosen()
        qtbot.waitUntil(lambda left=left: len(lines(page)) == left)  # type: ignore[misc]
    qtbot.waitUntil(lambda: conversation.shelf.let_gone == [1, 2], timeout=5_000)
    qtbot.keyClick(page.view, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "0.0" not in lines(page)


def act(menu: LineMenu, beginning: str) -> Callable[[], None]:
    return next(action for action in menu.actions() if action.text().startswith(beginning)).trigger


def test_the_menu_deletes_an_hour_or_a_day(qtbot: QtBot, page: TranscriptPage, monkeypatch: pytest.MonkeyPatch) -> None:
    qtbot.waitUntil(lambda: len(lines(page)) == len(PAST))
    wanted = "Delete this hour"
    monkeypatch.setattr(LineMenu, "exec", lambda menu, _: act(menu, wanted)())
    select(page, "0.0")
    page.view.wanted.emit(QPoint())
    qtbot.waitUntil(lambda: "0.0" not in lines(page))
    assert "0.1" not in lines(page), "the same hour"
    wanted = "Delete all of Tuesday"
    page.view.setCurrentIndex(model(page).index(0, 0))
    page.view.wanted.emit(QPoint())
    qtbot.waitUntil(lambda: lines(page) == ["40.0", "1.0", "1.1"])


def test_what_is_said_meanwhile_appears_and_nothing_moves(
    qtbot: QtBot, page: TranscriptPage, conversation: KeptConversation
) -> None:
    page.resize(900, 160)
    page.view.go_to("2026-01-21")
    before = page.view.place()
    conversation.shelf.episodes.append(said(0, 2, "New."))
    conversation.publish(ReplyEnded(0, 9, "New."))
    qtbot.waitUntil(lambda: "0.2" in lines(page))
    assert page.view.place() == before


def test_export_asks_where_and_tells_that_it_is_done(
    qtbot: QtBot, page: TranscriptPage, conversation: KeptConversation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.json"
    monkeypatch.setattr(export_menu.QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    button = page.findChild(ExportButton)
    actions: list[QAction] = button.menu().actions()
    actions[1].trigger()
    qtbot.waitUntil(lambda: button.text() == "Exported")
    assert conversation.shelf.exported == [(file, "json")]


def test_an_export_that_fails_says_why_in_a_line_of_its_own(qtbot: QtBot, page: TranscriptPage, tmp_path: Path) -> None:
    button = page.findChild(ExportButton)
    width, why = button.width(), "There is no room on the disk. Free some, or choose another folder."
    page._bridge.conversation.shelf.export = lambda _path, _form, answer: answer(why)  # type: ignore[union-attr]
    button.export(tmp_path / "all.md", "md")
    qtbot.waitUntil(lambda: any(label.text() == why for label in page.findChildren(QLabel) if label.isVisible()))
    assert (button.text(), button.width(), button.isEnabled()) == ("Export", width, True)


def test_only_what_is_in_sight_is_fetched(dressed: QApplication, qtbot: QtBot, bridge: Bridge) -> None:
    year = [said(day, number, LONG) for day in range(300) for number in range(8)]
    conversation = KeptConversation(year)
    bridge.conversation = conversation
    page = TranscriptPage("Samantha", bridge)
    qtbot.addWidget(page)
    page.resize(900, 400)
    page.show()
    page.opened()
    qtbot.waitUntil(lambda: conversation.shelf.asked != [])
    qtbot.wait(50)
    assert set(conversation.shelf.asked) <= {"2026-03-02", "2026-03-01"}
    page.view.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: model(page).line(1) is not None)
    assert len(set(conversation.shelf.asked)) < 6


def test_the_mouse_finds_the_menu_at_the_end_of_a_row(
    qtbot: QtBot, page: TranscriptPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QPoint] = []
    monkeypatch.setattr(LineMenu, "exec", lambda _, at: opened.append(at))
    qtbot.waitUntil(lambda: len(lines(page)) == len(PAST))
    qtbot.waitUntil(lambda: not page.view._settle.isActive())
    index = model(page).index(model(page).rowCount() - 1, 0)
    page.view.scrollTo(index)
    box = page.view.painter.more_box(page.view.visualRect(index).toRectF())
    qtbot.mouseMove(page.view.viewport(), box.center().toPoint())
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert len(opened) == 1
    assert [line.id for line in page.view.chosen()] == ["0.1"]
