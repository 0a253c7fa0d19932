"""Every page of the window in both themes, with and without something in it, as pictures for people to look at.

Called by scripts/screenshots with the folder to write to; real widgets on Qt's offscreen platform, with scripted
events. README's own pictures, with a real tray on a real (virtual) screen, are made by scripts/pictures.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from app.events import (
    FinalTranscript,
    MemoryRecalled,
    MemoryStored,
    MoodSensed,
    PlayoutFinished,
    Published,
    QuotedMemory,
    ReplyEnded,
    ReplySentence,
    SpeakerChanged,
    StageFailed,
    StageRecovered,
    StateChanged,
    WordsTimed,
)
from app.memory.protocol import Earlier, Episode, Kept, Remembered
from app.ui import style
from app.ui.bridge import Bridge
from app.ui.companion_dialogs import EditCompanion, ImportCompanion, NewCompanion, ReadCompanion
from app.ui.conversation_list import ConversationList
from app.ui.dates import Dates
from app.ui.edit_memory import EditMemory
from app.ui.first_run import FirstRun
from app.ui.language import speak
from app.ui.pages import pages
from app.ui.selves_dialogs import GiveMemories, LetGo, NameSelf
from app.ui.settings_page import SettingsPage
from app.ui.transcript import KIND, Transcript
from app.ui.window import LOWEST, USUAL, Window
from app.ui.wishes import Wishes
from tests.kit.kept_conversation import NOON, KeptConversation
from tests.kit.kept_selves import FIRST, LINES, NOVEL, PLAIN
from tests.kit.pictured_states import SECTIONS, first_run_states, household, settings_states

SETTLE_MS = 150
SAID = (
    "Take a letter to my mother. Dear Mum, the roof is mended.",
    "Shall I say who mended it?",
    "No. Say that it rained twice since, and that the kitchen stayed dry both times, which is more than last year.",
    "The draft is in your letters, and on the clipboard.",
    "What was the restaurant she liked?",
    "The little place by the station, you told me on Tuesday, the one with the terrible chairs.",
    "Right. Book a table.",
    "I'd write her something by hand. You always say that the letters for strangers come",
)
DAYS_AGO = (*range(9), 20, 34, 47, 60, 80, 400)
MEMORIES = (
    Remembered("1", "Your sister is Amy.", "sister", "my sister Amy", NOON, line="1.0",
               before=(Earlier("Your sister is Anna.", "my sister Anna", NOON - timedelta(days=60), "0.0"),)),
    Remembered("2", "Amy's birthday is on Saturday, 28 November.", "amy", "Remember that Saturday is her birthday.",
               NOON - timedelta(days=3), is_pinned=True),
    Remembered("3", "You live in Lisbon.", "", "I live in Lisbon now", NOON - timedelta(days=40), is_uncertain=True,
               line="2.0"),
)  # fmt: skip
ASKED = "Right. Remember that Saturday is her birthday."
CUT = "I'd write her something by hand. You always say that the letters for strangers come"
TALK: tuple[Published, ...] = (
    StateChanged(0, "listening", False, False),
    FinalTranscript(0, 1, "What's on today?"),
    ReplySentence(0, 1, "Your meeting is at three. And you wanted to call Amy about Saturday."),
    ReplyEnded(0, 1, "Your meeting is at three. And you wanted to call Amy about Saturday."),
    FinalTranscript(0, 2, ASKED),
    MemoryStored(0, "m1", "Amy's birthday is on Saturday, 28 November."),
    ReplySentence(0, 2, f"{CUT} easier than your own."),
    PlayoutFinished(0, 2, CUT, True),
    ReplyEnded(0, 2, f"{CUT} easier than your own."),
)
SPEAKS = "The little place by the station, you told me on Tuesday, the one with the terrible chairs."
TIMES = tuple(-1.9 + 0.2 * number for number in range(len(SPEAKS.split())))
"""Ten words have begun; the next would come in 0.1 s, when the picture is taken."""
RESTS_ON = (
    QuotedMemory("1", "Your sister is Amy.", 0.9),
    QuotedMemory("e1", "We ate at the little place by the station, the one with the terrible chairs. Amy loved it, and "
                 "she wants to go there again on her birthday, with the whole family.", 0.8),
)  # fmt: skip
ANSWER: tuple[Published, ...] = (
    FinalTranscript(0, 3, "Not now. What was the restaurant she liked?"),
    StateChanged(0, "speaking", False, False),
    MemoryRecalled(0, 3, RESTS_ON),
    ReplySentence(0, 3, SPEAKS),
    WordsTimed(0, 3, (*TIMES[:10], *(9.0 + time for time in TIMES[10:]))),
)
CALLED: tuple[Published, ...] = (
    ReplyEnded(0, 3, SPEAKS),
    FinalTranscript(0, 4, "Max, what would you do?"),
    SpeakerChanged(0, "max", "Max"),
    ReplySentence(0, 4, "Eat standing up. It ends sooner."),
    ReplyEnded(0, 4, "Eat standing up. It ends sooner."),
    FinalTranscript(0, 5, "Back to Samantha. Can you book it?"),
    SpeakerChanged(0, "samantha", "Samantha"),
    ReplySentence(0, 5, "I can't call them, but I have their number."),
    ReplyEnded(0, 5, "I can't call them, but I have their number."),
)


class Studio:
    """A window whose conversation is scripted; `take` makes a picture of it as it is now."""

    def __init__(self, folder: Path, theme: str, past: list[Episode]) -> None:
        self._folder = folder
        self._theme = theme
        self.conversation = KeptConversation(past)
        self.bridge = Bridge()
        self.house = household()
        self.bridge.household = self.house.doors
        self.transcript = Transcript("Samantha")
        self.bridge.happened.connect(lambda event: self.transcript.follow(event, NOON))
        self.bridge.began.emit(self.conversation)
        QTest.qWait(1)
        wishes = Wishes(self.bridge)
        self.window = Window("Samantha", self.bridge, wishes, pages("Samantha", self.bridge, wishes, self.transcript))
        self.window.bring_up()

    def happens(self, *events: Published) -> None:
        for event in events:
            self.conversation.publish(event)
            QTest.qWait(1)

    def search(self, words: str) -> None:
        field = self.window.page.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.setText(words)

    def take(self, name: str, window: QWidget | None = None) -> None:
        """Of the window, or of another one."""
        QTest.qWait(SETTLE_MS)
        path = self._folder / f"{name}-{self._theme}.png"
        (window or self.window).grab().save(str(path))
        sys.stdout.write(f"{path}\n")

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()


def episodes() -> list[Episode]:
    """Some days of talk."""
    made = []
    for back in DAYS_AGO:
        for number in range(6 + back * 7 % 11):
            at = NOON - timedelta(days=back, minutes=200 - number * 9)
            text, unheard = SAID[number % len(SAID)], "easier than your own." if number % len(SAID) == 7 else ""
            speaker = "companion" if number % 2 else "user"
            made.append(Episode(f"e{len(made)}", "samantha", "s", "c", number // 2, speaker, text, unheard, at, at))
    return made


def empty_states(studio: Studio) -> None:
    studio.happens(StateChanged(0, "listening", False, False))
    studio.take("talk-empty")
    for page in ("transcript", "memory"):
        studio.window.open_page(page)
        studio.take(f"{page}-empty")


def full_pages(studio: Studio) -> None:
    studio.conversation.memories.memories = list(MEMORIES)
    studio.conversation.memories.how_much = Kept(204, NOON - timedelta(days=400), 4_200_000)
    studio.happens(*TALK)
    studio.take("talk-cut")
    studio.happens(*ANSWER)
    studio.take("talk")
    studio.happens(MoodSensed(0, 3, "tired"))
    studio.take("talk-mood")
    studio.happens(MoodSensed(0, 4, ""), *CALLED)
    studio.take("talk-by-name")
    talk = studio.window.page.findChild(ConversationList)
    rows = range(studio.transcript.rowCount())
    rests = next(row for row in rows if studio.transcript.item(row).data(KIND) == "recalled")
    talk.link_chosen.emit("show", studio.transcript.index(rests, 0))
    studio.take("talk-rests-on")
    for page in ("transcript", "memory", "companions", "settings"):
        studio.window.open_page(page)
        studio.take(page)
    memory_states(studio)
    dialog = EditMemory(MEMORIES[0].text, studio.window)
    dialog.show()
    QTest.qWait(SETTLE_MS)
    dialog.grab().save(str(studio._folder / f"memory-edit-{studio._theme}.png"))
    dialog.close()


def memory_states(studio: Studio) -> None:
    """As a timeline, and with three hundred of them, some of them long."""
    studio.window.open_page("memory")
    by_time = next(one for one in studio.window.page.findChildren(QPushButton) if one.isCheckable())
    by_time.click()
    studio.take("memory-time")
    by_time.click()
    studio.conversation.memories.memories = [
        replace(one, id=f"m{n}", about=("", "sister", "Bartholomew Featherstonehaugh")[n % 3],
                text=one.text if n % 4 else f"{one.text} {SAID[2]} {SAID[5]} {SAID[2]}",
                quote=f"{one.quote} {SAID[2]} {SAID[5]}",
                said_at=NOON - timedelta(days=n))
        for n in range(300) for one in (MEMORIES[n % 3],)
    ]  # fmt: skip
    studio.window.page.opened()
    studio.take("memory-many")
    studio.conversation.memories.memories = list(MEMORIES)
    studio.window.page.opened()
    QTest.qWait(SETTLE_MS)


def companion_dialogs(studio: Studio) -> None:
    studio.window.open_page("companions")
    page, cards = studio.window.page, studio.house.companions.cards
    samantha = next(card for card in cards if card.id == "samantha")
    for name, dialog in (
        ("new", NewCompanion(page)),
        ("edit", EditCompanion(samantha, page)),
        ("import", ImportCompanion(studio.house.companions.shown, page)),
        ("read", ReadCompanion(samantha, page)),
    ):
        dialog.show()
        studio.take(f"companions-{name}", dialog)
        dialog.close()


def selves_dialogs(studio: Studio) -> None:
    page, dates = studio.window.page, Dates(NOON.date())
    give = GiveMemories(NOVEL, (FIRST, PLAIN), lambda _: None, dates, page)
    give.show_lines(LINES)
    give.offered.item(1).setCheckState(Qt.CheckState.Checked)
    empty = GiveMemories(NOVEL, (PLAIN,), lambda _: None, dates, page)
    empty.show_lines(())
    for name, dialog in (
        ("fork", NameSelf(page)),
        ("fork-line", NameSelf(page, shared=SAID[2])),
        ("rename", NameSelf(page, card=NOVEL)),
        ("give", give),
        ("give-nothing", empty),
        ("let-go", LetGo(NOVEL, 1, "Samantha", page)),
    ):
        dialog.show()
        studio.take(f"selves-{name}", dialog)
        dialog.close()


def selves_states(studio: Studio) -> None:
    """One whose past is long, and another companion's."""
    studio.window.open_page("companions")
    kept = studio.conversation.selves
    few = kept.cards
    kept.cards = (few[0], *(replace(few[1], id=f"se_{n}", label=f"self {n}", depth=1 + n % 9) for n in range(40)))
    studio.window.page.opened()
    studio.take("selves-many")
    kept.cards = few
    studio.window.page._fold(studio.house.companions.cards[0])  # type: ignore[attr-defined]
    studio.take("selves-others")
    studio.window.page._tell("“my novel” talks with you now.")  # type: ignore[attr-defined]
    studio.take("selves-told")


