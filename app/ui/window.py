"""The window: a rail, and the page that is chosen there. What is down is told above every page.

Made on the main thread once the icon is on the screen; shown when the user asks, or at once where there is no tray.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.ui.bridge import Bridge
from app.ui.page import Entry, Page
from app.ui.rail import Rail
from app.ui.status import Status
from app.ui.wishes import Wishes

USUAL = QSize(980, 680)
LOWEST = QSize(640, 420)


class Window(QWidget):
    """`closed` is emitted when the user closes it; it hides, and what that means is decided elsewhere."""

    closed = Signal()

    def __init__(self, companion: str, bridge: Bridge, wishes: Wishes, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._bridge = bridge
        self._wishes = wishes
        self._entries = {entry.key: entry for entry in entries}
        self._made: dict[str, Page] = {}
        self._is_trayless = False
        self._rail = Rail(entries)
        self._notice = QLabel()
        self._stack = QStackedWidget()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(f"{companion} · Earpiece")
        self._arrange()
        self._connect()
        self.show_status(bridge.status)
        self.open_page(entries[0].key)

    @property
    def page(self) -> Page:
        """The one that is shown."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, Page)
        return shown

    def _arrange(self) -> None:
        self._notice.setObjectName("notice")
        self._notice.setWordWrap(True)
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._notice)
        right.addWidget(self._stack, 1)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self._rail)
        both.addLayout(right, 1)
        self.setMinimumSize(LOWEST)
        self.resize(USUAL)

    def _connect(self) -> None:
        self._rail.chosen.connect(self.open_page)
        self._bridge.status_changed.connect(self.show_status)
        self._bridge.connected.connect(lambda: self.show_status(self._bridge.status))
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+M", self._wishes.switch_microphone),
            ("Ctrl+F", lambda: self.page.search()),
            ("Esc", self._escape),
            ("Ctrl+W", self.close),
            ("Ctrl+Q", self._bridge.quit),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self, act)
        for number, name in enumerate(self._entries):
            QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self, lambda name=name: self.open_page(name))

    @Slot(str)
    def open_page(self, key: str) -> None:
        """Show this page; it is made the first time."""
        before = self._stack.currentWidget()
        if key not in self._made:
            self._made[key] = self._entries[key].make()
            self._made[key].line_wanted.connect(self._lead_to)
            self._stack.addWidget(self._made[key])
        if isinstance(before, Page) and before is not self._made[key]:
            before.left()
        self._stack.setCurrentWidget(self._made[key])
        self._rail.mark(key)
        self._made[key].opened()

    @Slot(str, str)
    def _lead_to(self, day: str, line: str) -> None:
        self.open_page("transcript")
        self.page.show_line(day, line)

    @Slot(object)
    def show_status(self, status: Status) -> None:
        """What is down is told here, with what helps, until it works again."""
        self._rail.show_status(status)
        trayless = self.tr("This desktop has no tray, so I stay in this window. Closing it ends Earpiece.")
        started = self._bridge.conversation.notice if self._bridge.conversation is not None else ""
        lines = [*status.problems, *filter(None, (started, trayless if self._is_trayless else ""))]
        self._notice.setText("\n".join(lines))
        self._notice.setVisible(bool(lines))

    def say_trayless(self, is_trayless: bool) -> None:
        """Is this window all there is to see?"""
        self._is_trayless = is_trayless
        self.show_status(self._bridge.status)

    def bring_up(self) -> None:
        """To the front, with the keys."""
        was_hidden = self.isHidden()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if was_hidden:
            self.page.opened()

    def redress(self) -> None:
        """The colours of the desktop have changed."""
        self._rail.redress()
        for page in self._made.values():
            page.redress()
        self.update()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        super().closeEvent(event)
        self.page.left()
        self.closed.emit()

    def _escape(self) -> None:
        if not self.page.escape():
            self._wishes.stop_reply()
