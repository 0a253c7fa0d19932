"""The conversation on the screen: a list that follows what is being said, and stays where one has scrolled to.

Part of the window, on the main thread.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu

from app.ui import style
from app.ui.rows import RowPainter, link_at, link_words, row_height
from app.ui.transcript import LINKS, SHOWN, TEXT, UNHEARD, Transcript

SETTLED_MS = 60
"""A window that is being resized is measured again when it has rested this long."""
NEAR_PX = 24
"""So close to the end counts as being there."""
SLICE_ROWS = 40
"""Measured at a time, so that the window never stands still: about 8 ms."""
FRAME_MS = 16
"""Laying out costs something for every row there is: not more often than a screen shows it."""
SIZE = Qt.ItemDataRole.SizeHintRole


class ConversationList(QListView):
    """Heights are measured here, once per row and width, and kept in the model's items. `link_chosen`: "go on", "keep",
    "edit" or "forget" of a row."""

    link_chosen = Signal(str, QModelIndex)

    def __init__(self, transcript: Transcript, invitation: str) -> None:
        super().__init__()
        self._transcript = transcript
        self._invitation = invitation
        self._measured_width = 0
        self._unmeasured = 0
        self._touched: set[int] = set()
        """Rows that came or grew since the last layout."""
        self._follows = True
        self._frame = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._slices = QTimer(self, interval=0)
        self._be_a_list()
        self._frame.timeout.connect(self._measure_touched)
        self._settled.timeout.connect(self.measure_all)
        self._slices.timeout.connect(self._measure_slice)
        transcript.rowsInserted.connect(self._rows_came)
        transcript.rowsRemoved.connect(self._rows_went)
        transcript.dataChanged.connect(self._row_grew)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        QShortcut(QKeySequence.StandardKey.Copy, self, self.copy_selected, context=Qt.ShortcutContext.WidgetShortcut)
        self.setModel(transcript)

    def _be_a_list(self) -> None:
        self.setObjectName("talk")
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Conversation"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(RowPainter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(24)

    @property
    def is_measuring(self) -> bool:
        """Heights are still being brought up to date."""
        return self._slices.isActive() or self._settled.isActive() or bool(self._touched)

    @Slot()
    def measure_all(self) -> None:
        """Every height again, because the width has changed: at once what is on the screen, then from the newest up."""
        self._measured_width = self.width()
        self._unmeasured = self._transcript.rowCount()
        self._touched.clear()
        self._measure(range(max(0, self._row_at(0)), self._row_at(self.viewport().height()) + 1))
        self._slices.start()

    @Slot()
    def copy_selected(self) -> None:
        """The selected turns, in their order, as plain text."""
        rows = sorted(self.selectedIndexes(), key=QModelIndex.row)
        QGuiApplication.clipboard().setText("\n".join(f"{row.data(TEXT)}{row.data(UNHEARD) or ''}" for row in rows))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._measured_width == 0:
            self.measure_all()
        elif self.width() != self._measured_width:
            self._settled.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseMoveEvent(event)
        is_over = bool(self._link_at(event.position()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        name = self._link_at(event.position())
        if name and event.button() == Qt.MouseButton.LeftButton:
            self.link_chosen.emit(name, self.indexAt(event.position().toPoint()))
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter offers what a mouse would click."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid() and index.data(LINKS):
            self.menu_of(index).popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))
        else:
            super().keyPressEvent(event)

    def menu_of(self, index: QModelIndex) -> QMenu:
        """The links of a row as a menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in index.data(LINKS):
            menu.addAction(link_words(name)).triggered.connect(
                lambda _=False, name=name: self.link_chosen.emit(name, index)
            )
        return menu

    def _link_at(self, point: QPointF) -> str:
        index = self.indexAt(point.toPoint())
        if not index.isValid() or not index.data(LINKS):
            return ""
        return link_at(index, QRectF(self.visualRect(index)), self.width(), point)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if self._transcript.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setFont(style.font("reply"))
            painter.setPen(QColor(style.theme().soft))
            middle = self.viewport().rect().adjusted(style.EDGE, 0, -style.EDGE, 0)
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._invitation)

    def _row_at(self, y: int) -> int:
        """The row at a height of the viewport; below the last row: the last."""
        index = self.indexAt(QPoint(style.EDGE, y))
        return index.row() if index.isValid() else self._transcript.rowCount() - 1

    @Slot()
    def _measure_slice(self) -> None:
        first = max(0, self._unmeasured - SLICE_ROWS)
        self._measure(range(first, self._unmeasured))
        self._unmeasured = first
        if first == 0:
            self._slices.stop()

    def _touch(self, first: int, last: int) -> None:
        """At once, if the last time is a frame ago."""
        self._touched.update(range(first, last + 1))
        if not self._frame.isActive():
            self._measure_touched()

    @Slot()
    def _measure_touched(self) -> None:
        if self._touched:
            rows, self._touched = self._touched, set()
            self._measure(rows)
            self._frame.start()

    def _measure(self, rows: Iterable[int]) -> None:
        """Heights of these rows, without moving what is being read."""
        bar, top = self.verticalScrollBar(), self.indexAt(QPoint(style.EDGE, 1))
        was_at = self.visualRect(top).top()
        self._transcript.blockSignals(True)
        for row in rows:
            item = self._transcript.item(row)
            item.setData(QSize(0, row_height(item.index(), self.width())), SIZE)
        self._transcript.blockSignals(False)
        self.doItemsLayout()
        if top.isValid() and not self._follows:
            bar.setValue(bar.value() + self.visualRect(top).top() - was_at)

    @Slot(QModelIndex, int, int)
    def _rows_came(self, _parent: QModelIndex, first: int, last: int) -> None:
        is_at_the_end = last == self._transcript.rowCount() - 1
        if is_at_the_end and last - first < SLICE_ROWS and first >= self._unmeasured:
            self._touch(first, last)
        else:
            self.measure_all()

    @Slot()
    def _rows_went(self) -> None:
        """Many may go, one after the other. What was to be measured has other numbers now."""
        self._touched.clear()
        self._slices.stop()
        self._settled.start()
        self.viewport().update()

    @Slot(QModelIndex, QModelIndex, "QList<int>")
    def _row_grew(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        if set(SHOWN) & set(roles):
            self._touch(first.row(), last.row())

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        self._follows = value >= self.verticalScrollBar().maximum() - NEAR_PX

    @Slot(int, int)
    def _range_changed(self, _minimum: int, maximum: int) -> None:
        if self._follows:
            self.verticalScrollBar().setValue(maximum)
