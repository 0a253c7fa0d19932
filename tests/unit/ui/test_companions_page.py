"""The page Companions: who is shown, and that every deed reaches its door."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.events import StateChanged
from app.ui.bridge import Bridge
from app.ui.companion_dialogs import EditCompanion, ImportCompanion, NewCompanion, ReadCompanion
from app.ui.companions_page import CompanionsPage
from app.wishes import Say
from tests.kit.kept_companions import CARDS, PREVIEW
from tests.kit.kept_conversation import KeptConversation
from tests.kit.kept_household import KeptHousehold

MAX, MORGAN, SAMANTHA, QUINN, BROKEN = CARDS


@pytest.fixture
def house(bridge: Bridge) -> KeptHousehold:
    kept = KeptHousehold()
    bridge.household = kept.doors
    return kept


@pytest.fixture
def page(qtbot: QtBot, dressed: QApplication, bridge: Bridge, house: KeptHousehold) -> CompanionsPage:
    page = CompanionsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    page.opened()
    qtbot.waitUntil(lambda: "Morgan" in texts(page))
    return page


def texts(page: CompanionsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def deed(page: CompanionsPage, name: str, words: str) -> None:
    """The entry of a companion's menu."""
    for button in page.findChildren(QPushButton):
        if button.accessibleName() == f"More about {name}":
            menu = button.menu()
    next(action for action in menu.actions() if action.text() == words).trigger()


def answers(monkeypatch: pytest.MonkeyPatch, is_yes: bool = True) -> None:
    code = QDialog.DialogCode.Accepted if is_yes else QDialog.DialogCode.Rejected
    monkeypatch.setattr(QDialog, "exec", lambda _: code)


def test_everybody_is_shown_the_one_who_answers_first(page: CompanionsPage) -> None:
    shown = texts(page)
    assert shown.index("Samantha") < shown.index("Max")
    assert "For work: plans, decisions, the next step." in shown
    assert "Talks with you now." in shown
    assert BROKEN.problem in shown


def test_another_one_is_chosen(page: CompanionsPage, conversation: KeptConversation) -> None:
    next(button for button in page.findChildren(QPushButton) if button.text() == "Talk to Quinn").click()
    assert conversation.kept == {"conversation.companion": "quinn"}


def test_one_is_heard_in_its_own_voice_or_read(
    qtbot: QtBot, page: CompanionsPage, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(ReadCompanion, "is_wanted", lambda self: bool(shown.append(self.windowTitle())))
    conversation.publish(StateChanged(0, "listening", False, False))
    deed(page, "Samantha", "Hear it")
    qtbot.waitUntil(lambda: Say(SAMANTHA.greeting) in conversation.posted)
    deed(page, "Max", "Hear it")
    assert shown == ["How Max talks"]


def test_one_is_made_and_opened(
    qtbot: QtBot, page: CompanionsPage, house: KeptHousehold, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch)
    opened: list[str] = []
    monkeypatch.setattr(EditCompanion, "is_wanted", lambda self: bool(opened.append(self.windowTitle())))
    next(button for button in page.findChildren(QPushButton) if button.text() == "New companion…").click()
    qtbot.waitUntil(lambda: opened == ["Edit Quinn"])
    assert ("make", "", "") in house.done


def test_what_was_changed_is_kept_and_nothing_else(
    qtbot: QtBot, page: CompanionsPage, house: KeptHousehold, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(self: EditCompanion) -> bool:
        self.greeting.setText(" You! ")
        self.reminds.setChecked(True)
        self.style_rules.setPlainText("One.\n\n Two.")
        return True

    monkeypatch.setattr(EditCompanion, "is_wanted", write)
    deed(page, "Samantha", "Edit…")
    changes = {"greeting": "You!", "style": ["One.", "Two."], "starts": ["greeting", "open_threads"]}
    assert house.done == [("change companion", "samantha", changes)]
    qtbot.waitUntil(lambda: "Saved. It holds from the next start on." in texts(page))


def test_a_card_is_looked_at_before_it_is_kept(
    qtbot: QtBot, page: CompanionsPage, house: KeptHousehold, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "card.png"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(ImportCompanion, "is_wanted", lambda self: not self.adult.setChecked(True))
    next(button for button in page.findChildren(QPushButton) if button.text() == "Import a card…").click()
    qtbot.waitUntil(lambda: ("bring", path, "Seraphina", True) in house.done)
    house.companions.shown = replace(PREVIEW, problem="There is no character card in this picture.")
    page.look_at(path)
    qtbot.waitUntil(lambda: "There is no character card in this picture." in texts(page))


def test_the_preview_tells_what_was_left_out(qtbot: QtBot, page: CompanionsPage) -> None:
    dialog = ImportCompanion(PREVIEW, page)
    shown = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert all(line in shown for line in (*PREVIEW.understood, *PREVIEW.dropped))
    assert not dialog.adult.isHidden()
    assert ImportCompanion(replace(PREVIEW, is_adult=False, samples=(), greeting=""), page).adult.isHidden()


def test_one_is_exported_or_deleted(
    qtbot: QtBot, page: CompanionsPage, house: KeptHousehold, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "q.json"), ""))
    deed(page, "Quinn", "Export…")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    deed(page, "Quinn", "Delete…")
    assert house.done == [("export companion", "quinn", tmp_path / "q.json")]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    house.companions.problem = "The disk is full."
    deed(page, "Quinn", "Delete…")
    assert house.done[-1] == ("delete companion", "quinn")
    qtbot.waitUntil(lambda: "The disk is full." in texts(page))


def test_the_dialogs_can_be_left(page: CompanionsPage, house: KeptHousehold, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, is_yes=False)
    assert not NewCompanion(page).is_wanted()
    deed(page, "Samantha", "Edit…")
    next(button for button in page.findChildren(QPushButton) if button.text() == "New companion…").click()
    assert house.done == []
