"""Puts the settings page and the first run into every state that a designer wants to see, one after the other.

For scripts/screenshots and for who looks at them: each step of the generators leaves the widget in the state that it
names, ready to be grabbed once Qt has had its turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.events import FinalTranscript, PartialTranscript
from app.ui.first_meeting import READ
from app.ui.first_run import FirstRun
from app.ui.household import Arrival
from app.ui.settings_page import SettingsPage
from tests.kit.kept_conversation import KeptConversation
from tests.kit.kept_household import BIG, MODELS, KeptHousehold

ARRIVAL = Arrival(BIG, 0.42, "470 MB / 1.12 GB")
SECTIONS = ("sound", "listening", "voice", "models", "privacy", "life", "together")


def household() -> KeptHousehold:
    """With a larger model that is still to come."""
    house = KeptHousehold()
    light, standard = MODELS.profiles
    house.models_now = replace(MODELS, profiles=(replace(light, is_chosen=False), replace(standard, is_chosen=True)))
    return house


def settings_states(page: SettingsPage, house: KeptHousehold, conversation: KeptConversation) -> Iterator[str]:
    """`page` is on the screen."""
    conversation.level = -28.0
    for number, name in enumerate(SECTIONS):
        page.show_section(number)
        yield f"settings-{name}"
    page.show_section(SECTIONS.index("models"))
    yield from _pressed(page, "Download standard")
    if house.arrive is not None:
        house.arrive(ARRIVAL)
    yield "settings-models-arriving"
    page.show_section(SECTIONS.index("privacy"))
    yield from _pressed(page, "Delete everything…")
    house.problem, house.needs_restart = "The disk is full. Free some space.", True
    page.show_section(SECTIONS.index("life"))
    yield from _pressed(page, "Quiet hours")


def first_run_states(first: FirstRun, house: KeptHousehold, conversation: KeptConversation) -> Iterator[str]:
    """`first` has begun."""
    yield "first-hello"
    first.go_on()
    conversation.level = -28.0
    conversation.publish(FinalTranscript(0.0, 1, "The cat will sing while it rains."))
    yield "first-microphone"
    if house.arrive is not None:
        house.arrive(ARRIVAL)
    first.answer(READ)
    first.go_on()
    yield "first-room"
    first.go_on()
    conversation.publish(PartialTranscript(0.0, 2, "my name is"))
    yield "first-name"
    first.answer("Theo")
    yield "first-wish"
    first.answer("Somebody to think aloud with")
    yield "first-voice"
    first.go_on()
    yield "first-talk"
    first.answer("the usual")
    yield "first-begins"
    first.answer("once a day")
    yield "first-key"
    first.go_on()
    yield "first-done"


def delete(widget: QWidget) -> None:
    """Now: what is only closed is styled again by every test that follows."""
    widget.hide()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


def _pressed(page: SettingsPage, name: str) -> Iterator[str]:
    """Wait for the section to be filled, then press."""
    yield f"settings-before-{name.split()[0].lower()}"
    next(found for found in page.section.findChildren(QAbstractButton) if found.accessibleName() == name).click()
    yield f"settings-after-{name.split()[0].lower()}"
