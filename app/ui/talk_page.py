"""The page Talk: who is there, the conversation as it grows, and a box to type in. On the main thread."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout

from app.events import ReplySentence, SpeakerChanged
from app.ui.bridge import Bridge
from app.ui.composer import Composer
from app.ui.conversation_list import ConversationList
from app.ui.header import Header
from app.ui.memory_links import MemoryLinks
from app.ui.mood_line import MoodLine
from app.ui.page import Page
from app.ui.rests_on import RestsOn
from app.ui.spoken_words import SpokenWords
from app.ui.transcript import LINKS, MEMORY, TEXT, Transcript
from app.ui.wishes import Wishes


class TalkPage(Page):
    """Shows `transcript`, which was there before it."""

    def __init__(self, companion: str, bridge: Bridge, wishes: Wishes, transcript: Transcript) -> None:
        super().__init__()
        self._bridge = bridge
        self._header = Header(companion)
        invitation = self.tr("{companion} is here.\nJust talk, or type below.").format(companion=companion)
        self._list = ConversationList(transcript, invitation)
        self._composer = Composer(companion)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._list, 1)
        mood = MoodLine()
        column.addWidget(mood)
        column.addWidget(self._composer)
        self._header.microphone.clicked.connect(wishes.switch_microphone)
        self._header.voice.clicked.connect(wishes.switch_voice)
        self._composer.sent.connect(wishes.say)
        self._composer.pressed.connect(wishes.press_key)
        self._composer.released.connect(wishes.release_key)
        bridge.status_changed.connect(self._header.show_status)
        bridge.status_changed.connect(self._composer.show_status)
        self._wishes = wishes
        rests_on = RestsOn(transcript)
        bridge.happened.connect(rests_on.follow)
        self._memories = MemoryLinks(bridge, transcript, rests_on, self)
        self._spoken = SpokenWords(transcript)
        self._list.link_chosen.connect(self._follow_link)
        bridge.happened.connect(self._spoken.follow)
        bridge.happened.connect(self._announce)
        bridge.happened.connect(self._greet)
        bridge.happened.connect(mood.follow)
        self._header.show_status(bridge.status)
        self._composer.show_status(bridge.status)

    def opened(self) -> None:
        self._composer.words.setFocus()

    def redress(self) -> None:
        self._composer.redress()

    @Slot(str, QModelIndex)
    def _follow_link(self, name: str, index: QModelIndex) -> None:
        """What one can do with a cut reply, with what it rests on, and with a memory."""
        if name == "go on":
            self._wishes.say("Go on.")
            return
        if name in ("show", "hide"):
            self._memories.unfold(name, index.row())
            return
        self._memories.follow(name, str(index.data(MEMORY)), str(index.data(TEXT)), index.data(LINKS))

    @Slot(object)
    def _greet(self, event: object) -> None:
        """Another companion was called by name, and speaks."""
        if isinstance(event, SpeakerChanged):
            self._header.show_name(event.name)
            self._composer.address(event.name)

    @Slot(object)
    def _announce(self, event: object) -> None:
        """A screen reader reads the captions when the voice does not speak them."""
        if isinstance(event, ReplySentence) and self._bridge.status.voice_muted and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._list, event.text))
