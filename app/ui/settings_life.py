"""Settings, Day and night: quiet hours, start at login, what it calls you, the ring, the window's language, and the
first meeting once more.

A section of the settings page, on the main thread.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTime, Signal
from PySide6.QtWidgets import QLineEdit

from app.ui.bridge import Bridge
from app.ui.household import Household
from app.ui.settings_limits import fill_limits
from app.ui.settings_parts import CONTROL_PX, Choice, Row, Switch, button
from app.ui.settings_section import Section

USUAL_FROM, USUAL_UNTIL = "22:00", "07:00"


class LifeSection(Section):
    """`meet`: the user wants to see the first run again."""

    meet = Signal()

    def __init__(self, bridge: Bridge, household: Household) -> None:
        super().__init__(household)
        self._bridge = bridge
        self._ring = Switch(
            self.tr("Ring on the screen"), is_on=household.settings.now.ring_shown, act=bridge.ring_asked.emit
        )
        self._fill_quiet()
        fill_limits(self)
        self._fill_you()
        self._fill_window()

    def opened(self) -> None:
        """The tray's menu switches the ring, too."""
        if self._bridge.conversation is not None:
            self._ring.setChecked(self._bridge.conversation.settings.ring_shown)

    def _fill_quiet(self) -> None:
        now = self.household.settings.now
        is_on = bool(now.quiet_from and now.quiet_until)
        card = self.add_card(self.tr("Quiet hours"))
        switch = Switch("", is_on=is_on, act=self._switch_quiet)
        card.add(
            Row(
                self.tr("Quiet hours"),
                self.tr("I never start talking by myself then. You can always talk to me."),
                switch,
            )
        )
        self._from = Choice(self.tr("From"), lambda at: self.keep("quiet.from", at))
        self._until = Choice(self.tr("Until"), lambda at: self.keep("quiet.until", at))
        self._times = [
            card.add(Row(title, control=choice))
            for title, choice in ((self.tr("From"), self._from), (self.tr("Until"), self._until))
        ]
        self._from.offer(_half_hours(), now.quiet_from or USUAL_FROM)
        self._until.offer(_half_hours(), now.quiet_until or USUAL_UNTIL)
        self._show_times(is_on=is_on)

    def _fill_you(self) -> None:
        folder = self.household.folder
        card = self.add_card(self.tr("You and this computer"))
        self._name = QLineEdit(self.household.settings.now.your_name)
        self._name.setObjectName("field")
        self._name.setFixedWidth(CONTROL_PX)
        self._name.setMaxLength(40)
        self._name.setPlaceholderText(self.tr("not told yet"))
        self._name.editingFinished.connect(self._keep_name)
        card.add(Row(self.tr("Your name"), self.tr("What I call you."), self._name))
        at_login = folder.starts_at_login()
        if at_login is not None:
            switch = Switch("", is_on=at_login, act=self._switch_login)
            card.add(Row(self.tr("Start at login"), self.tr("I wait in the tray when you come."), switch))
        again = button(self.tr("Meet me again"), act=self.meet.emit)
        card.add(Row(self.tr("The first meeting"), self.tr("Microphone, room, name, voice and key, once more."), again))

    def _fill_window(self) -> None:
        card = self.add_card(self.tr("What you see of me"))
        hint = self.tr("A little ring on top of everything shows what I do.")
        card.add(Row(self.tr("Ring on the screen"), hint, self._ring))
        language = Choice(self.tr("Language"), lambda chosen: self.keep("window.language", chosen))
        language.offer(
            (("desktop", self.tr("As the desktop")), ("en", "English"), ("de", "Deutsch")),
            self.household.settings.now.window_language,
        )
        hint = self.tr("Of what I write, from the next start on.")
        card.add(Row(self.tr("Language"), hint, language))

    def _switch_quiet(self, is_on: bool) -> None:
        self._show_times(is_on=is_on)
        self.keep("quiet.from", str(self._from.currentData()) if is_on else "")
        self.keep("quiet.until", str(self._until.currentData()) if is_on else "")

    def _show_times(self, *, is_on: bool) -> None:
        for row in self._times:
            row.setVisible(is_on)

    def _switch_login(self, is_on: bool) -> None:
        self.kept.emit(self.household.folder.start_at_login(is_on=is_on))

    def _keep_name(self) -> None:
        name = " ".join(self._name.text().split())
        if name != self.household.settings.now.your_name:
            self.keep("conversation.your_name", name)


def _half_hours() -> list[tuple[str, str]]:
    """(as in the file, as one reads it here)."""
    times = [QTime(minutes // 60, minutes % 60) for minutes in range(0, 24 * 60, 30)]
    return [(at.toString("HH:mm"), QLocale().toString(at, QLocale.FormatType.ShortFormat)) for at in times]
