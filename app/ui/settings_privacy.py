"""Settings, Privacy: in words and figures what is kept, where and since when; open the folder, delete everything.

A section of the settings page, on the main thread.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.ui.household import Holdings, Household, size_words
from app.ui.settings_parts import Row, Switch, beside, button
from app.ui.settings_section import Section


class PrivacySection(Section):
    """Deleting takes two clicks, the second one on words that say what goes."""

    def __init__(self, household: Household) -> None:
        super().__init__(household)
        self._at = ""
        card = self.add_card(self.tr("What stays, and what never leaves"))
        card.add(
            Row(
                self.tr("No sound is kept"),
                self.tr("What you say becomes text on this computer, and the sound is gone. Nothing is sent anywhere."),
            )
        )
        self._text = card.add(Row(self.tr("What was said is kept as text"), self.tr("Looking…")))
        self._locked = card.add(Row(self.tr("Encryption")))
        title, is_on = self.tr("Lock it with this computer's keyring"), household.settings.now.keyring
        switch = Switch(title, is_on=is_on, act=lambda on: self.keep("memory.keyring", on))
        about = self.tr(
            "From the next start on, where there is one; a recovery key is shown once. "
            "Off: what is locked stays locked."
        )
        self._keyring = card.add(Row(title, about, switch))
        self._keyring.hide()
        self._kept = self.add_card(self.tr("On the disk"))
        self._open = button(self.tr("Open folder"), act=self._show_folder)
        self._open.setEnabled(False)
        self._folder = self._kept.add(Row(self.tr("Everything of yours is in one folder"), control=self._open))
        self._things: list[QWidget] = []
        self._models = Row(self.tr("Models"))
        self._kept.add(self._models)
        self._fill_wipe()

    def _fill_wipe(self) -> None:
        card = self.add_card(self.tr("Start over"))
        self._ask = button(self.tr("Delete everything…"), act=lambda: self._sure(is_asking=True))
        self._wipe = card.add(
            Row(self.tr("Delete all of it"), self.tr("Settings, transcript, memories and companions."), self._ask)
        )
        self._yes = button(self.tr("Delete and quit"), "main", self.household.folder.wipe)
        self._no = button(self.tr("Keep everything"), act=lambda: self._sure(is_asking=False))
        self._question = card.add(
            Row(
                self.tr("This cannot be undone."),
                self.tr("All that we ever said is deleted from the disk. The models stay."),
                beside(self._no, self._yes),
                is_wide=True,
            )
        )
        self._question.hide()

    def opened(self) -> None:
        self._sure(is_asking=False)
        self.household.folder.look(self.answers.to(self._show))

    def _sure(self, *, is_asking: bool) -> None:
        self._question.setVisible(is_asking)
        self._ask.setEnabled(not is_asking)
        if is_asking:
            self._no.setFocus()
            QTimer.singleShot(0, lambda: self.ensureWidgetVisible(self._question))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._at))

    @Slot(object)
    def _show(self, held: Holdings) -> None:
        self._at = held.folder
        self._open.setEnabled(True)
        since = _long(held.since) if held.since else ""
        self._text.say(
            self.tr("Since {day}. You can read, correct and delete every line.").format(day=since)
            if since
            else self.tr("Nothing was said yet.")
        )
        self._locked.say(
            self.tr("On. Nobody reads it without your passphrase or your keyring.")
            if held.is_encrypted
            else self.tr("Off. Whoever can open your files can read it.")
        )
        self._keyring.setVisible(held.locks_itself)
        self._folder.say(held.folder)
        self._models.say(f"{size_words(held.models_bytes)} · {held.models_folder}")
        self._list(held)

    def _list(self, held: Holdings) -> None:
        for row in self._things:
            row.setParent(None)
            row.deleteLater()
        self._things = [self._kept.add(Row(_named(each.what), size_words(each.size_bytes))) for each in held.things]
        self._kept.put_last(self._models)


def _named(what: str) -> str:
    """What household/folder.py calls it, in the window's language."""
    translate = QCoreApplication.translate
    caches = "Prompt caches: who your companions are, prepared for the model"
    return {
        "Transcript and memories": translate("Privacy", "Transcript and memories"),
        "Companions of your own": translate("Privacy", "Companions of your own"),
        caches: translate("Privacy", "Prompt caches: who your companions are, prepared for the model"),
        "Your voice print": translate("Privacy", "Your voice print"),
        "Settings": translate("Privacy", "Settings"),
        "Log: times and counts, never words": translate("Privacy", "Log: times and counts, never words"),
    }.get(what, what)


def _long(day: date) -> str:
    """As one writes it here."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