def settings_sections(studio: Studio) -> None:
    studio.window.open_page("settings")
    page = studio.window.page
    assert isinstance(page, SettingsPage)
    for name in settings_states(page, studio.house, studio.conversation):
        QTest.qWait(SETTLE_MS)
        if "before" not in name:
            studio.take(name)


def german_settings(studio: Studio) -> None:
    """The sections alone: what is pressed in the others is found by its English name."""
    studio.window.open_page("settings")
    page = studio.window.page
    assert isinstance(page, SettingsPage)
    for number, name in enumerate(SECTIONS):
        page.show_section(number)
        studio.take(f"settings-{name}")


def first_run(studio: Studio) -> None:
    studio.conversation.level = -120.0
    studio.happens(StateChanged(0, "listening", False, False))
    house = household()
    first = FirstRun("Samantha", studio.bridge, house.doors)
    first.begin()
    for name in first_run_states(first, house, studio.conversation):
        studio.take(name, first)
    first.close()


def transcript_states(studio: Studio) -> None:
    studio.window.open_page("transcript")
    for name, words in (("search", "letter"), ("search-nothing", "lighthouse")):
        studio.search(words)
        studio.take(f"transcript-{name}")
    studio.window.page.escape()
    QTest.qWait(SETTLE_MS)
    view = studio.window.page.view  # type: ignore[attr-defined]
    view.selectRow(view.rowAt(view.viewport().height() // 2))
    studio.take("transcript-chosen")
    studio.window.page._bars.tell("Forked. Its self is on the page Companions.")  # type: ignore[attr-defined]
    studio.take("transcript-forked")
    studio.window.page._deeds.delete_chosen()  # type: ignore[attr-defined]
    studio.take("transcript-deleted")


def troubles(studio: Studio) -> None:
    studio.window.open_page("talk")
    studio.happens(StateChanged(0, "listening", True, True))
    studio.take("talk-muted")
    studio.happens(StageFailed(0, "speaker", "The loudspeaker went away. Plug it in again, or choose another one."))
    studio.take("talk-trouble")
    studio.window.resize(LOWEST)
    studio.take("talk-small")
    studio.happens(StageRecovered(0, "speaker"))
    for page in ("transcript", "memory", "companions"):
        studio.window.open_page(page)
        studio.take(f"{page}-small")
    studio.window.resize(USUAL)
    studio.window.open_page("talk")
    studio.transcript.begin_anew("my novel", NOON)
    studio.transcript.recall([one for one in episodes() if one.start.date() == NOON.date()][:4])
    studio.take("talk-self")


def main(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    scenes: tuple[tuple[list[Episode], tuple[Callable[[Studio], None], ...]], ...] = (
        ([], (empty_states, first_run)),
        (episodes(), (full_pages, companion_dialogs, selves_dialogs, selves_states)),
        (episodes(), (full_pages, transcript_states, settings_sections, troubles)),
    )
    for name, theme in (("light", style.LIGHT), ("dark", style.DARK)):
        style.theme = lambda theme=theme: theme  # type: ignore[misc]
        style.dress(application)
        for past, takes in scenes:
            studio = Studio(folder, name, past)
            for take in takes:
                take(studio)
            studio.close()
    _in_german(folder)
    return 0


def _in_german(folder: Path) -> None:
    """Longer words than English has: does everything fit? In the light theme."""
    style.theme = lambda: style.LIGHT  # type: ignore[misc]
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    speak(application, "de")
    style.dress(application)
    for past, takes in (([], (empty_states, first_run)), (episodes(), (full_pages, german_settings, troubles))):
        studio = Studio(folder, "german", past)
        for take in takes:
            take(studio)
        studio.close()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
