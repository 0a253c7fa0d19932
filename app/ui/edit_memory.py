"""The small dialog in which a memory is put right. Opened by the pages Talk and Memory."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.ui import style


class EditMemory(QDialog):
    """`ask` shows it and waits."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Put it right"))
        self.setMinimumWidth(440)
        title, self.words = QLabel(self.tr("What is true instead?")), QLineEdit(text)
        title.setFont(style.font("name", QFont.Weight.DemiBold))
        self.words.setObjectName("field")
        self.words.setAccessibleName(title.text())
        buttons = QDialogButtonBox()
        save = buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        leave = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        save.setObjectName("main")
        leave.setObjectName("quiet")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.EDGE, 22, style.EDGE, 20)
        column.setSpacing(style.GAP)
        for part in (title, self.words, buttons):
            column.addWidget(part)
        self.words.selectAll()

    @classmethod
    def ask(cls, text: str, parent: QWidget) -> str:
        """-> the new words; '' when it was left as it is."""
        dialog = cls(text, parent)
        is_saved = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.words.text().strip() if is_saved else ""
