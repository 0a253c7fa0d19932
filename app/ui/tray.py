"""The tray icon: how one sees from across the room what it does. Its menu is menu.py.

Why a watch: a panel may start after us (log-in), and may go away. `QSystemTrayIcon.isSystemTrayAvailable()` is the only
truth about it; `isVisible()` is true without any tray. Lives on the main thread.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from app.ui import style
from app.ui.bridge import Bridge
from app.ui.icons import tray_icon
from app.ui.quiet import Quiet
from app.ui.status import Status
from app.ui.wishes import Wishes

LOOK_MS = 1_000
LOOKS = 60
"""For a tray that is missing: once a second for a minute, because a panel that starts with the desktop comes soon."""
WATCH_MS = 10_000
"""For a tray that is there, and for one that did not come: an extension may be switched on at any time."""


class Tray(QObject):
    """`found`, `lost`: the panel came, or went (`lost` also when there is none at the start). `painted`: it is seen."""

    found = Signal()
    lost = Signal()
    painted = Signal()

    def __init__(self, bridge: Bridge, wishes: Wishes, quiet: Quiet, menu: QMenu) -> None:
        super().__init__()
        self._bridge = bridge
        self._wishes = wishes
        self._quiet = quiet
        self._is_there: bool | None = None
        self._looks = 0
        self._watch = QTimer(self)
        self._watch.timeout.connect(self.look)
        self._icon = QSystemTrayIcon(self)
        self._icon.activated.connect(self._clicked)
        self._icon.messageClicked.connect(bridge.show)
        self._icon.setContextMenu(menu)
        bridge.status_changed.connect(self.show_status)
        quiet.changed.connect(self.redress)
        self.show_status(bridge.status)

    @property
    def is_there(self) -> bool:
        return bool(self._is_there)

    @Slot()
    def look(self) -> None:
        """Is there a tray now? Follow it."""
        is_there = QSystemTrayIcon.isSystemTrayAvailable()
        self._looks += 1
        if is_there != self._is_there:
            self._is_there, self._looks = is_there, 0
            self._icon.setVisible(is_there)
            if is_there:
                self._tell_when_painted()
            (self.found if is_there else self.lost).emit()
            self._watch.start(WATCH_MS if is_there else LOOK_MS)
        elif not is_there and self._looks == LOOKS:
            self._watch.start(WATCH_MS)

    @Slot(str, str)
    def tell(self, title: str, words: str) -> None:
        """A notification, the way the desktop shows them; a click on it shows the window."""
        if self.is_there:
            self._icon.showMessage(title, words, self._icon.icon())

    def hide(self) -> None:
        """The last thing that goes."""
        self._watch.stop()
        self._icon.hide()

    @Slot(object)
    def show_status(self, status: Status) -> None:
        """Shape and tooltip, from one status."""
        self._icon.setIcon(tray_icon(status.shape, on_dark=style.panel_is_dark()))
        lines = (status.words, self._quiet.words, *status.problems)
        self._icon.setToolTip("\n".join(line for line in lines if line))

    @Slot()
    def redress(self) -> None:
        """The colours of the desktop have changed, or what is quiet."""
        self.show_status(self._bridge.status)

    @Slot(QSystemTrayIcon.ActivationReason)
    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        """A click shows the window; the middle button is the quick way to mute."""
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self._bridge.show()
        elif reason == QSystemTrayIcon.ActivationReason.MiddleClick:
            self._wishes.switch_microphone()

    def _tell_when_painted(self) -> None:
        """Panels of the old kind embed a window of ours and then let it paint; the others take the icon over D-Bus."""
        for widget in QApplication.topLevelWidgets():
            if widget.metaObject().className() == "QSystemTrayIconSys":
                widget.installEventFilter(self)
                return
        QTimer.singleShot(0, self.painted.emit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False
