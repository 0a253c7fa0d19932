"""The page Companions: who there is, and who answers now. Main thread."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import style
from app.ui.bridge import QUEUED, Bridge
from app.ui.page import Page

CARD_WIDTH = 620
FACE_PX = 44


class CompanionsPage(Page):
    """One card for each; choosing one starts a conversation with them."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        title, words = QLabel(self.tr("Companions")), QLabel()
        title.setFont(style.font("title", QFont.Weight.DemiBold))
        words.setText(self.tr("Each has a voice, a character and a memory of their own. One of them answers."))
        words.setObjectName("soft")
        words.setWordWrap(True)
        more = QLabel(self.tr("Another one is a text file in the folder “companions”, beside your settings."))
        more.setObjectName("soft")
        more.setWordWrap(True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(18)
        column.addLayout(self._cards)
        column.addSpacing(12)
        column.addWidget(more)
        column.addStretch(1)
        inside = QWidget()
        inside.setLayout(column)
        inside.setMaximumWidth(CARD_WIDTH)
        column.setContentsMargins(0, 0, 0, 0)
        bridge.began.connect(self.opened, QUEUED)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.EDGE, 34, style.EDGE, style.EDGE)
        row.addWidget(inside, 1)
        row.addStretch(0)
        row.setAlignment(inside, Qt.AlignmentFlag.AlignTop)

    def opened(self) -> None:
        conversation = self._bridge.conversation
        if conversation is None:
            return
        while (card := self._cards.takeAt(0)) is not None:
            widget = card.widget()
            if widget is not None:
                widget.deleteLater()
        for companion, name in sorted(conversation.companions(), key=lambda one: one[0] != conversation.companion):
            self._cards.addWidget(self._card(companion, name, is_here=companion == conversation.companion))

    def _card(self, companion: str, name: str, *, is_here: bool) -> QFrame:
        card, who, says = QFrame(), QLabel(name), QLabel()
        card.setObjectName("card")
        who.setFont(style.font("reply", QFont.Weight.DemiBold))
        says.setObjectName("soft")
        says.setText(self.tr("Talks with you now.") if is_here else self.tr("Is there when you want."))
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(who)
        names.addWidget(says)
        row = QHBoxLayout(card)
        row.setContentsMargins(18, 14, 16, 14)
        row.setSpacing(style.GAP)
        row.addWidget(_Face(name))
        row.addLayout(names, 1)
        if not is_here:
            button = QPushButton(self.tr("Talk to {name}").format(name=name))
            button.setObjectName("pill")
            button.setToolTip(self.tr("The conversation ends, and begins again with {name}.").format(name=name))
            button.clicked.connect(lambda: self._choose(companion))
            row.addWidget(button)
        return card

    def _choose(self, companion: str) -> None:
        if self._bridge.conversation is not None:
            self._bridge.conversation.choose_companion(companion)


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
