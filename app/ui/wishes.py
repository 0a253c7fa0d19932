"""What the user can want, as verbs; each becomes a command of facts.py.

Why: tray and window offer the same wishes, and facts.py (numpy, 0.2 s) must not be imported before the icon is on the
screen. Used on the main thread.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.ui.bridge import Bridge


class Wishes(QObject):
    """Slots for menu entries, buttons and keys. A switch goes by what is true now, not by what was last asked for."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge

    @Slot()
    def switch_microphone(self) -> None:
        from app.wishes import MuteMic, UnmuteMic

        self._bridge.post(UnmuteMic() if self._bridge.status.mic_muted else MuteMic())

    @Slot()
    def switch_voice(self) -> None:
        from app.wishes import MuteVoice, UnmuteVoice

        self._bridge.post(UnmuteVoice() if self._bridge.status.voice_muted else MuteVoice())

    @Slot()
    def stop_reply(self) -> None:
        from app.wishes import StopReply

        if self._bridge.status.can_stop:
            self._bridge.post(StopReply())

    @Slot()
    def talk_or_stop(self) -> None:
        """One click: silence while there is a reply, else it listens (asleep: it wakes up for it)."""
        if self._bridge.status.can_stop:
            self.stop_reply()
        else:
            self.wake()

    @Slot()
    def wake(self) -> None:
        from app.wishes import WakeUp

        self._bridge.post(WakeUp())

    @Slot()
    def sleep(self) -> None:
        """Silence, and no answer until it is called."""
        from app.wishes import Sleep

        self.stop_reply()
        self._bridge.post(Sleep())

    @Slot()
    def press_key(self) -> None:
        """Push-to-talk with the mouse."""
        from app.wishes import PressKey

        self._bridge.post(PressKey())

    @Slot()
    def release_key(self) -> None:
        from app.wishes import ReleaseKey

        self._bridge.post(ReleaseKey())

    @Slot(str)
    def say(self, text: str) -> None:
        """A typed turn. Nothing happens when there are no words in it."""
        from app.wishes import Type

        if text.strip():
            self._bridge.post(Type(text.strip()))
