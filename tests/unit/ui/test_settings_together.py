"""Settings, Together: three switches for the tune, and one for each companion that may hear the others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from app.ui.bridge import Bridge
from app.ui.settings_page import SettingsPage
from app.ui.settings_parts import Switch
from tests.kit.kept_conversation import KeptConversation
from tests.kit.kept_household import KeptHousehold
from tests.kit.pictured_states import SECTIONS, delete

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]


@pytest.fixture
def house() -> KeptHousehold:
    return KeptHousehold(Settings(hears_others="samantha", tune_pace=False))


@pytest.fixture
def page(
    dressed: QApplication, bridge: Bridge, conversation: KeptConversation, house: KeptHousehold
) -> Iterator[SettingsPage]:
    page = SettingsPage("Samantha", bridge, house.doors)
    page.show()
    page.show_section(SECTIONS.index("together"))
    page.opened()
    dressed.processEvents()
    yield page
    delete(page)


def switch(page: SettingsPage, name: str) -> Switch:
    return next(found for found in page.section.findChildren(Switch) if found.accessibleName() == name)


def test_each_part_of_the_tune_has_its_switch(page: SettingsPage, house: KeptHousehold) -> None:
    assert not switch(page, "Speaking pace").isChecked()
    for name in ("Speaking pace", "Length", "Whisper"):
        switch(page, name).click()
    assert (house.now.tune_pace, house.now.tune_length, house.now.tune_whisper) == (True, False, False)


def test_who_hears_the_others_is_chosen_one_by_one(page: SettingsPage, house: KeptHousehold) -> None:
    assert [switch(page, name).isChecked() for name in ("Max", "Samantha")] == [False, True]
    switch(page, "Max").click()
    assert house.now.hears_others == "all"
    switch(page, "Samantha").click()
    assert house.now.hears_others == "max"
    switch(page, "Max").click()
    assert house.now.hears_others == "none"
