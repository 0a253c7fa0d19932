"""The first run as a window: what is said and heard between first_meeting.py (the questions) and first_page.py (looks).

Shown by app.ui.app on the main thread, instead of the window, when nobody has met this companion here. What it says is
spoken and written at once; what the user says is heard and kept (OnlyListen), but not answered by the model. Nothing
waits for anything: engines that still load speak later, a download is shown at the bottom.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.events import FinalTranscript, PartialTranscript
from app.settings import Value
from app.ui.answers import Answers
from app.ui.bridge import Bridge
from app.ui.first_meeting import FirstMeeting, Outcome, Scene
from app.ui.first_page import FirstPage
from app.ui.first_voice import FirstVoice
from app.ui.household import Household, Models, RoomWords
from app.ui.level_meter import LevelWatch
from app.ui.saying import Saying
from app.ui.status import BUSY, Status

USUAL = QSize(940, 660)
LOWEST = QSize(560, 600)


class FirstRun(QWidget):
    """`finished`: the conversation may begin. It hides itself then."""

    finished = Signal()

    def __init__(self, companion: str, bridge: Bridge, household: Household) -> None:
        super().__init__()
        self._bridge = bridge
        self._household = household
        self._meeting = FirstMeeting(companion)
        self._saying = Saying(bridge, self)
        self._answers = Answers(self)
        self._watch = LevelWatch(bridge, self)
        self._told: set[str] = set()
        """Sentences that were told for the user: they come back as heard."""
        self._is_over = self._is_testing = self._only_listens = False
        self.page = FirstPage(household)
        self._voice = FirstVoice(household, self.page, self._saying)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(f"{companion} · Earpiece")
        self.setMinimumSize(LOWEST)
        self.resize(USUAL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self._connect()

    def _connect(self) -> None:
        page, meeting = self.page, self._meeting
        page.went_on.connect(self.go_on)
        page.skipped.connect(lambda: self._ask(meeting.skip()))
        page.went_back.connect(lambda: self._ask(meeting.back()))
        page.ended.connect(lambda: self._ask(meeting.end()))
        page.stage.answered.connect(self.answer)
        page.stage.changed.connect(self._keep)
        page.stage.replies.connect(lambda value: self._ask(meeting.choose_replies(value)))
        page.stage.begins.connect(lambda value: self._ask(meeting.choose_begins(value)))
        self._watch.level.connect(page.show_level)
        self._bridge.happened.connect(self._follow)
        self._bridge.status_changed.connect(self._show_status)
        self._show_status(self._bridge.status)
        QShortcut(QKeySequence("Esc"), self, self._saying.stop)
        QShortcut(QKeySequence("Ctrl+Q"), self, self._bridge.quit)

    # ---- how it begins and ends ------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Show itself and say hello."""
        from app.wishes import OnlyListen

        self._keep("conversation.first_run", "again")  # until it is done: who quits in the middle meets it again
        self._only_listens = True
        self._bridge.post(OnlyListen(True))
        self._watch.look(is_on=True)
        self._household.models.look(self._answers.to(self._bring_missing))
        self.bring_up()
        self._show(self._meeting.scene())

    def bring_up(self) -> None:
        """To the front, with the keys."""
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def end(self) -> None:
        """The conversation begins. Safe to call twice."""
        if self._is_over:
            return
        self._is_over = True
        self._watch.look(is_on=False)
        self._keep("conversation.first_run", "done")
        self._let_answer()
        self.hide()
        self.finished.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        super().closeEvent(event)
        self._saying.stop()
        self.end()

    def redress(self) -> None:
        """The colours of the desktop have changed."""
        self.page.redress()

    # ---- the questions ---------------------------------------------------------------------------------------------

    @Slot(str)
    def answer(self, text: str) -> None:
        """Words of the user, spoken or typed."""
        self._ask(self._meeting.answer(text))

    @Slot()
    def go_on(self) -> None:
        """The main button."""
        if self._meeting.step == "done":
            self.end()
        elif self._meeting.step == "room" and not self.page.stage.has_room:
            self._test_room()
        elif typed := self.page.stage.area.take():
            self.answer(typed)
        else:
            self._ask(self._meeting.skip())

    def _ask(self, outcome: Outcome) -> None:
        """Say, show and do what came of an answer."""
        for key, value in outcome.keep:
            self._keep(key, value)
        if outcome.told:
            self._tell(outcome.told)
        if outcome.say:
            self._saying.say(outcome.say)
            self.page.line.setText(outcome.say)
        if outcome.act == "test room":
            self._test_room()
        elif outcome.act == "hear voice":
            self._voice.hear()
        elif outcome.act:
            self._voice.choose(outcome.act == "woman's voice")
        self.page.stage.show_heard(self._meeting.heard)
        if outcome.scene is not None:
            self._show(outcome.scene)

    def _show(self, scene: Scene) -> None:
        """Said and written at once."""
        conversation = self._bridge.conversation
        way = "" if conversation is None else conversation.key_words()
        self.page.show_scene(scene, self._meeting.dot, self._meeting.told, way)
        self._saying.say(scene.aloud)
        if scene.step == "done":
            self._let_answer()

    def _let_answer(self) -> None:
        """From here on the companion answers: what is said to the last question begins the conversation."""
        from app.wishes import OnlyListen

        if self._only_listens:
            self._only_listens = False
            self._bridge.post(OnlyListen(False))

    def _tell(self, sentence: str) -> None:
        """As if the user had said it: kept like every turn, and known in the conversation that follows."""
        from app.wishes import Type

        self._told.add(sentence)
        self._bridge.post(Type(sentence, aloud=False))

    def _keep(self, key: str, value: Value) -> None:
        self._household.settings.change(key, value, self._answers.to(self._show_problem))

    def _test_room(self) -> None:
        self._is_testing = True
        self.page.stage.show_room_running()
        self.page.main.setEnabled(False)
        self._saying.stop()
        self._household.sound.test_room(self._answers.to(self._show_room))

    # ---- what is told from outside ---------------------------------------------------------------------------------

    @Slot(object)
    def _follow(self, event: object) -> None:
        if self._is_over:
            return
        if isinstance(event, PartialTranscript):
            self.page.caption.setText(f"“{event.text} …”")
        elif isinstance(event, FinalTranscript) and event.text not in self._told:
            self.page.caption.setText("")
            self.end() if self._meeting.step == "done" else self.answer(event.text)

    @Slot(object)
    def _show_status(self, status: Status) -> None:
        self.page.ring.breathe(is_on=status.state in BUSY and status.phase == "awake")
        muted = self.tr("The microphone is muted. You can type everything.")
        is_muted = status.mic_muted and not self._is_testing
        self._show_problem("\n".join(status.problems) or (muted if is_muted else ""))

    @Slot(str)
    def _show_problem(self, problem: str) -> None:
        self.page.problem.setText(problem)

    @Slot(object)
    def _show_room(self, room: RoomWords) -> None:
        self._is_testing = False
        self.page.stage.show_room(room)
        self.page.main.setEnabled(True)
        if self._meeting.step == "room":
            self.page.show_buttons("room")
            self._saying.say(room.words)

    @Slot(object)
    def _bring_missing(self, models: Models) -> None:
        """The models that were chosen for this machine arrive while we talk."""
        self._voice.show(models)
        missing = tuple(dict.fromkeys(name for each in models.profiles if each.is_chosen for name in each.missing))
        if missing:
            self._household.models.bring(missing, self._answers.to(self.page.show_arrival))
