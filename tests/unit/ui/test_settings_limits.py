"""The card about the user's time: what is chosen there reaches the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.settings_limits import fill_limits
from app.ui.settings_parts import Choice, Switch
from app.ui.settings_section import Section
from tests.kit.kept_household import KeptHousehold


def test_what_is_chosen_is_kept(qtbot: QtBot, dressed: QApplication) -> None:
    house = KeptHousehold()
    section = Section(house.doors)
    qtbot.addWidget(section)
    fill_limits(section)
    begins, time = section.findChildren(Choice)
    begins.setCurrentIndex(begins.findData("rarely"))
    begins.activated.emit(begins.currentIndex())
    time.setCurrentIndex(time.findData("30"))
    time.activated.emit(time.currentIndex())
    for switch in section.findChildren(Switch):
        switch.click()
    assert house.done == [("proactive.talk", "rarely"), ("boundaries.allowance_min", 30), ("memory.asks", False),
                          ("memory.reads", False), ("boundaries.keep_log", True)]  # fmt: skip
