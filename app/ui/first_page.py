"""How a question of the first run looks: ring, remark, question, what it needs, a way on and a way past it.

Part of first_run.py, which decides what is asked; on the main thread. Every question has the same room, so that nothing
jumps from one to the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.ui import style
from app.ui.first_meeting import ASKED, Scene, Step
from app.ui.first_ring import Ring
from app.ui.first_stage import Stage
from app.ui.first_steps import WIDTH, in_the_middle
from app.ui.household import Arrival, Household
from app.ui.settings_parts import button, words
from app.ui.settings_style import sheet


class FirstPage(QWidget):
    """`went_on`: the main button; `skipped`, `went_back`: one question; `ended`: no more of them."""

    went_on = Signal()
    skipped = Signal()
    went_back = Signal()
    ended = Signal()

    def __init__(self, household: Household) -> None:
        super().__init__()
        self._dot: int | None = None
        self.ring, self.stage = Ring(), Stage(household)
        self._remark, self.line = words("", role="reply"), words("", role="reply", is_soft=True)
        self.title = words("", role="title", weight=QFont.Weight.DemiBold)
        self.caption, self.problem = words("", is_soft=True), words("", role="small")
        self.main = button("", "main", self.went_on.emit)
        self._skip = button(self.tr("Skip"), "quiet", self.skipped.emit)
        self._back = button(self.tr("Back"), "quiet", self.went_back.emit)
        self._all = button(self.tr("Skip all of it"), "quiet", self.ended.emit)
        self._dots, self._arriving, self._bar = QLabel(), words("", role="small", is_soft=True), QProgressBar()
        self._arrange()

    # ---- what is shown ---------------------------------------------------------------------------------------------

    def show_scene(self, scene: Scene, dot: int | None, told: Sequence[str], way: str) -> None:
        """`dot`: which question it is; `told`: what was learnt; `way`: how the key is heard."""
        self._dot = dot
        self._remark.setText(scene.remark)
        self.title.setText(scene.title)
        self.line.setText(scene.words)
        self.caption.setText("")
        self.stage.ask(scene.step, told)
        self.stage.show_key_way(way)
        self.show_buttons(scene.step)

    def show_buttons(self, step: Step) -> None:
        """A way on, unless the answer is one; a way past, unless there is nothing to pass."""
        main = {
            "hello": self.tr("Say hello"), "microphone": "", "talk": "", "begins": "", "done": self.tr("Start talking"),
            "room": self.tr("Next") if self.stage.has_room else self.tr("Play the sound"),
        }.get(step, self.tr("Next"))  # fmt: skip
        self.main.setText(main)
        self.main.setAccessibleName(main)
        self.main.setVisible(bool(main))
        is_asked = self._dot is not None
        for part in (self._skip, self._back, self._dots):
            part.setVisible(is_asked)
        self._all.setVisible(step != "done")
        self._show_dots()
        if not self.stage.has_keys:
            (self.main if main else self._skip).setFocus()

    @Slot(object)
    def show_arrival(self, arrival: Arrival) -> None:
        """A download, while we talk."""
        here = self.tr("My larger model is here. I use it when I wake up the next time.")
        coming = self.tr("A larger model is arriving: {figures}").format(figures=arrival.figures)
        self._show_arrival(arrival, here, coming)

    @Slot(object)
    def show_voice_arrival(self, arrival: Arrival) -> None:
        """Of a voice that was chosen."""
        coming = self.tr("The voice is arriving: {figures}").format(figures=arrival.figures)
        self._show_arrival(arrival, "", coming if arrival.figures else self.tr("The voice is arriving"))

    def _show_arrival(self, arrival: Arrival, here: str, coming: str) -> None:
        self._arriving.setText(arrival.problem or (here if arrival.is_over else coming))
        self._bar.setValue(round(arrival.share * 1000))
        self._bar.setVisible(not arrival.is_over)

    @Slot(float)
    def show_level(self, level_db: float) -> None:
        """Of the microphone."""
        self.ring.show_level(level_db)
        self.stage.area.show_level(level_db)

    def redress(self) -> None:
        """The colours of the desktop have changed."""
        self.setStyleSheet(sheet())
        self._show_dots()
        self.ring.update()

    def _show_dots(self) -> None:
        self._dots.setText(_dots(self._dot))
        number = self.tr("Question {number} of {all}").format(number=(self._dot or 0) + 1, all=len(ASKED))
        self._dots.setAccessibleName(number)

    # ---- how it is put together ------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.problem.setObjectName("problem")
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.hide()
        for label in (self.title, self.line, self.caption, self.problem, self._arriving):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._remark.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        for label, lines in ((self._remark, 2), (self.line, 2), (self.caption, 1)):
            label.setMinimumHeight(lines * label.fontMetrics().lineSpacing())
        self.stage.setMinimumHeight(96)
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self._all)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.EDGE, 16, style.EDGE, 20)
        column.setSpacing(0)
        column.addLayout(top)
        column.addStretch(2)
        column.addLayout(in_the_middle(self._inside()))
        column.addStretch(3)
        column.addLayout(in_the_middle(_stacked(6, self.problem, self._arriving, self._bar)))
        self.redress()

    def _inside(self) -> QWidget:
        """From the ring to the dots."""
        inside = QWidget()
        inside.setFixedWidth(WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(in_the_middle(self.ring))
        parts = ((self._remark, 10), (self.title, 16), (self.line, 10), (self.stage, 18), (self.caption, 6))
        for part, above in parts:
            column.addSpacing(above)
            column.addWidget(part)
        column.addSpacing(14)
        column.addLayout(self._buttons())
        column.addSpacing(20)
        column.addLayout(in_the_middle(self._dots))
        return inside

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addStretch(1)
        for each in (self._back, self.main, self._skip):
            row.addWidget(each)
        row.addStretch(1)
        return row


def _stacked(spacing: int, *parts: QWidget) -> QWidget:
    holder = QWidget()
    holder.setFixedWidth(WIDTH)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for part in parts:
        column.addWidget(part)
    return holder


def _dots(at: int | None) -> str:
    """A row of short dashes, the one of now in the accent colour (and longer, for who sees no colour)."""
    colours = style.theme()
    dash = '<span style="color:{ink}">{mark}</span>'
    marks = [("━━", colours.accent) if n == at else ("━", colours.edge) for n in range(len(ASKED))]
    return "&nbsp;&nbsp;".join(dash.format(ink=ink, mark=mark) for mark, ink in marks)
