"""One companion on the page Companions: who it is, what it says first, and what can be done with it. Main thread."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.ui import style
from app.ui.companion_doors import CompanionCard
from app.ui.settings_parts import words

FACE_PX = 44


class CompanionTile(QFrame):
    """`card` may be all that a list of names gives: then it can only be chosen."""

    talk_wanted = Signal(str)  # id
    hear_wanted = Signal(object)  # CompanionCard, as the others
    edit_wanted = Signal(object)
    export_wanted = Signal(object)
    delete_wanted = Signal(object)
    selves_wanted = Signal(object)

    def __init__(self, card: CompanionCard, *, is_here: bool, has_file: bool) -> None:
        super().__init__()
        self._card = card
        self.setObjectName("card")
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(words(card.name, role="reply", weight=QFont.Weight.DemiBold))
        for line in self._lines(is_here=is_here):
            names.addWidget(words(line, is_soft=True))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 16, 14)
        self._tree: QWidget | None = None
        row = QHBoxLayout()
        self._column.addLayout(row)
        row.setSpacing(style.GAP)
        row.addWidget(_Face(card.name), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(names, 1)
        if not is_here and not card.problem:
            row.addWidget(self._talk())
        if has_file:
            row.addWidget(self._more(is_here=is_here))

    def show_selves(self, tree: QWidget) -> None:
        """Below its name; in the place of the tree that was there."""
        if self._tree is not None:
            self._tree.deleteLater()
        self._tree = tree
        self._column.addWidget(tree)

    def _lines(self, *, is_here: bool) -> list[str]:
        card = self._card
        if card.problem:
            return [card.problem]
        state = self.tr("Talks with you now.") if is_here else self.tr("Is there when you want.")
        lines = [card.purpose or state]
        if is_here and card.purpose:
            lines.append(state)
        if card.is_adult:
            lines.append(self.tr("For adults."))
        return lines

    def _talk(self) -> QPushButton:
        name = self._card.name
        button = QPushButton(self.tr("Talk to {name}").format(name=name))
        button.setObjectName("pill")
        button.setToolTip(self.tr("The conversation ends, and begins again with {name}.").format(name=name))
        button.clicked.connect(lambda: self.talk_wanted.emit(self._card.id))
        return button

    def _more(self, *, is_here: bool) -> QPushButton:
        card = self._card
        button = QPushButton("⋯")
        button.setObjectName("pill")
        button.setAccessibleName(self.tr("More about {name}").format(name=card.name))
        menu = QMenu(button)
        if not card.problem:
            if not is_here:  # there they are shown already
                menu.addAction(self.tr("Selves")).triggered.connect(lambda: self.selves_wanted.emit(card))
            menu.addAction(self.tr("Hear it")).triggered.connect(lambda: self.hear_wanted.emit(card))
            menu.addAction(self.tr("Edit…")).triggered.connect(lambda: self.edit_wanted.emit(card))
            menu.addAction(self.tr("Export…")).triggered.connect(lambda: self.export_wanted.emit(card))
        if card.is_own:
            delete = menu.addAction(self.tr("Delete…"))
            delete.setEnabled(not is_here)
            delete.triggered.connect(lambda: self.delete_wanted.emit(card))
        button.setMenu(menu)
        return button


class _Face(QWidget):
    """The first letter on a round ground."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._letter = name[:1].upper()
        self.setFixedSize(QSize(FACE_PX, FACE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.theme().wash))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(QColor(style.theme().accent))
        painter.setFont(style.font("name", QFont.Weight.DemiBold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)
