"""The captions beside the ring: what is understood so far, then what is said, with the word that is being said marked.

Part of the presence, on the main thread. A window of its own, so that the ring stays small to the mouse; clicks go
through it.
"""

from __future__ import annotations

import html
from bisect import bisect_right

from PySide6.QtCore import QElapsedTimer, QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QBitmap, QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.events import (
    FinalTranscript,
    PartialTranscript,
    PlayoutDucked,
    PlayoutFinished,
    PlayoutResumed,
    ReplyEnded,
    ReplySentence,
    StateChanged,
    WordsTimed,
)
from app.ui import style

WIDEST_PX = 340
GAP_PX = 10
INSIDE_PX = 14
LONGEST, LONGEST_READ = 180, 400
"""Characters; of a longer text the end is shown. A reply that nobody says is there to be read."""
STAYS_MS = 3_500
"""After the last word."""
READ_MS = 60
"""For one character of it: as fast as one speaks."""


class SpokenWords:
    """Which word of a sentence is being said. Times in seconds since its first sample; a duck stops the clock."""

    def __init__(self, text: str) -> None:
        self.words = text.split()
        self._starts_s: tuple[float, ...] = ()
        self._clock = QElapsedTimer()
        self._before_ms = 0
        self._is_running = True
        self._clock.start()

    def time(self, starts_s: tuple[float, ...]) -> None:
        """When each word begins. Another number of words than ours: nothing is marked."""
        self._starts_s = starts_s if len(starts_s) == len(self.words) else ()

    @property
    def is_timed(self) -> bool:
        return bool(self._starts_s)

    def run(self, *, is_on: bool) -> None:
        if is_on != self._is_running:
            self._before_ms += self._clock.restart() if self._is_running else 0
            self._clock.restart()
            self._is_running = is_on

    @property
    def now(self) -> int | None:
        """The number of the word; None: it cannot be told."""
        if not self._starts_s:
            return None
        at_s = (self._before_ms + (self._clock.elapsed() if self._is_running else 0)) / 1000
        return max(0, bisect_right(self._starts_s, at_s) - 1)


