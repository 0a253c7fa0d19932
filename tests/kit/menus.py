"""What a row of the talk offers, chosen with the keys: by its menu. The mouse has tests of its own."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.ui.conversation_list import ConversationList


def pick(qtbot: QtBot, view: ConversationList, row: int, name: str) -> None:
    menu = view.menu_of(view.model().index(row, 0))
    qtbot.addWidget(menu)
    next(action for action in menu.actions() if action.text() == name).trigger()
