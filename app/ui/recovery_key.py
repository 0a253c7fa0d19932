"""The recovery key, shown once: when this start has locked the memories with the desktop's keyring.

`RecoveryKeys` waits for the rest of the app to have started; app.ui.app makes it, on the main thread. Without this key
a lost keyring is a lost life, so it comes by itself, in front of the first run and the window.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QVBoxLayout

from app.ui import style
from app.ui.bridge import Bridge
from app.ui.settings_parts import words

WIDTH = 460


class RecoveryKey(QDialog):
    """Read it, copy it, close it."""

    def __init__(self, key: str) -> None:
        super().__init__(None)
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Your recovery key"))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(style.EDGE, 22, style.EDGE, 20)
        self.column.setSpacing(style.GAP)
        self.column.addWidget(words(self.tr("Your memories are locked now"), role="name", weight=QFont.Weight.DemiBold))
        self.column.addWidget(
            words(
                self.tr(
                    "This computer's keyring opens them. On another computer, or if the keyring is lost, only this key "
                    "does. Write it down: it is shown once."
                ),
                is_soft=True,
            )
        )
        self.column.addWidget(self._shown(key))
        self.column.addWidget(self._buttons(key))
        self.resize(WIDTH, self.column.totalHeightForWidth(WIDTH))

    def _shown(self, key: str) -> QLabel:
        shown = QLabel(key)
        shown.setObjectName("field")
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setMargin(14)
        letters = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        letters.setPixelSize(18)
        shown.setFont(letters)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAccessibleName(self.tr("Your recovery key"))
        return shown

    def _buttons(self, key: str) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        done = buttons.addButton(self.tr("I have written it down"), QDialogButtonBox.ButtonRole.AcceptRole)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        done.setObjectName("main")
        copy.setObjectName("quiet")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(key))
        buttons.accepted.connect(self.accept)
        return buttons


class RecoveryKeys(QObject):
    """Shows it as soon as the memories are open, if they were locked just now."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.dialog: RecoveryKey | None = None
        bridge.connected.connect(self._look)

    @Slot()
    def _look(self) -> None:
        conversation = self._bridge.conversation
        if conversation is None or not conversation.recovery_key:
            return
        self.dialog = RecoveryKey(conversation.recovery_key)
        conversation.recovery_key = ""
        self.dialog.finished.connect(self._close)
        self.dialog.show()
        self.dialog.raise_()

    @Slot()
    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
