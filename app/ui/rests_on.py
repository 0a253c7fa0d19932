"""What a reply rests on, as one quiet line under it that unfolds: part of the page Talk, main thread.

Why: who is answered from memory wants to see from which, and to go there. What is forgotten leaves these lines too.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QStandardItem, QStandardItemModel

from app.events import MemoryForgotten, MemoryRecalled, QuotedMemory, ReplyEnded, ReplySentence
from app.ui.transcript import GUESS, KIND, LINKS, MEMORY, SIZE, SPOKEN, Kind


class RestsOn:
    """Rows of the kinds RECALLED and SOURCE in `model`, which has followed every event before."""

    def __init__(self, model: QStandardItemModel) -> None:
        self._model = model
        self._recalled: dict[int, tuple[QuotedMemory, ...]] = {}
        self._replies: dict[int, QPersistentModelIndex] = {}
        """Where each stands that is being said."""
        self._shown: list[tuple[QPersistentModelIndex, list[QuotedMemory]]] = []
        """Each line with what it stands for."""

    def follow(self, event: object) -> None:
        match event:
            case MemoryRecalled(turn=turn, memories=memories):
                self._recalled[turn] = memories
            case ReplySentence(turn=turn) if turn in self._recalled and turn not in self._replies:
                self._replies[turn] = QPersistentModelIndex(self._newest_reply())
            case ReplyEnded(turn=turn):
                memories, reply = self._recalled.pop(turn, ()), self._replies.pop(turn, None)
                if memories and reply is not None and reply.isValid():
                    self._tell(reply.row() + 1, list(memories))
            case MemoryForgotten(id=gone):
                self._forget(gone)

    def fold(self, row: int, *, is_open: bool) -> None:
        """Show what the line at `row` stands for, one below the other, or hide it again."""
        for place, memories in self._shown:
            if place.isValid() and place.row() == row:
                self._hide(row)
                if is_open:
                    for below, memory in enumerate(memories, row + 1):
                        self._model.insertRow(below, _row(Kind.SOURCE, memory.text, ("where",), memory.id))
                self._model.itemFromIndex(place).setData(("hide",) if is_open else ("show",), LINKS)

    def _newest_reply(self) -> QModelIndex:
        last = range(self._model.rowCount() - 1, -1, -1)
        found = (row for row in last if self._model.item(row).data(KIND) == Kind.COMPANION)
        return self._model.index(next(found), 0)

    def _tell(self, row: int, memories: list[QuotedMemory]) -> None:
        self._model.insertRow(row, _row(Kind.RECALLED, _counted(memories), ("show",)))
        self._shown.append((QPersistentModelIndex(self._model.index(row, 0)), memories))

    def _hide(self, row: int) -> None:
        while (below := self._model.item(row + 1)) is not None and below.data(KIND) == Kind.SOURCE:
            self._model.removeRow(row + 1)

    def _forget(self, gone: str) -> None:
        """No line shows it any more; a line that stands for nothing goes."""
        self._recalled = {
            turn: tuple(one for one in memories if one.id != gone) for turn, memories in self._recalled.items()
        }
        self._shown = [(place, memories) for place, memories in self._shown if place.isValid()]
        for place, memories in self._shown:
            left = [one for one in memories if one.id != gone]
            if len(left) < len(memories):
                memories[:] = left
                self.fold(place.row(), is_open=bool(left) and self._is_open(place.row()))
                if left:
                    _name(self._model.itemFromIndex(place), _counted(left))
                else:
                    self._model.removeRow(place.row())

    def _is_open(self, row: int) -> bool:
        return bool(self._model.item(row).data(LINKS) == ("hide",))


def _counted(memories: list[QuotedMemory]) -> str:
    count = len(memories)
    return _tr("From one memory.") if count == 1 else _tr("From {count} memories.").format(count=count)


def _row(kind: Kind, text: str, links: tuple[str, ...], memory: str = "") -> QStandardItem:
    item = QStandardItem()
    item.setData(kind.value, KIND)
    item.setData(GUESS, SIZE)
    item.setData(links, LINKS)
    item.setData(memory, MEMORY)
    item.setEditable(False)
    _name(item, " ".join(text.split()))
    return item


def _name(item: QStandardItem, text: str) -> None:
    """On the screen, and as a screen reader says it."""
    item.setText(text)
    item.setData(text, SPOKEN)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RestsOn", text)
