"""The desktop front end from its first icon to its last: `run` is all that `cli` calls, on the main thread.

Order of start: the icon, then everything that is not Qt on a thread of its own, then the window (hidden). Order of
quit: the word that it is closing, everything that is not Qt, the icon.
"""

from __future__ import annotations

import builtins
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.keys.protocol import APP_ID
from app.memory.protocol import Episode
from app.ui import PLAIN_IMPORT, style
from app.ui.bridge import QUEUED, Bridge
from app.ui.display import require_display
from app.ui.doors import Start
from app.ui.icons import app_pixmap
from app.ui.language import speak, spoken_here
from app.ui.life import Life
from app.ui.menu import Menu
from app.ui.notices import Notices
from app.ui.pages import pages
from app.ui.qt_messages import display_guard, lost_display_heard
from app.ui.quiet import Quiet
from app.ui.recovery_key import RecoveryKeys
from app.ui.signals import quit_on_signals
from app.ui.transcript import Transcript
from app.ui.tray import Tray
from app.ui.veil import Veils
from app.ui.window import Window
from app.ui.wishes import Wishes

if TYPE_CHECKING:
    from app.ui.first_run import FirstRun
    from app.ui.household import Household
    from app.ui.presence import Presence

PATIENCE_MS = 400
"""A panel may hide our icon; the engines do not wait longer for it to be painted."""
SWITCH_S = 0.001
"""Between threads that both run Python. With Python's own 5 ms the window stood still for 100 to 200 ms while another
thread computed: painting asks for the interpreter again after every call of Qt, and waited so long each time."""


def run(start: Start, *, companion: str, household: Household | None = None) -> int:
    """Show the icon, call `start` on a thread of its own, and stay until the user quits -> 0.

    `companion`: the name to show; `household`: for the settings page and the first run. Raises NoDevice without a
    display, and whatever `start` or `close` raised.
    """
    require_display(os.environ, sys.platform)
    # PySide6 reads the source of every module imported after it, to see whether that wants Qt's names in another style.
    # Nobody here does, and the engines bring 500: 0.15 s of Python at the start, and 19 MB of source that stays.
    builtins.__import__ = PLAIN_IMPORT
    sys.setswitchinterval(SWITCH_S)
    with display_guard():
        application = QApplication(["earpiece"])
    if application.platformName().startswith("wayland"):  # a window's icon and name; elsewhere Qt only warns of portals
        application.setDesktopFileName(APP_ID)
    application.setQuitOnLastWindowClosed(False)
    if household is not None:
        chosen = household.settings.now.window_language
        speak(application, spoken_here() if chosen == "desktop" else chosen)
    bridge = Bridge()
    bridge.household = household
    life = Life(start, bridge)
    app = App(application, bridge, life, companion)
    app.show()
    with quit_on_signals(app.leave), lost_display_heard(life.close_now):
        application.exec()
    app.leave()  # the session manager's end quits Qt and asks nobody
    app.hide()
    life.result()
    return 0


