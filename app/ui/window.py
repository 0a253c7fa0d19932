"""The transcript window: what is being said, what was said today, and a box to type in.

Made on the main thread once the icon is on the screen; shown when the user asks, or at once where there is no tray.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.events import ReplySentence
from app.ui.bridge import Bridge
from app.ui.composer import Composer
from app.ui.conversation_list import ConversationList
from app.ui.header import Header
from app.ui.status import Status
from app.ui.transcript import Transcript
from app.ui.wishes import Wishes

NO_TRAY = "This desktop has no tray, so I stay in this window. Closing it ends Earpiece."
USUAL = QSize(780, 640)
LOWEST_PX = 360


class Window(QWidget):
    """`closed` is emitted when the user closes it; it hides, and what that means is decided elsewhere."""

    closed = Signal()

    def __init__(self, companion: str, bridge: Bridge, wishes: Wishes, transcript: Transcript) -> None:
        super().__init__()
        self._bridge = bridge
        self._wishes = wishes
        self._is_trayless = False
        self._header = Header(companion)
        self._notice = QLabel()
        self._list = ConversationList(transcript, f"{companion} is here.\nJust talk, or type below.")
        self._composer = Composer(companion)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(f"{companion} · Earpiece")
        self._arrange()
        self._connect()
        self.show_status(bridge.status)
        self._composer.words.setFocus()

    def _arrange(self) -> None:
        self._notice.setObjectName("notice")
        self._notice.setWordWrap(True)
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._header, self._notice):
            column.addWidget(part)
        column.addWidget(self._list, 1)
        column.addWidget(self._composer)
        self.setMinimumHeight(LOWEST_PX)  # how narrow it can get is what the header needs
        self.resize(USUAL)

    def _connect(self) -> None:
        wishes = self._wishes
        self._header.microphone.clicked.connect(wishes.switch_microphone)
        self._header.voice.clicked.connect(wishes.switch_voice)
        self._composer.sent.connect(wishes.say)
        self._bridge.status_changed.connect(self.show_status)
        self._bridge.happened.connect(self._announce)
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+M", wishes.switch_microphone),
            ("Esc", wishes.stop_reply),
            ("Ctrl+W", self.close_by_key),
            ("Ctrl+Q", self._bridge.quit),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self, act)

    @Slot(object)
    def show_status(self, status: Status) -> None:
        """What is down is told here, with what helps, until it works again."""
        self._header.show_status(status)
        lines = [*status.problems, *([NO_TRAY] if self._is_trayless else [])]
        self._notice.setText("\n".join(lines))
        self._notice.setVisible(bool(lines))

    def say_trayless(self, is_trayless: bool) -> None:
        """Is this window all there is to see?"""
        self._is_trayless = is_trayless
        self.show_status(self._bridge.status)

    def bring_up(self) -> None:
        """To the front, with the keys."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def redress(self) -> None:
        """The colours of the desktop have changed."""
        self._composer.redress()
        self.update()

    @Slot()
    def close_by_key(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        super().closeEvent(event)
        self.closed.emit()

    @Slot(object)
    def _announce(self, event: object) -> None:
        """A screen reader reads the captions when the voice does not speak them."""
        if isinstance(event, ReplySentence) and self._bridge.status.voice_muted and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._list, event.text))
