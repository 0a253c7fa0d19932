"""While the screen is locked the windows hide what was said: who looks at a preview of them reads nothing.

Why a cover and not hidden windows: they are where they were when the user is back. Lives on the main thread.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.bridge import QUEUED, Bridge


class Veil(QWidget):
    """Covers `window`, whatever is in it, and follows its size."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("veil")
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = QLabel(self.tr("Hidden while the screen is locked."))
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setWordWrap(True)
        self.show_again = QPushButton(self.tr("I am here"))
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(words)
        column.addWidget(self.show_again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded) and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.raise_()
        return False


class Veils(QObject):
    """One over every window that has words in it. Somebody who can press their button is there: it opens them all."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._is_on = False
        bridge.veiled.connect(self.set_on, QUEUED)

    @Slot(bool)
    def set_on(self, is_on: bool) -> None:
        """Cover every window, also those that open meanwhile; or none."""
        if is_on == self._is_on:
            return
        self._is_on = is_on
        application = QApplication.instance()
        assert application is not None
        if is_on:
            for window in QApplication.topLevelWidgets():
                self._cover(window)
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)
            for window in QApplication.topLevelWidgets():
                for veil in window.findChildren(Veil):
                    veil.setParent(None)
                    veil.deleteLater()

    @Slot()
    def lift(self) -> None:
        """The button was pressed."""
        from app.wishes import WakeUp

        self.set_on(False)
        self._bridge.post(WakeUp())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Installed only while they are on."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._cover(watched)
        return False

    def _cover(self, window: QWidget) -> None:
        kind = window.windowType()
        has_words = kind in (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Tool)
        is_ours = window.metaObject().className() != "QSystemTrayIconSys"
        if has_words and is_ours and window.findChild(Veil) is None:
            Veil(window).show_again.clicked.connect(self.lift)
