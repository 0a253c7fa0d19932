"""The list follows what is said, holds still while one reads, and stays quick with thousands of turns."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.events import FinalTranscript, MemoryForgotten, ReplySentence
from app.memory.protocol import Episode
from app.ui import style
from app.ui.conversation_list import ConversationList
from app.ui.rows import BETWEEN, block_of, column, row_height
from app.ui.transcript import Kind, Transcript
from tests.kit.kept_conversation import NOON

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("This plugin does not support"),  # the offscreen platform's own
]

LONG = "The little place by the station, you told me on Tuesday, the one with the terrible chairs. "


@pytest.fixture
def transcript() -> Transcript:
    return Transcript("Samantha")


@pytest.fixture
def shown(dressed: QApplication, qtbot: QtBot, transcript: Transcript) -> ConversationList:
    view = ConversationList(transcript, "Say something.")
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    dressed.processEvents()
    return view


def many(count: int) -> list[Episode]:
    at = NOON - timedelta(hours=3)
    return [
        Episode(str(n), "c", "s", "k", n // 2, "companion" if n % 2 else "user", LONG * (1 + n % 3), "", at, at)
        for n in range(count)
    ]


def settle(qtbot: QtBot, view: ConversationList) -> None:
    qtbot.waitUntil(lambda: not view.is_measuring, timeout=20_000)


def test_it_follows_the_newest_line(qtbot: QtBot, shown: ConversationList, transcript: Transcript) -> None:
    for turn in range(20):
        transcript.follow(FinalTranscript(0, turn, LONG), NOON)
        transcript.follow(ReplySentence(0, turn, LONG), NOON)
        transcript.follow(ReplySentence(0, turn, LONG), NOON)
    settle(qtbot, shown)
    bar = shown.verticalScrollBar()
    assert 0 < bar.maximum() == bar.value()
    last = shown.visualRect(transcript.index(transcript.rowCount() - 1, 0))
    assert last.bottom() <= shown.viewport().height()


def test_it_holds_still_while_one_reads(qtbot: QtBot, shown: ConversationList, transcript: Transcript) -> None:
    transcript.recall(many(400))
    settle(qtbot, shown)
    shown.verticalScrollBar().setValue(shown.verticalScrollBar().maximum() // 2)
    reads = shown.indexAt(QPoint(60, 5))
    where = shown.visualRect(reads).top()
    transcript.follow(FinalTranscript(0, 1, LONG), NOON)
    assert shown.visualRect(reads).top() == where
    shown.resize(520, 500)
    qtbot.waitUntil(lambda: shown.is_measuring)
    settle(qtbot, shown)
    assert shown.indexAt(QPoint(60, 5)).row() == reads.row()


def test_five_thousand_rows_stay_quick(
    qapp: QApplication, qtbot: QtBot, shown: ConversationList, transcript: Transcript
) -> None:
    """The bounds are ten times what a quiet machine needs: they catch a list that asks Python for every row."""
    transcript.recall(many(5000))
    settle(qtbot, shown)
    began = time.perf_counter()
    transcript.follow(FinalTranscript(0, 1, LONG), NOON)
    for turn in range(9):
        transcript.follow(ReplySentence(0, turn, LONG), NOON)
        qapp.processEvents()
    shown.verticalScrollBar().setValue(10_000)
    qapp.processEvents()
    assert (time.perf_counter() - began) / 11 < 0.1


def test_rows_are_as_high_as_their_text(qtbot: QtBot, shown: ConversationList, transcript: Transcript) -> None:
    transcript.follow(FinalTranscript(0, 1, "short"), NOON)
    transcript.follow(FinalTranscript(0, 2, LONG * 4), NOON)
    settle(qtbot, shown)
    time_row, short, long = (shown.visualRect(transcript.index(row, 0)).height() for row in range(3))
    assert BETWEEN < time_row < short < long / 3


def test_the_column_is_never_too_wide_to_read_nor_outside() -> None:
    assert column(2000) == (640, style.COLUMN)
    left, width = column(460)
    assert left == style.EDGE
    assert left + width == 460 - style.EDGE


def test_selected_turns_are_copied_in_their_order(shown: ConversationList, transcript: Transcript) -> None:
    transcript.follow(FinalTranscript(0, 1, "one"), NOON)
    transcript.follow(ReplySentence(0, 1, "two"), NOON)
    select = QItemSelectionModel.SelectionFlag.Select
    for row in (2, 1):
        shown.selectionModel().select(transcript.index(row, 0), select)
    shown.copy_selected()
    assert QGuiApplication.clipboard().text() == "one\ntwo"
    assert not transcript.item(0).flags() & Qt.ItemFlag.ItemIsSelectable


def test_an_empty_conversation_invites(shown: ConversationList, transcript: Transcript) -> None:
    def ink() -> int:
        image = shown.viewport().grab().toImage()
        middle = range(image.height() // 2 - 20, image.height() // 2 + 20)
        return len({image.pixel(x, y) for x in range(image.width()) for y in middle})

    assert ink() > 1
    transcript.follow(FinalTranscript(0, 1, "one"), NOON)
    assert ink() == 1


def test_only_the_unheard_part_is_paler(shown: ConversationList, transcript: Transcript) -> None:
    """Also behind an emoji, which Qt counts as two."""
    transcript.recall([replace(many(1)[0], text="\N{GRINNING FACE}" * 6, unheard="iiii")])
    block = block_of(transcript.index(1, 0), Kind.COMPANION, shown.width())
    (pale,) = block.layout.formats()
    assert block.layout.text().encode("utf-16-le")[2 * pale.start :].decode("utf-16-le") == " iiii"
    assert pale.length == 5


def test_lines_that_are_forgotten_leave_no_hole(qtbot: QtBot, shown: ConversationList, transcript: Transcript) -> None:
    transcript.recall(many(200))
    for number in range(20, 200):
        transcript.follow(MemoryForgotten(0, str(number)), NOON)
    settle(qtbot, shown)
    assert transcript.rowCount() == 21, "with the time above them"
    heights = [shown.visualRect(transcript.index(row, 0)).height() for row in range(1, 21)]
    assert heights == [row_height(transcript.index(row, 0), shown.width()) for row in range(1, 21)]
    for number in range(20):
        transcript.follow(MemoryForgotten(0, str(number)), NOON)
    settle(qtbot, shown)
    assert transcript.rowCount() == 0
