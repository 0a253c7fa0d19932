"""The page Settings: its sections at the left, what one of them offers at the right, and what a change needs below.

A section is made when it is first opened. On the main thread.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout

from app.ui import style
from app.ui.bridge import Bridge
from app.ui.household import Household
from app.ui.page import Page
from app.ui.promptness import Promptness
from app.ui.settings_life import LifeSection
from app.ui.settings_listening import ListeningSection
from app.ui.settings_models import ModelsSection
from app.ui.settings_parts import button, words
from app.ui.settings_privacy import PrivacySection
from app.ui.settings_section import Section
from app.ui.settings_sound import SoundSection
from app.ui.settings_style import sheet
from app.ui.settings_together import TogetherSection
from app.ui.settings_voice import VoiceSection

LIST_PX = 190


class SettingsPage(Page):
    """`meet`: the user wants to see the first run again."""

    meet = Signal()

    def __init__(
        self, companion: str, bridge: Bridge, household: Household, promptness: Promptness | None = None
    ) -> None:
        """`promptness`: of the answers so far; None: of those from now on."""
        super().__init__()
        measured = promptness or Promptness(bridge)
        self._household = household
        self._list = QListWidget()
        self._stack = QStackedWidget()
        self._made: dict[int, Section] = {}
        self._makes: tuple[tuple[str, Callable[[], Section]], ...] = (
            (self.tr("Sound"), lambda: SoundSection(bridge, household)),
            (self.tr("Listening"), lambda: ListeningSection(companion, bridge, household)),
            (self.tr("Voice"), lambda: VoiceSection(bridge, household)),
            (self.tr("Models"), lambda: ModelsSection(household, measured)),
            (self.tr("Privacy"), lambda: PrivacySection(household)),
            (self.tr("Day and night"), lambda: self._life(bridge)),
            (self.tr("Together"), lambda: TogetherSection(bridge, household)),
        )
        self._problem = words("", is_soft=False)
        self._again = QFrame()
        self._arrange()
        self.redress()
        self._list.currentRowChanged.connect(self._open)
        self._list.setCurrentRow(0)

    def _life(self, bridge: Bridge) -> Section:
        made = LifeSection(bridge, self._household)
        made.meet.connect(self.meet)
        return made

    def _arrange(self) -> None:
        head = QFrame()
        head.setObjectName("header")
        head.setFixedHeight(style.HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(style.EDGE, 0, style.EDGE, 0)
        row.addWidget(words(self.tr("Settings"), role="name", weight=QFont.Weight.DemiBold))
        self._list.setObjectName("sections")
        self._list.setAccessibleName(self.tr("Settings"))
        self._list.setFixedWidth(LIST_PX)
        self._list.addItems([title for title, _ in self._makes])
        self._problem.setObjectName("problem")
        self._problem.setContentsMargins(style.EDGE, 10, style.EDGE, 10)
        self._problem.hide()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._problem)
        right.addWidget(self._stack, 1)
        right.addWidget(self._again)
        self._fill_again()
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self._list)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(both, 1)

    def _fill_again(self) -> None:
        self._again.setObjectName("again")
        row = QHBoxLayout(self._again)
        row.setContentsMargins(style.EDGE, 10, style.EDGE, 10)
        row.addWidget(words(self.tr("Some of this begins when I wake up again."), role="small"), 1)
        row.addWidget(button(self.tr("Wake up again now"), act=self._household.folder.start_again))
        self._again.hide()

    @property
    def section(self) -> Section:
        """The one in front."""
        return self._made[self._list.currentRow()]

    def show_section(self, number: int) -> None:
        """0: the first of the list."""
        self._list.setCurrentRow(number)

    def opened(self) -> None:
        self.section.opened()
        self._list.setFocus()
        self._was_kept("")

    def left(self) -> None:
        self.section.left()

    def redress(self) -> None:
        self.setStyleSheet(sheet())
        for section in self._made.values():
            section.redress()

    @Slot(int)
    def _open(self, number: int) -> None:
        before = self._stack.currentWidget()
        if number not in self._made:
            section = self._made[number] = self._makes[number][1]()
            section.kept.connect(self._was_kept)
            self._stack.addWidget(section)
        if isinstance(before, Section):
            before.left()
        self._stack.setCurrentWidget(self._made[number])
        if self.isVisible():
            self._made[number].opened()

    @Slot(str)
    def _was_kept(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._again.setVisible(self._household.settings.waits_for_restart())
