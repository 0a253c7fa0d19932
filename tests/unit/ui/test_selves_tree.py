"""The tree of selves on the page Companions, "Fork from here" on the page Transcript: every deed reaches its door."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.ui.bridge import Bridge
from app.ui.companions_page import CompanionsPage
from app.ui.dates import Dates
from app.ui.selves_dialogs import GiveMemories, LetGo, NameSelf
from app.ui.selves_doors import SelfCard
from app.ui.selves_tree import SelvesTree
from app.ui.selves_words import about_self, name_of
from app.ui.transcript_page import TranscriptPage
from tests.kit.kept_conversation import NOON, KeptConversation
from tests.kit.kept_household import KeptHousehold
from tests.kit.kept_selves import ENDING, FIRST, LINES, NOVEL, PLAIN, TREE
from tests.kit.kept_shelf import KeptShelf

DATES = Dates(date(2026, 3, 2))


@pytest.fixture
def page(qtbot: QtBot, dressed: QApplication, bridge: Bridge) -> CompanionsPage:
    bridge.household = KeptHousehold().doors
    page = CompanionsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    page.opened()
    qtbot.waitUntil(lambda: page.findChild(SelvesTree) is not None)
    return page


def tree(page: CompanionsPage, chosen: SelfCard = FIRST) -> SelvesTree:
    found = page.findChildren(SelvesTree)[-1]
    found.list.setCurrentIndex(found.list.model().index(TREE.index(chosen), 0))
    return found


def entry(page: CompanionsPage, chosen: SelfCard, words: str) -> QAction:
    return next(action for action in tree(page, chosen).findChildren(QAction) if action.text() == words)


def told(page: CompanionsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_each_self_is_named_and_described(qapp: QApplication) -> None:
    assert [name_of(card) for card in TREE] == [
        "The first self", "my novel", "another ending", "A self without a name",
    ]  # fmt: skip
    assert about_self(FIRST, DATES) == "Talks with you now · since 22 November 2025 · 1204 lines of its own"
    assert "more than 10000 lines of its own" in about_self(replace(FIRST, lines=10_001), DATES)
    assert about_self(ENDING, DATES) == "Since 1 March · one line of its own"
    assert about_self(SelfCard("se_max", "max", is_current=True), DATES) == (
        "Answers when called · nothing of its own yet"
    )


def test_the_tree_shows_all_with_the_line_they_were_forked_from(page: CompanionsPage) -> None:
    model = tree(page).list.model()
    texts = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert texts[1] == (
        "my novel. Since 14 February · 86 lines of its own. Forked after “What if the lighthouse keeper never leaves?”"
    )
    assert len(texts) == len(TREE)


def test_what_cannot_be_done_is_not_offered(page: CompanionsPage, conversation: KeptConversation) -> None:
    assert not tree(page, FIRST)._use.isEnabled()
    assert not entry(page, FIRST, "Let go…").isEnabled()
    assert tree(page, NOVEL)._use.isEnabled()
    assert entry(page, NOVEL, "Let go…").isEnabled()
    alone = SelvesTree([FIRST], DATES)
    assert not alone._give.isEnabled()
    assert alone._rest.isHidden()
    assert not SelvesTree([FIRST] * 500, DATES)._rest.isHidden()


def test_another_self_talks_from_now_on(qtbot: QtBot, page: CompanionsPage, conversation: KeptConversation) -> None:
    shown: list[str] = []
    page._bridge.self_changed.connect(shown.append)
    tree(page, NOVEL)._use.click()
    assert conversation.selves.done == [("use", "se_novel")]
    qtbot.waitUntil(lambda: "“my novel” talks with you now." in told(page))
    assert shown == ["my novel"]
    conversation.selves.problem = "A conversation is going on with another self."
    tree(page, NOVEL)._use.click()
    qtbot.waitUntil(lambda: "going on with another self" in told(page))


def test_the_self_of_another_companion_is_another_start(
    qtbot: QtBot, page: CompanionsPage, conversation: KeptConversation
) -> None:
    selves = page._selves
    selves._use(SelfCard("se_mine", "max"))
    qtbot.waitUntil(lambda: conversation.kept == {"conversation.companion": "max"})
    conversation.selves.problem = "There is no self se_mine."
    selves._use(SelfCard("se_mine", "quinn"))
    qtbot.waitUntil(lambda: "There is no self se_mine." in told(page))
    assert conversation.kept == {"conversation.companion": "max"}


def test_the_selves_of_another_are_unfolded_and_folded(qtbot: QtBot, page: CompanionsPage) -> None:
    card = page._cards[0]
    page._fold(card)
    qtbot.waitUntil(lambda: len(page.findChildren(SelvesTree)) == 2)
    page._fold(card)
    qtbot.waitUntil(lambda: len(page.findChildren(SelvesTree)) == 1)


def test_one_is_forked_and_one_is_renamed(
    page: CompanionsPage, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NameSelf, "is_wanted", lambda self: not self.name.setText(" the sea "))
    tree(page, NOVEL)._fork.click()
    entry(page, PLAIN, "Rename…").trigger()
    monkeypatch.setattr(NameSelf, "is_wanted", lambda self: False)
    tree(page, NOVEL)._fork.click()
    assert conversation.selves.done == [("fork", "se_novel", "the sea", None), ("rename", "se_plain", "the sea")]


def test_chosen_lines_are_given(
    qtbot: QtBot, page: CompanionsPage, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(self: GiveMemories) -> bool:
        qtbot.waitUntil(lambda: self.offered.count() == len(LINES))
        assert not self.go.isEnabled()
        self.offered.itemActivated.emit(self.offered.item(1))
        assert self.go.text() == "Give one line"
        self._field.setText("letters")
        assert [self.offered.item(row).isHidden() for row in range(3)] == [False, True, True]
        return True

    monkeypatch.setattr(GiveMemories, "is_wanted", choose)
    entry(page, NOVEL, "Give memories to another…").trigger()
    assert conversation.selves.done == [("give", "se_novel", "se_samantha", ("ep_1",))]


def test_who_knows_all_is_offered_nothing(qapp: QApplication, page: CompanionsPage) -> None:
    dialog = GiveMemories(NOVEL, (PLAIN,), lambda _: None, DATES, page)
    dialog.show_lines(())
    assert dialog.offered.item(0).text() == "It knows all of this already."
    dialog.offered.itemActivated.emit(dialog.offered.item(0))
    assert dialog.ids == ()


def test_one_is_let_go_after_a_farewell_into_a_file(
    page: CompanionsPage, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[str] = []

    def read(self: LetGo) -> bool:
        shown.append("\n".join(label.text() for label in self.findChildren(QLabel)))
        return True

    monkeypatch.setattr(LetGo, "is_wanted", read)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    entry(page, NOVEL, "Let go…").trigger()
    assert conversation.selves.done == []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x.jsonl"), ""))
    entry(page, NOVEL, "Let go…").trigger()
    assert conversation.selves.done == [("let go", "se_novel", tmp_path / "x.jsonl")]
    assert "Samantha: “Goodbye, and thank you for the time.”" in shown[0]
    assert "One self branched off it; it goes too." in shown[0]
    monkeypatch.setattr(LetGo, "is_wanted", lambda _: False)
    entry(page, PLAIN, "Let go…").trigger()
    assert len(conversation.selves.done) == 1


def test_what_will_be_gone_is_counted(qapp: QApplication, page: CompanionsPage) -> None:
    said = [
        label.text() for label in LetGo(replace(PLAIN, label="x"), 3, "Max", page).findChildren(QLabel)
    ]
    assert "It was told nothing of its own." in said
    assert "3 selves branched off it; they go too." in said


def test_a_line_of_the_transcript_is_forked_from(
    qtbot: QtBot, dressed: QApplication, bridge: Bridge, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation.shelf = KeptShelf([replace(LINES[1], start=NOON, end=NOON)])
    page = TranscriptPage("Samantha", bridge)
    qtbot.addWidget(page)
    page.show()
    shown: list[str] = []

    def name(self: NameSelf) -> bool:
        shown.extend(label.text() for label in self.findChildren(QLabel))
        self.name.setText("the boy")
        return True

    monkeypatch.setattr(NameSelf, "is_wanted", name)
    page._deeds.fork_wanted.emit(LINES[1])
    assert conversation.selves.done == [("fork", "", "the boy", "ep_1")]
    assert "“A boy, in the spring.”" in shown
    qtbot.waitUntil(lambda: any("Forked." in label.text() for label in page.findChildren(QLabel)))
