"""What the sections of the settings page are put together from: cards of rows, a switch, a slider, a choice.

Main thread. Everything can be reached and used by keyboard, and has a name for a screen reader.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from app.ui import style

INSIDE_X, INSIDE_Y = 18, 13
"""From a card's edge to what is in it."""
INSIDE_FIELD_PX = 8
"""Between the edges of a choice's field and its words."""
CONTROL_PX = 265
"""Width of a choice or slider at the right of a row."""

DIRECT = Qt.FindChildOption.FindDirectChildrenOnly

Made = TypeVar("Made", bound=QWidget)


def words(text: str, *, role: str = "base", is_soft: bool = False, weight: QFont.Weight | None = None) -> QLabel:
    """A label that wraps and never reads markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(style.font(role, weight or QFont.Weight.Normal))
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if is_soft:
        label.setObjectName("soft")
    return label


def button(text: str, kind: str = "plain", act: Callable[[], object] | None = None) -> QPushButton:
    """`kind`: main (one of a page), plain, quiet."""
    made = QPushButton(text)
    made.setObjectName(kind)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if act is not None:
        made.clicked.connect(lambda: act())
    return made


class Card(QFrame):
    """Rows with a thin line between them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def add(self, row: Made) -> Made:
        self._column.addWidget(row)
        return row

    def put_last(self, row: QWidget) -> None:
        self._column.removeWidget(row)
        self._column.addWidget(row)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The lines: above every row that can be seen, but the first."""
        super().paintEvent(event)
        rows = sorted((row for row in self.findChildren(QWidget, options=DIRECT) if row.isVisible()), key=_top)
        painter = QPainter(self)
        painter.setPen(QPen(QColor(style.theme().line), 1))
        for row in rows[1:]:
            painter.drawLine(1, row.y(), self.width() - 2, row.y())


def _top(row: QWidget) -> int:
    return row.y()


class Row(QWidget):
    """What it is and what it means at the left, the control at the right (or, `is_wide`, below)."""

    def __init__(self, title: str, hint: str = "", control: QWidget | None = None, *, is_wide: bool = False) -> None:
        super().__init__()
        self._hint = words(hint, role="small", is_soft=True)
        self._hint.setVisible(bool(hint))
        left = QVBoxLayout()
        left.setSpacing(2)
        if title:
            left.addWidget(words(title))
        left.addWidget(self._hint)
        row: QHBoxLayout | QVBoxLayout = QVBoxLayout(self) if is_wide else QHBoxLayout(self)
        row.setContentsMargins(INSIDE_X, INSIDE_Y, INSIDE_X, INSIDE_Y)
        row.setSpacing(8 if is_wide else 20)
        row.addLayout(left, 1)
        if control is not None:
            control.setAccessibleName(control.accessibleName() or title)
            control.setAccessibleDescription(hint)
            if isinstance(control, QRadioButton):  # it is all that there is of it: at the edge, as a switch would be
                control.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            row.addWidget(control) if is_wide else row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, hint: str) -> None:
        """Another hint."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))


class Switch(QAbstractButton):
    """On or off, told by the place of its knob and by a mark in it, not by colour alone."""

    def __init__(self, name: str, *, is_on: bool, act: Callable[[bool], object]) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setChecked(is_on)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(QSize(46, 28))
        self.clicked.connect(lambda: act(self.isChecked()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        colours, on = style.theme(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(2, 3, 42, 22)
        ground = colours.accent if on else colours.surface
        if not self.isEnabled():
            ground = colours.line
        painter.setPen(QPen(QColor(colours.accent if on and self.isEnabled() else colours.edge), 1.5))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(track, 11, 11)
        knob = QPointF(33 if on else 13, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.on_accent if on else colours.soft))
        painter.drawEllipse(knob, 7, 7)
        if on:
            painter.setPen(QPen(QColor(colours.accent if self.isEnabled() else colours.soft), 1.8))
            painter.drawPolyline([knob + QPointF(-3, 0), knob + QPointF(-0.8, 2.4), knob + QPointF(3.2, -2.4)])
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track.adjusted(-1.5, -2, 1.5, 2), 13, 13)


class Choice(QComboBox):
    """One of a few. The wheel scrolls the page and never changes what is chosen."""

    def __init__(self, name: str, act: Callable[[str], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedWidth(CONTROL_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda _: act(str(self.currentData())))

    def offer(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """`choices`: (value, words)."""
        self.clear()
        for value, shown in choices:
            self.addItem(shown, value)
            self.setItemData(self.count() - 1, shown, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.setToolTip(self.currentText())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """As Qt's, but long words end in an ellipsis, and the arrow is ours."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width() - INSIDE_FIELD_PX
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(style.theme().soft), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        at = QPointF(self.width() - 18, self.height() / 2 - 1)
        painter.drawPolyline([at + QPointF(-4, -1.5), at + QPointF(0, 2.5), at + QPointF(4, -1.5)])


class Slide(QWidget):
    """A slider with a word at each end. `act` gets 0 .. 1 when it is let go."""

    def __init__(self, name: str, low: str, high: str, share: float, act: Callable[[float], object]) -> None:
        super().__init__()
        self.slider = _CalmSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 20)
        self.slider.setPageStep(2)
        self.slider.setValue(round(share * 20))
        self.slider.setAccessibleName(name)
        ends = QHBoxLayout()
        ends.addWidget(_end(low))
        ends.addStretch(1)
        ends.addWidget(_end(high))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.slider)
        column.addLayout(ends)
        self.slider.valueChanged.connect(lambda: None if self.slider.isSliderDown() else act(self.share))
        self.slider.sliderReleased.connect(lambda: act(self.share))

    @property
    def share(self) -> float:
        return self.slider.value() / 20


class _CalmSlider(QSlider):
    """The wheel scrolls the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


def _end(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(style.font("small"))
    label.setObjectName("soft")
    return label


def beside(*widgets: QWidget) -> QWidget:
    """In one line, at the left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder
