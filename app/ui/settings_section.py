"""One section of the settings page: cards below each other, and the way a change takes to the file.

The base of app/ui/settings_*.py; made when it is first opened, on the main thread.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.settings import Value
from app.ui import style
from app.ui.answers import Answers
from app.ui.household import Household
from app.ui.settings_parts import Card, words
from app.ui.settings_style import CONTENT


class Section(QScrollArea):
    """`kept`: a change is in the file ('' or what went wrong)."""

    kept = Signal(str)

    def __init__(self, household: Household) -> None:
        super().__init__()
        self.household = household
        self.answers = Answers(self)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside, holder = QWidget(), QWidget()
        inside.setObjectName("inside")
        holder.setMaximumWidth(CONTENT)
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        around = QVBoxLayout(inside)
        around.setContentsMargins(style.EDGE, 20, style.EDGE, style.EDGE)
        around.addWidget(holder)
        around.addStretch(1)
        self.setWidget(inside)

    def add_card(self, heading: str = "") -> Card:
        if heading:
            if self.column.count():
                self.column.addSpacing(10)
            self.column.addWidget(words(heading, role="small", is_soft=True, weight=QFont.Weight.DemiBold))
        card = Card()
        self.column.addWidget(card)
        return card

    def keep(self, key: str, value: Value) -> None:
        """Into the file, and where it can be followed, into the conversation."""
        self.household.settings.change(key, value, self.answers.to(self.was_kept))

    @Slot(str)
    def was_kept(self, problem: str) -> None:
        self.kept.emit(problem)

    def opened(self) -> None:
        """It has come to the front."""

    def left(self) -> None:
        """Something else is in front now: nothing of it may go on."""

    def redress(self) -> None:
        """The colours of the desktop have changed."""
        self.update()
