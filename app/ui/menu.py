"""The menu of the tray icon and of the ring: everything one wants daily, in two clicks.

Filled once, kept true by the status. Lives on the main thread; made before the engines, so what needs the conversation
comes when that is there.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.events import SpeakerChanged
from app.ui.bridge import QUEUED, Bridge
from app.ui.quiet import Quiet
from app.ui.status import Status
from app.ui.wishes import Wishes

QUIET_MIN = (15, 60)
FORGET_MIN = 5.0
"""As the entry says. A second click, because nothing can bring it back."""


class Menu(QMenu):
    """`settings_asked`, `ring_switched`: what only the app itself can do."""

    settings_asked = Signal()
    ring_switched = Signal(bool)

    def __init__(self, bridge: Bridge, wishes: Wishes, quiet: Quiet) -> None:
        super().__init__()
        self._bridge = bridge
        self._wishes = wishes
        self._quiet = quiet
        self._words, self._talk, self._microphone, self._voice = (QAction(self) for _ in range(4))
        self._silence = QMenu(self)
        self._companions = QMenu(self.tr("Companion"), self)
        self._forget = QMenu(self.tr("Forget the last five minutes"), self)
        self._ring = QAction(self.tr("Ring on the screen"), self, checkable=True)
        self._group = QActionGroup(self)
        self._known: list[tuple[str, str]] = []
        self._speaks = ""
        """The id of who has the floor."""
        self._fill()
        bridge.status_changed.connect(self.show_status)
        bridge.began.connect(self._meet, type=QUEUED)
        bridge.happened.connect(self._listen)
        self.aboutToShow.connect(self._look_who_is_there)
        self._group.triggered.connect(lambda entry: self._choose(entry.data()))
        quiet.changed.connect(self._show_quiet)
        self.show_status(bridge.status)
        self._show_quiet()

    @Slot(object)
    def show_status(self, status: Status) -> None:
        """Every entry says what it would do now."""
        self._words.setText(status.words)
        self._talk.setText(self.tr("Stop") if status.can_stop else self.tr("Talk"))
        self._talk.setEnabled(status.can_stop or status.can_be_woken)
        self._microphone.setText(status.microphone_wish)
        self._voice.setText(status.voice_wish)
        for action in (self._microphone, self._voice):
            action.setEnabled(status.phase != "leaving")
        self._silence.setEnabled(status.phase == "awake")

    def show_ring(self, *, is_shown: bool) -> None:
        """The tick at its entry."""
        self._ring.setChecked(is_shown)

    def _fill(self) -> None:
        self._words.setEnabled(False)
        show, settings, leave = (
            QAction(text, self) for text in (self.tr("Open window"), self.tr("Settings"), self.tr("Quit"))
        )
        for action, slot in (
            (self._talk, self._wishes.talk_or_stop),
            (self._microphone, self._wishes.switch_microphone),
            (self._voice, self._wishes.switch_voice),
            (show, self._bridge.show),
            (settings, self.settings_asked.emit),
            (leave, self._bridge.quit),
        ):
            action.triggered.connect(slot)
        self._ring.triggered.connect(self.ring_switched)
        self._fill_silence()
        self._forget.addAction(self.tr("Forget them for good"), self._forget_last)
        for menu in (self._companions, self._forget):
            menu.menuAction().setVisible(False)
        self.addAction(self._words)
        self.addSeparator()
        self.addActions([self._talk, self._microphone, self._voice])
        self.addMenu(self._silence)
        self.addSeparator()
        self.addMenu(self._companions)
        self.addActions([show, self._ring])
        self.addMenu(self._forget)
        self.addAction(settings)
        self.addSeparator()
        self.addAction(leave)

    def _fill_silence(self) -> None:
        minutes, hour, tomorrow = (
            QAction(text, self)
            for text in (self.tr("For 15 minutes"), self.tr("For an hour"), self.tr("Until tomorrow"))
        )
        minutes.triggered.connect(lambda: self._quiet.for_minutes(QUIET_MIN[0]))
        hour.triggered.connect(lambda: self._quiet.for_minutes(QUIET_MIN[1]))
        tomorrow.triggered.connect(self._quiet.until_tomorrow)
        self._end = QAction(self.tr("Not any more"), self)
        self._end.triggered.connect(self._quiet.end)
        self._silence.addActions([minutes, hour, tomorrow])
        self._silence.addSeparator()
        self._silence.addAction(self._end)

    @Slot()
    def _show_quiet(self) -> None:
        self._silence.setTitle(self._quiet.words.rstrip(".") or self.tr("Quiet until …"))
        self._end.setVisible(self._quiet.until is not None)

    @Slot()
    def _meet(self) -> None:
        """Who talks, and who else could."""
        if self._bridge.conversation is None:
            return
        self._speaks = self._bridge.conversation.companion
        self._look_who_is_there()
        for menu in (self._companions, self._forget):
            menu.menuAction().setVisible(True)

    @Slot()
    def _look_who_is_there(self) -> None:
        """Companions are made, and deleted, while it runs."""
        if self._bridge.conversation is None:
            return
        known = list(self._bridge.conversation.companions())
        if known != self._known:
            self._known = known
            for entry in self._group.actions():
                entry.deleteLater()
                self._group.removeAction(entry)
                self._companions.removeAction(entry)
            for slug, name in known:
                entry = QAction(name, self._group, checkable=True)
                entry.setData(slug)
                self._companions.addAction(entry)
        for entry in self._group.actions():
            entry.setChecked(entry.data() == self._speaks)

    @Slot(object)
    def _listen(self, event: object) -> None:
        """Another was called by name: the tick goes along."""
        if isinstance(event, SpeakerChanged):
            self._speaks = event.companion
            self._look_who_is_there()

    @Slot()
    def _forget_last(self) -> None:
        if self._bridge.conversation is not None:
            self._bridge.conversation.forget_last(FORGET_MIN)

    def _choose(self, slug: str) -> None:
        if self._bridge.conversation is not None and slug != self._speaks:
            self._bridge.conversation.choose_companion(slug)
