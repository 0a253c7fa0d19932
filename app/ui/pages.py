"""The pages of the window, in the order of its rail. Called by app.ui.app on the main thread.

A page is made when it is first opened, so its module is imported then.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from app.ui.bridge import Bridge
from app.ui.empty import EmptyState
from app.ui.page import Entry, Page
from app.ui.promptness import Promptness
from app.ui.transcript import Transcript
from app.ui.wishes import Wishes


def pages(companion: str, bridge: Bridge, wishes: Wishes, transcript: Transcript) -> tuple[Entry, ...]:
    """The first is shown first."""
    promptness = Promptness(bridge)

    def talk() -> Page:
        from app.ui.talk_page import TalkPage

        return TalkPage(companion, bridge, wishes, transcript)

    def whole_transcript() -> Page:
        from app.ui.transcript_page import TranscriptPage

        return TranscriptPage(companion, bridge)

    def memory() -> Page:
        from app.ui.memory_page import MemoryPage

        return MemoryPage(bridge)

    def companions() -> Page:
        from app.ui.companions_page import CompanionsPage

        return CompanionsPage(bridge)

    def settings() -> Page:
        from app.ui.settings_page import SettingsPage

        if bridge.household is None:
            return _Later("settings")
        page = SettingsPage(companion, bridge, bridge.household, promptness)
        page.meet.connect(bridge.meeting_asked)
        return page

    return (
        Entry("talk", _tr("Talk"), "talk", talk),
        Entry("transcript", _tr("Transcript"), "transcript", whole_transcript),
        Entry("memory", _tr("Memory"), "memory", memory),
        Entry("companions", _tr("Companions"), "companions", companions),
        Entry("settings", _tr("Settings"), "settings", settings, is_last=True),
    )


class _Later(Page):
    """Stands where a page will be."""

    def __init__(self, glyph: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addWidget(EmptyState(glyph, _tr("Nothing here yet"), _tr("This page is being built.")))


def _tr(text: str) -> str:
    return QCoreApplication.translate("pages", text)
