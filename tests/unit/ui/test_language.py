"""Every word of the window can be said in German, and nothing is written past tr()."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QLabel

from app.ui.language import speak, words_of
from app.ui.status import Status

UI = Path(__file__).resolve().parents[3] / "app" / "ui"
LANGUAGES = sorted(path.stem for path in (UI.parents[1] / "assets" / "words").glob("*.toml"))
SHOWN = {"setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "setTitle"}
NAMES = {"Earpiece", "earpiece"}


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """(file, name of what is called, the call)."""
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                yield path.name, name, node


def said() -> set[str]:
    return {
        node.args[name == "translate"].value
        for _, name, node in calls()
        if name in ("tr", "_tr", "translate") and isinstance(node.args[name == "translate"], ast.Constant)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_and_nothing_is_left_over(language: str) -> None:
    words = words_of(language)
    missing, left_over = sorted(said() - words.keys()), sorted(words.keys() - said())
    assert not missing, f"to be added to assets/words/{language}.toml: {missing}"
    assert not left_over, f"nobody says this any more, assets/words/{language}.toml: {left_over}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_is_the_same(language: str) -> None:
    for english, other in words_of(language).items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", other)), english
        assert english.count("\n") == other.count("\n"), english
        assert english.startswith(" ") == other.startswith(" "), english
        assert english.endswith(" ") == other.endswith(" "), english


def test_only_constants_are_translated() -> None:
    """A made-up string is in no list of words. (The functions named _tr hand on what they got.)"""
    handed_on = [
        (file, node.lineno)
        for file, name, node in calls()
        if name == "tr" and not isinstance(node.args[0], ast.Constant)
    ]
    assert not handed_on


def test_nothing_is_shown_past_tr() -> None:
    bare = [
        (file, node.lineno, node.args[0].value)
        for file, name, node in calls()
        if name in SHOWN and node.args and isinstance(node.args[0], ast.Constant)
        and re.search("[A-Za-z]", str(node.args[0].value)) and node.args[0].value not in NAMES
    ]  # fmt: skip
    assert not bare


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    assert speak(qapp, "de")
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(QLocale.c())


@pytest.mark.usefixtures("german")
def test_the_window_speaks_german(qtbot: object) -> None:
    del qtbot
    assert QLabel().tr("Quit") == "Beenden"
    assert Status(phase="awake", mic_muted=True, voice_muted=True).words == (
        "Stumm. Das Mikrofon ist geschlossen. Ich antworte schriftlich."
    )
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen", "Qt's own words, too"
    assert QCoreApplication.translate("nobody", "Not a word of ours") == "Not a word of ours"


def test_a_language_without_words_leaves_english(qapp: QApplication) -> None:
    assert not speak(qapp, "xx")
    assert QLabel().tr("Quit") == "Quit"
