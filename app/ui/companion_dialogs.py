"""The dialogs of the page Companions: make one, edit one, look at a card before it is kept, hear or read one.

Opened by companions_page.py on the main thread; none of them writes anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui import style
from app.ui.companion_doors import CardPreview, CompanionCard
from app.ui.settings_parts import words

WIDTH = 480
LINES_PX = 76
SHOWN_SAMPLES = 3


class CompanionDialog(QDialog):
    """A title, fields below each other, and two buttons."""

    def __init__(self, title: str, does: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(style.EDGE, 22, style.EDGE, 20)
        self.column.setSpacing(6)
        self.column.addWidget(words(title, role="name", weight=QFont.Weight.DemiBold))
        self.buttons = QDialogButtonBox()
        if does:
            self.go = self.buttons.addButton(does, QDialogButtonBox.ButtonRole.AcceptRole)
            self.go.setObjectName("main")
        self.leave = self.buttons.addButton(
            self.tr("Cancel") if does else self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole
        )
        self.leave.setObjectName("quiet")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def line(self, label: str, text: str, hint: str = "") -> QLineEdit:
        field = QLineEdit(text)
        field.setPlaceholderText(hint)
        field.setCursorPosition(0)
        self._named(label, field)
        return field

    def lines(self, label: str, text: str) -> QPlainTextEdit:
        field = QPlainTextEdit(text)
        field.setFixedHeight(LINES_PX)
        field.setTabChangesFocus(True)
        self._named(label, field)
        return field

    def tell(self, text: str, *, is_soft: bool = True) -> None:
        self.column.addWidget(words(text, is_soft=is_soft))

    def close_column(self) -> None:
        self.column.addStretch(1)
        self.column.addSpacing(style.GAP)
        self.column.addWidget(self.buttons)
        self.resize(WIDTH, self.column.totalHeightForWidth(WIDTH))

    def is_wanted(self) -> bool:
        """Show it and wait."""
        return self.exec() == QDialog.DialogCode.Accepted

    def _named(self, label: str, field: QWidget) -> None:
        field.setObjectName("field")
        field.setAccessibleName(label)
        self.column.addSpacing(4)
        self.column.addWidget(words(label, role="small", is_soft=True))
        self.column.addWidget(field)


class NewCompanion(CompanionDialog):
    """What it is for; the rest is made of that."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_tr("A new companion"), _tr("Make"), parent)
        self.purpose = self.line(self.tr("What would you like somebody for?"), "", self.tr("plan my thesis"))
        self.name = self.line(self.tr("Name"), "", self.tr("Left empty, one is chosen"))
        self.tell(self.tr("You can change everything afterwards. It cannot say that it is a human being."))
        self.close_column()


class EditCompanion(CompanionDialog):
    """The fields of a companion's file that people write; `changes` are those that differ."""

    def __init__(self, card: CompanionCard, parent: QWidget) -> None:
        super().__init__(_tr("Edit {name}").format(name=card.name), _tr("Save"), parent)
        self._card = card
        if not card.is_own:
            self.tell(self.tr("{name} came with Earpiece. What you change is your own copy.").format(name=card.name))
        self.name = self.line(self.tr("Name"), card.name)
        self.purpose = self.line(self.tr("What it is for"), card.purpose)
        self.greeting = self.line(self.tr("What it says first"), card.greeting)
        self.character = self.lines(self.tr("Who it is, beginning with “You are …”"), card.character)
        self.style_rules = self.lines(self.tr("How it talks, one rule a line"), "\n".join(card.style))
        self.humour = self.line(self.tr("Its humour"), card.humour)
        self.greets = QCheckBox(self.tr("It may greet you after an absence"))
        self.reminds = QCheckBox(self.tr("It may bring up what was left open"))
        self.column.addSpacing(4)
        for box, word in ((self.greets, "greeting"), (self.reminds, "open_threads")):
            box.setChecked(word in card.starts)
            self.column.addWidget(box)
        self.close_column()

    @property
    def changes(self) -> dict[str, object]:
        card = self._card
        starts = [word for box, word in ((self.greets, "greeting"), (self.reminds, "open_threads")) if box.isChecked()]
        now: dict[str, tuple[object, object]] = {
            "name": (self.name.text().strip(), card.name),
            "purpose": (self.purpose.text().strip(), card.purpose),
            "greeting": (self.greeting.text().strip(), card.greeting),
            "character": (" ".join(self.character.toPlainText().split()), card.character),
            "style": (_filled(self.style_rules.toPlainText()), list(card.style)),
            "humour": (self.humour.text().strip(), card.humour),
            "starts": (starts, [word for word in ("greeting", "open_threads") if word in card.starts]),
        }
        return {key: new for key, (new, old) in now.items() if new != old}


class ImportCompanion(CompanionDialog):
    """What a card became: what was understood, what was left out, how it would talk."""

    def __init__(self, preview: CardPreview, parent: QWidget) -> None:
        super().__init__(_tr("Is this who you meant?"), _tr("Keep"), parent)
        self.name = self.line(self.tr("Name"), preview.name)
        if preview.greeting:
            self._part(self.tr("Says first"), [f"“{preview.greeting}”"])
        talk = [f"{user}  —  {companion}" for user, companion in preview.samples[:SHOWN_SAMPLES]]
        self._part(self.tr("Talks like this"), talk)
        self._part(self.tr("Understood"), preview.understood)
        self._part(self.tr("Left out"), preview.dropped)
        self.adult = QCheckBox(self.tr("I am an adult: keep its rating for adults"))
        self.adult.setVisible(preview.is_adult)
        self.column.addWidget(self.adult)
        self.close_column()

    def _part(self, title: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        self.column.addSpacing(6)
        self.column.addWidget(words(title, role="small", is_soft=True))
        box = QFrame()
        box.setObjectName("quoted")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(12, 0, 0, 0)
        inside.setSpacing(3)
        for line in lines:
            inside.addWidget(words(line))
        self.column.addWidget(box)


class ReadCompanion(CompanionDialog):
    """How it talks, in writing: where its own voice is not the one that speaks now."""

    def __init__(self, card: CompanionCard, parent: QWidget) -> None:
        super().__init__(_tr("How {name} talks").format(name=card.name), "", parent)
        if card.greeting:
            self.tell(f"“{card.greeting}”", is_soft=False)
        for user, companion in card.samples[:SHOWN_SAMPLES]:
            self.column.addSpacing(4)
            self.tell(user)
            self.tell(companion, is_soft=False)
        self.close_column()


def _tr(text: str) -> str:
    """For what is said before there is a dialog."""
    return QCoreApplication.translate("companions", text)


def _filled(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
