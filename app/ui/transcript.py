"""The conversation as rows: the model behind the window's list, folded from the session's events.

Why: the list must stay smooth with thousands of turns, so rows are plain items and no widgets. Lives on the main
thread; made before the window, so that nothing said early is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from app.events import (
    FinalTranscript,
    LineKept,
    MemoryForgotten,
    MemoryStored,
    PlayoutFinished,
    ReplyEnded,
    ReplySentence,
    SpeakerChanged,
)
from app.memory.protocol import SAME_CONVERSATION, Episode
from app.ui.kept_lines import KeptLines

KIND = Qt.ItemDataRole.UserRole + 1
UNHEARD = Qt.ItemDataRole.UserRole + 2
SAYING = Qt.ItemDataRole.UserRole + 3
"""(first character, character behind the last) of the word that is being said; what is behind it is not said yet."""
LINKS = Qt.ItemDataRole.UserRole + 4
"""What can be done with a row, keys of rows.LINK_WORDS; ()."""
MEMORY = Qt.ItemDataRole.UserRole + 5
"""The id of a row of the kind MEMORY."""
SHOWN = (Qt.ItemDataRole.DisplayRole, UNHEARD, LINKS)
"""A change of these may change a row's height."""
TEXT = Qt.ItemDataRole.DisplayRole

SIZE, SPOKEN = Qt.ItemDataRole.SizeHintRole, Qt.ItemDataRole.AccessibleTextRole
GUESS = QSize(0, 60)
"""A row's size until the list has measured it. (Without one Qt measures it by itself, which is slow.)"""
"""After a pause of this length (the transcript's own rule) the time is shown again."""


class Kind(StrEnum):
    """What a row is."""

    TIME = "time"
    YOU = "you"
    COMPANION = "companion"
    SPEAKER = "speaker"
    """The name of who speaks from here on, when another was called by name."""
    SELF = "self"
    """From here on another self of the companion talks."""
    MEMORY = "memory"
    GONE = "gone"
    """A memory that was forgotten."""
    RECALLED = "recalled"
    """What the reply above rests on, folded."""
    SOURCE = "source"
    """One of these memories."""


@dataclass
class LiveReply:
    """The reply of one turn while it grows; `heard` None: all of it so far."""

    item: QStandardItem
    sentences: list[str] = field(default_factory=list)
    heard: str | None = None

    def parts(self, written: str = "") -> tuple[str, str]:
        """(heard, unheard). `written`: the whole reply, once it is known."""
        said = " ".join(self.sentences)
        if self.heard is None:
            return said, ""
        whole = written or said
        return self.heard, whole[len(self.heard) :] if whole.startswith(self.heard) else ""