class Captions(QWidget):
    """`anchor`: the ring it belongs to."""

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor, anchor.windowFlags() | Qt.WindowType.WindowTransparentForInput)
        self._anchor = anchor
        self._label = QLabel(self)
        self._spoken: SpokenWords | None = None
        self._turn = 0
        self._marked: int | None = None
        self._is_veiled = False
        self._end = QTimer(self, singleShot=True)
        self._end.timeout.connect(self.hide)
        self.setObjectName("captions")
        self.setWindowTitle(self.tr("Earpiece captions"))
        for attribute in (
            Qt.WidgetAttribute.WA_TranslucentBackground, Qt.WidgetAttribute.WA_ShowWithoutActivating,
            Qt.WidgetAttribute.WA_TransparentForMouseEvents, Qt.WidgetAttribute.WA_X11NetWmWindowTypeToolBar,
        ):
            self.setAttribute(attribute)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSIDE_PX, INSIDE_PX - 4, INSIDE_PX, INSIDE_PX - 4)
        column.addWidget(self._label)

    @property
    def is_moving(self) -> bool:
        """A word is to be marked next."""
        return self._spoken is not None and self._marked is not None and self.isVisible()

    @property
    def text(self) -> str:
        """What is shown, with its marks."""
        return self._label.text() if self.isVisible() else ""

    @Slot(object)
    def follow(self, event: object) -> None:
        """One event (a Published)."""
        if self._is_veiled or not self._anchor.isVisible():
            return
        match event:
            case PartialTranscript(text=text) | FinalTranscript(text=text):
                self._spoken = None
                self._show(_soft(_end_of(text)))
            case ReplySentence(turn=turn, text=text):
                self._begin(turn, text)
            case WordsTimed(starts_s=starts_s) if self._spoken is not None:
                self._spoken.time(starts_s)
                self.move_on()
            case PlayoutDucked() | PlayoutResumed() if self._spoken is not None:
                self._spoken.run(is_on=isinstance(event, PlayoutResumed))
            case PlayoutFinished() | ReplyEnded():
                self._finish()
            case StateChanged(state="listening" | "asleep") if self._spoken is None and self.isVisible():
                self._leave()  # what sounded like words was none, and nobody will answer it

    @Slot(bool)
    def veil(self, is_on: bool) -> None:
        """While the screen is locked nobody reads what was said."""
        self._is_veiled = is_on
        if is_on:
            self._spoken = None
            self.hide()

    def say(self, text: str) -> None:
        """A line of ours, for a moment."""
        self._spoken = None
        self._show(html.escape(text))
        self._leave()

    def move_on(self) -> None:
        """The next word, if it is time."""
        marked = self._spoken.now if self._spoken is not None else None
        if self._spoken is not None and marked is not None and marked != self._marked:
            self._marked = marked
            self._show(_marked(self._spoken.words, marked))

    def place(self) -> None:
        """Beside the ring, on the side where there is room."""
        screen = QGuiApplication.screenAt(self._anchor.geometry().center()) or QGuiApplication.primaryScreen()
        free, ring = screen.availableGeometry(), self._anchor.geometry()
        is_left = ring.center().x() > free.center().x()
        x = ring.left() - GAP_PX - self.width() if is_left else ring.right() + GAP_PX
        y = min(max(free.top(), ring.center().y() - self.height() // 2), free.bottom() - self.height())
        self.move(QPoint(x, y))

    def redress(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        colours = style.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.setBrush(QColor(colours.ground))
        painter.drawRoundedRect(_plate(self.rect()), style.ROUND, style.ROUND)

    def _begin(self, turn: int, text: str) -> None:
        """A clause. The voice is muted, or cannot tell its times: then the next may come at once, and stands behind
        it."""
        if self._spoken is not None and not self._spoken.is_timed and turn == self._turn:
            text = " ".join((*self._spoken.words, text))
        self._turn, self._spoken, self._marked = turn, SpokenWords(text), None
        self._show(html.escape(_end_of(text, LONGEST_READ)))

    def _finish(self) -> None:
        """All of it was said, or it was stopped: no word is marked any more."""
        stays_ms = STAYS_MS
        if self._spoken is not None:
            text = " ".join(self._spoken.words)
            stays_ms += 0 if self._spoken.is_timed else READ_MS * len(text)
            self._show(html.escape(_end_of(text, LONGEST_READ)))
        self._spoken, self._marked = None, None
        self._leave(stays_ms)

    def _leave(self, stays_ms: int = STAYS_MS) -> None:
        """In a while, unless it is on its way already."""
        if not self._end.isActive():
            self._end.start(stays_ms)

    def _show(self, rich: str) -> None:
        self._end.stop()
        self._label.setStyleSheet(f"color: {style.theme().text}; background: transparent;")
        self._label.setText(rich)
        self._label.setFixedWidth(min(WIDEST_PX, self._widest()) - 2 * INSIDE_PX)
        self.adjustSize()
        self._cut_corners()
        self.place()
        self.show()

    def _widest(self) -> int:
        plain = QLabel(self._label.text())
        plain.setFont(self._label.font())
        return plain.sizeHint().width() + 2 * INSIDE_PX + 2

    def _cut_corners(self) -> None:
        """A desktop without a compositor would show them black."""
        mask = QBitmap(self.size())
        mask.fill(Qt.GlobalColor.color0)
        painter = QPainter(mask)
        painter.setBrush(Qt.GlobalColor.color1)
        painter.setPen(Qt.GlobalColor.color1)
        painter.drawRoundedRect(_plate(self.rect()), style.ROUND, style.ROUND)
        painter.end()
        self.setMask(mask)


def _plate(rect: QRect) -> QRectF:
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)


def _end_of(text: str, longest: int = LONGEST) -> str:
    """The end of a long text, from a word on."""
    if len(text) <= longest:
        return text
    return "… " + text[-longest:].partition(" ")[2]


def _soft(text: str) -> str:
    return f'<span style="color:{style.theme().soft}">{html.escape(text)}</span>'


def _marked(words: list[str], at: int) -> str:
    """Said, being said, and not yet said."""
    colours = style.theme()
    said, later = html.escape(" ".join(words[:at])), html.escape(" ".join(words[at + 1 :]))
    word = f'<span style="background:{colours.wash};color:{colours.accent}">{html.escape(words[at])}</span>'
    rest = f'<span style="color:{colours.soft}">{later}</span>' if later else ""
    return " ".join(part for part in (said, word, rest) if part)
