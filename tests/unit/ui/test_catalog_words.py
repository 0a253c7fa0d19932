"""What the catalog that ships says of its speeds and profiles is known to the window's languages."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.ui import catalog_words
from app.ui.language import words_of
from app.ui.settings_models import FOR_TESTS
from app.weights.catalog_file import load_catalog


def test_every_speed_and_every_profile_can_be_said_in_german(qapp: QApplication) -> None:
    catalog, german = load_catalog(), words_of("de")
    profiles = [profile for profile in catalog.profiles.values() if profile.name != FOR_TESTS]
    told = [words for each in (*profiles, *catalog.weights.values()) for words in (each.speed,) if words]
    told += [profile.about for profile in profiles]
    assert told
    assert [words for words in told if words not in german] == []
    assert [catalog_words.translated(words) for words in told] == told, "English where the window is English"