class Transcript(QStandardItemModel):
    """Rows of a KIND, with TEXT (what was said and heard) and UNHEARD (what would have followed)."""

    def __init__(self, companion: str) -> None:
        super().__init__()
        self._companion = companion
        self._replies: dict[int, LiveReply] = {}
        self._asked: dict[int, QStandardItem] = {}
        """The row of the latest turn: it may be reopened."""
        self._memories: dict[str, QStandardItem] = {}
        self._lines = KeptLines(self)
        self._cut: QStandardItem | None = None
        """The reply that "go on" would finish."""
        self._first: datetime | None = None
        self._last: datetime | None = None

    def follow(self, event: object, now: datetime) -> None:
        """One event (a Published), as it happens. `now`: the transcript's clock."""
        match event:
            case FinalTranscript(turn=turn, text=text):
                self._hear(turn, text, now)
            case SpeakerChanged(name=name):
                self._companion = name
                self._add(self._row(Kind.SPEAKER, name), now)
            case ReplySentence(turn=turn, text=text):
                reply = self._reply(turn, now)
                reply.sentences.append(text)
                self._show(reply.item, *reply.parts())
            case PlayoutFinished(turn=turn, heard_text=heard, interrupted=True) if turn in self._replies:
                self._replies[turn].heard = heard
                self._show(self._replies[turn].item, *self._replies[turn].parts())
            case ReplyEnded(turn=turn, text=text):
                self._end(turn, text, now)
            case MemoryStored() | LineKept() | MemoryForgotten():
                self._follow_memory(event, now)

    def _follow_memory(self, event: MemoryStored | LineKept | MemoryForgotten, now: datetime) -> None:
        match event:
            case MemoryStored(id=memory, text=text):
                self._remember(memory, text, now)
            case LineKept(turn=turn, speaker=speaker, id=line):
                self._lines.was_kept(turn, speaker, line)
            case MemoryForgotten(id=gone):
                self.settle_memory(gone, "", is_gone=True)
                self._forget(gone)

    def mark_word(self, turn: int, start: int, end: int) -> None:
        """Characters `start` .. `end` of the turn's last sentence are being said; below 0: nothing is."""
        reply = self._replies.get(turn)
        if reply is None or not reply.sentences:
            return
        before = len(reply.item.text()) - len(reply.sentences[-1])
        saying = (before + start, before + end) if start >= 0 and reply.heard is None else None
        if reply.item.data(SAYING) != saying:
            reply.item.setData(saying, SAYING)

    def settle_memory(self, memory: str, text: str, *, becomes: str = "", is_gone: bool = False) -> None:
        """What became of a memory: kept or edited (`text`, '' leaves it as it is; `becomes`: its new id), or gone."""
        item = self._memories.pop(memory, None) if is_gone else self._memories.get(memory)
        if item is None:
            return
        item.setData(() if is_gone else ("edit", "forget"), LINKS)
        if becomes:
            self._memories[becomes] = self._memories.pop(memory)
            item.setData(becomes, MEMORY)
        if is_gone or text:
            item.setData(Kind.GONE.value if is_gone else Kind.MEMORY.value, KIND)
            self._show(item, text, "")

    def offer(self, memory: str, links: tuple[str, ...]) -> None:
        """What can be done with a memory, from now on."""
        if memory in self._memories:
            self._memories[memory].setData(links, LINKS)

    def begin_anew(self, self_name: str, now: datetime) -> None:
        """Another self talks: the last one's lines go, and its own (`recall`) come above a line that says so."""
        self.removeRows(0, self.rowCount())
        self._lines.clear()
        self._replies, self._asked, self._memories, self._cut = {}, {}, {}, None
        self._first = self._last = now
        self._add(self._row(Kind.SELF, self.tr("“{name}” talks with you now.").format(name=self_name)), now)

    def recall(self, episodes: Sequence[Episode]) -> None:
        """Past turns, oldest first, go above what has happened since; what is shown already stays where it is, and what
        was forgotten and is back gets its place again."""
        rows: list[QStandardItem] = []
        last: datetime | None = None
        for number, episode in enumerate(episodes):
            if self._lines.knows(episode.id):
                continue
            if self._lines.was_forgotten(episode.id):
                self.insertRow(self._lines.place(episodes, number), self._past(episode))
            elif self._first is None or episode.start < self._first:
                rows += [*self._time_if_due(last, episode.start), self._past(episode)]
                last = episode.end
        if rows:
            self.invisibleRootItem().insertRows(0, rows)
            self._last = self._last or last

    def _past(self, episode: Episode) -> QStandardItem:
        """A row for what was said before."""
        item = self._row(Kind(episode.speaker if episode.speaker != "user" else "you"), episode.text)
        self._show(item, episode.text, f" {episode.unheard}" if episode.unheard else "")
        self._lines.keep(episode.id, item)
        return item

    def _forget(self, line: str) -> None:
        """Its row goes, and a time or a name above that stands over nothing then."""
        live = [reply.item for reply in self._replies.values()]
        for item in self._lines.forget(line, live):
            self._asked = {turn: asked for turn, asked in self._asked.items() if asked is not item}
            self._cut = None if self._cut is item else self._cut
            row = item.row()
            self.removeRow(row)
            while row and _stands_over_nothing(self.item(row - 1), self.item(row)):
                row -= 1
                self.removeRow(row)

    def _hear(self, turn: int, text: str, now: datetime) -> None:
        """The user's words; those of a turn that was reopened take the place of what it was before."""
        if turn in self._asked:
            self._show(self._asked[turn], text, "")
            return
        self._asked = {turn: self._row(Kind.YOU, text)}
        self._lines.say(turn, "user", self._asked[turn])
        self._add(self._asked[turn], now)

    def _reply(self, turn: int, now: datetime) -> LiveReply:
        if turn not in self._replies:
            self._replies[turn] = LiveReply(self._row(Kind.COMPANION, ""))
            self._offer_to_go_on(None)
            self._lines.say(turn, "companion", self._replies[turn].item)
            self._add(self._replies[turn].item, now)
        return self._replies[turn]

    def _end(self, turn: int, written: str, now: datetime) -> None:
        """What was written and never begun to be heard is shown too, all of it as unheard."""
        if turn not in self._replies and written:
            self._reply(turn, now).heard = ""
        reply = self._replies.pop(turn, None)
        if reply is not None:
            heard, unheard = reply.parts(written)
            reply.item.setData(None, SAYING)
            self._show(reply.item, heard, unheard)
            self._offer_to_go_on(reply.item if unheard and self._is_last(reply.item) else None)

    def _is_last(self, item: QStandardItem) -> bool:
        """No other reply is under way by now."""
        return all(reply.item.row() < item.row() for reply in self._replies.values())

    def _offer_to_go_on(self, item: QStandardItem | None) -> None:
        """Only the last reply that was cut can go on."""
        if self._cut is not None:
            self._cut.setData((), LINKS)
        self._cut = item
        if item is not None:
            item.setData(("go on",), LINKS)

    def _remember(self, memory: str, text: str, now: datetime) -> None:
        """As one line, where the conversation is."""
        row = self._row(Kind.MEMORY, text)
        row.setData(memory, MEMORY)
        row.setData(("keep", "edit", "forget"), LINKS)
        self._memories[memory] = row
        self._add(row, now)

    def _add(self, item: QStandardItem, now: datetime) -> None:
        for row in (*self._time_if_due(self._last, now), item):
            self.appendRow(row)
        self._first = self._first or now
        self._last = now

    def _time_if_due(self, last: datetime | None, now: datetime) -> list[QStandardItem]:
        if last is not None and now - last < SAME_CONVERSATION and now.date() == last.date():
            return []
        return [self._row(Kind.TIME, f"{QLocale().dayName(now.isoweekday())}, {now.hour}:{now.minute:02}")]

    def _row(self, kind: Kind, text: str) -> QStandardItem:
        item = QStandardItem(text)
        item.setData(kind.value, KIND)
        item.setData(GUESS, SIZE)
        item.setEditable(False)
        item.setSelectable(kind not in (Kind.TIME, Kind.SELF))
        self._name(item, text, "")
        return item

    def _show(self, item: QStandardItem, heard: str, unheard: str) -> None:
        if item.data(UNHEARD) != unheard:
            item.setData(unheard, UNHEARD)
        if item.text() != heard:
            item.setText(heard)
        self._name(item, heard, unheard)

    def _name(self, item: QStandardItem, heard: str, unheard: str) -> None:
        """What a screen reader says."""
        kept, you = self.tr("I kept this: "), self.tr("You: ")
        names = {Kind.YOU: you, Kind.COMPANION: f"{self._companion}: ", Kind.MEMORY: kept}
        who = names.get(item.data(KIND), "")
        not_heard = f" ({self.tr('not heard: {words}').format(words=unheard.strip())})" if unheard else ""
        item.setData(f"{who}{heard}{not_heard}", SPOKEN)


def _stands_over_nothing(item: QStandardItem, below: QStandardItem | None) -> bool:
    """A time or a name, and no line of its own."""
    heads = (Kind.TIME, Kind.SPEAKER)
    return item.data(KIND) in heads and (below is None or below.data(KIND) in heads)