class App(QObject):
    """Ties tray, window and the rest of the app together; decides when the window stands in for the tray."""

    def __init__(self, application: QApplication, bridge: Bridge, life: Life, companion: str) -> None:
        super().__init__()
        self._application = application
        self._bridge = bridge
        self._life = life
        self._companion = companion
        self._wishes = Wishes(bridge)
        self._quiet = Quiet(bridge, self._wishes)
        self._menu = Menu(bridge, self._wishes, self._quiet)
        self._tray = Tray(bridge, self._wishes, self._quiet, self._menu)
        self._notices = Notices(bridge)
        self._recovery = RecoveryKeys(bridge)
        if bridge.household is not None:
            bridge.household = replace(bridge.household, models=self._notices.watch(bridge.household.models))
        self._veils = Veils(bridge)
        self._presence: Presence | None = None
        self._transcript = Transcript(companion)
        self._window: Window | None = None
        self._first_run: FirstRun | None = None
        self._is_begun = False

    def show(self) -> None:
        """The icon, or the window where there is no tray."""
        self._tray.painted.connect(self._begin)
        self._tray.found.connect(self._tray_found)
        self._tray.lost.connect(self._tray_lost)
        self._notices.told.connect(self._tray.tell)
        self._bridge.show_asked.connect(self.bring_up, QUEUED)
        self._bridge.quit_asked.connect(self.leave, QUEUED)
        self._bridge.ended.connect(self._application.quit, QUEUED)
        self._bridge.began.connect(self._show_ring, QUEUED)
        self._bridge.meeting_asked.connect(self._meet)
        self._bridge.ring_asked.connect(self._switch_ring)
        self._bridge.happened.connect(self._follow)
        self._bridge.remembered.connect(self._recall)
        self._bridge.self_changed.connect(self._begin_anew)
        self._application.styleHints().colorSchemeChanged.connect(self._redress)
        self._menu.settings_asked.connect(self._open_settings)
        self._menu.ring_switched.connect(self._switch_ring)
        self._tray.look()
        QTimer.singleShot(PATIENCE_MS, self._begin)

    def hide(self) -> None:
        """Everything is closed; the icon goes last."""
        for shown in (self._window, self._presence, self._first_run):
            if shown is not None:
                shown.hide()
        self._tray.hide()

    @Slot()
    def leave(self) -> None:
        """Quit, in order. Safe to call twice."""
        self._bridge.leave()
        for shown in (self._window, self._first_run, self._recovery.dialog):
            if shown is not None:
                shown.hide()
        self._life.leave()

    @Slot()
    def bring_up(self) -> None:
        """Show the window."""
        if self._bridge.status.phase != "leaving":
            (self._first_run or self._made_window()).bring_up()

    @Slot()
    def _begin(self) -> None:
        """The icon can be seen: now the engines, and the window while they load."""
        if self._is_begun or self._bridge.status.phase == "leaving":
            return
        self._is_begun = True
        self._bridge.visible_at_s = time.monotonic()
        self._life.begin()
        self._made_window()
        if self._bridge.household is not None and self._bridge.household.wants_first_run:
            self._meet()

    @Slot()
    def _meet(self) -> None:
        """The first run, in the place of the window until it is over."""
        from app.ui.first_run import FirstRun

        if self._first_run is None and self._bridge.household is not None:
            self._first_run = FirstRun(self._companion, self._bridge, self._bridge.household)
            self._first_run.finished.connect(self._met)
            self._first_run.begin()
        if self._window is not None:
            self._window.hide()

    @Slot()
    def _met(self) -> None:
        if self._first_run is not None:
            self._first_run.deleteLater()
            self._first_run = None
        self.bring_up()
        self._made_window().open_page("talk")

    def _made_window(self) -> Window:
        if self._window is None:
            style.dress(self._application)
            self._application.setWindowIcon(QIcon(app_pixmap()))
            entries = pages(self._companion, self._bridge, self._wishes, self._transcript)
            self._window = Window(self._companion, self._bridge, self._wishes, entries)
            self._window.closed.connect(self._window_closed)
        return self._window

    @Slot()
    def _open_settings(self) -> None:
        self.bring_up()
        if self._window is not None:
            self._window.open_page("settings")

    @Slot()
    def _show_ring(self) -> None:
        """At the start, where the user had it."""
        conversation = self._bridge.conversation
        if conversation is not None and conversation.settings.ring_shown:
            self._made_presence(conversation.settings.ring_place)
            self._menu.show_ring(is_shown=True)

    @Slot(bool)
    def _switch_ring(self, is_shown: bool) -> None:
        conversation = self._bridge.conversation
        if conversation is None:
            return
        conversation.keep("ring.shown", is_shown)
        self._menu.show_ring(is_shown=is_shown)
        if self._presence is None:
            self._made_presence(conversation.settings.ring_place)
        else:
            self._presence.setVisible(is_shown)

    def _made_presence(self, place: str) -> None:
        from app.ui.presence import Presence

        conversation = self._bridge.conversation
        assert conversation is not None
        self._presence = Presence(self._bridge, self._wishes, self._menu)
        self._presence.moved.connect(lambda where: conversation.keep("ring.place", where))
        self._presence.show_at(place)

    @Slot()
    def _tray_found(self) -> None:
        if self._window is not None:
            self._window.say_trayless(False)

    @Slot()
    def _tray_lost(self) -> None:
        self._made_window().say_trayless(True)
        self.bring_up()
        QTimer.singleShot(0, self._begin)

    @Slot()
    def _window_closed(self) -> None:
        """With a tray it only hides. Without one nothing could be seen of an open microphone: so it ends."""
        if not self._tray.is_there:
            self.leave()

    @Slot(object)
    def _follow(self, event: object) -> None:
        if self._bridge.conversation is not None:
            self._transcript.follow(event, self._bridge.conversation.now())

    @Slot(object)
    def _recall(self, episodes: Sequence[Episode]) -> None:
        self._transcript.recall(episodes)

    @Slot(str)
    def _begin_anew(self, self_name: str) -> None:
        if self._bridge.conversation is not None:
            self._transcript.begin_anew(self_name, self._bridge.conversation.now())

    @Slot()
    def _redress(self) -> None:
        style.dress(self._application)
        self._tray.redress()
        if self._presence is not None:
            self._presence.redress()
        for shown in (self._window, self._first_run):
            if shown is not None:
                shown.redress()
