"""Settings, Models: which profile is used, how quick it is, what it needs, what lies on the disk under which licence,
and downloads.

A section of the settings page, on the main thread.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QButtonGroup, QProgressBar, QPushButton, QRadioButton, QVBoxLayout, QWidget

from app.ui.catalog_words import translated
from app.ui.household import Arrival, Household, ModelCard, Models, ProfileCard, Stop, size_words
from app.ui.promptness import Promptness
from app.ui.settings_parts import Card, Row, button
from app.ui.settings_section import Section

FOR_TESTS = "tiny"


class Download(QWidget):
    """A bar with its figures, and what stops it."""

    def __init__(self, stop: QPushButton) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._row = Row(QCoreApplication.translate("Download", "Arriving"), control=stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._row)
        inside = QVBoxLayout()
        inside.setContentsMargins(18, 0, 18, 16)
        inside.addWidget(self._bar)
        column.addLayout(inside)

    def show_arrival(self, arrival: Arrival) -> None:
        self._bar.setValue(round(arrival.share * 1000))
        self._bar.setAccessibleName(f"{arrival.title} {arrival.share:.0%}")
        self._row.say(" · ".join(part for part in (arrival.title, arrival.figures) if part))


class ModelsSection(Section):
    """Downloads go on while another section is in front."""

    def __init__(self, household: Household, promptness: Promptness) -> None:
        super().__init__(household)
        self._promptness = promptness
        self._profiles = self.add_card(self.tr("Which models I use"))
        self._group = QButtonGroup(self)
        self._stop: Stop | None = None
        self._download = Download(button(self.tr("Stop"), act=self._halt))
        self._profiles.add(self._download)
        self._download.hide()
        self._weights = self.add_card(self.tr("On this computer"))
        self._rows: list[QWidget] = []

    def opened(self) -> None:
        self.household.models.look(self.answers.to(self._show))

    @Slot(object)
    def _show(self, models: Models) -> None:
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = []
        for profile in models.profiles:
            if profile.name != FOR_TESTS or profile.is_running or profile.is_chosen:
                self._add(self._profiles, self._profile_row(profile, models.why))
        for weight in models.weights:
            if weight.is_used or weight.state != "missing":
                self._add(self._weights, _weight_row(weight))
        self._profiles.put_last(self._download)

    def _add(self, card: Card, row: QWidget) -> None:
        self._rows += [card.add(row)]

    def _profile_row(self, profile: ProfileCard, why: str) -> Row:
        if profile.missing:
            size = self.tr("{size} to download").format(size=size_words(profile.missing_bytes))
            get = button(self.tr("Download"), act=lambda: self._bring(profile))
            get.setAccessibleName(self.tr("Download {name}").format(name=profile.name))
            get.setEnabled(self._stop is None)
            control: QWidget = get
        else:
            size = self.tr("{size}, all here").format(size=size_words(profile.size_bytes))
            radio = QRadioButton()
            radio.setAccessibleName(profile.name)
            radio.setChecked(profile.is_chosen)
            radio.clicked.connect(lambda: self.household.models.choose(profile.name, self.answers.to(self.was_kept)))
            self._group.addButton(radio)
            control = radio
        lines = [_sentence(translated(profile.about))]
        lines.append(_sentence(" · ".join(filter(None, (translated(profile.speed), size)))))
        if profile.is_running:
            lines.append(" ".join(filter(None, (self.tr("In use now."), self._promptness.words))))
        if profile.is_chosen:
            lines.append(self.tr("Chosen: {why}").format(why=why))
        return Row(profile.name.capitalize(), "\n".join(lines), control)

    def _bring(self, profile: ProfileCard) -> None:
        self._download.show_arrival(Arrival(profile.name, 0.0, ""))
        self._download.show()
        self._stop = self.household.models.bring(profile.missing, self.answers.to(self._follow))
        self.opened()

    def _halt(self) -> None:
        if self._stop is not None:
            self._stop()

    @Slot(object)
    def _follow(self, arrival: Arrival) -> None:
        self._download.show_arrival(arrival)
        if arrival.is_over:
            self._stop = None
            self._download.hide()
            self.kept.emit(arrival.problem)
            self.opened()


def _weight_row(weight: ModelCard) -> Row:
    state = {
        "ready": size_words(weight.size_bytes),
        "missing": _tr("not here yet"),
        "incomplete": _tr("not complete"),
        "wrong": _tr("damaged: download it again"),
    }[weight.state]
    told = (f"{_tr('Licence')}: {weight.licence}", state, translated(weight.speed))
    return Row(weight.about, " · ".join(filter(None, told)))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelsSection", text)
