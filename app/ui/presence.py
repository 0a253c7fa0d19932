"""The ring: an optional little presence on top of everything, that shows what it does and takes a click.

Click: stop, or talk. Hold: push-to-talk, as with the key. Drag: it stays where it is left. Right click: the menu. Made
by app.ui.app when the user wants it; on the main thread. It never takes the keys from the window one works in.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QPoint, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.ui.bridge import Bridge
from app.ui.captions import Captions
from app.ui.presence_paint import Face, paint_presence
from app.ui.status import Status
from app.ui.wishes import Wishes

SIDE_PX = 76
HOLD_MS = 300
"""Held so long it is push-to-talk, and no click any more."""
FRAME_MS = 40
"""While something moves; else nothing is painted."""
MARGIN_PX = 24
QUIET_DB, LOUD_DB = -55.0, -18.0
"""A voice that is just heard, and a loud one: from an empty ring to a full one."""
FOLLOWS = 0.35
"""How much of the way to the newest level one frame goes."""
MOVING = ("hearing", "thinking", "speaking")


class Presence(QWidget):
    """`moved`: the user has put it somewhere ("x,y", for the settings)."""

    moved = Signal(str)

    def __init__(self, bridge: Bridge, wishes: Wishes, menu: QMenu) -> None:
        super().__init__(None, FLAGS)
        self._bridge = bridge
        self._wishes = wishes
        self._menu = menu
        self._face = Face("thinking")
        self._clock = QElapsedTimer()
        self._frames = QTimer(self, interval=FRAME_MS)
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._grip: QPoint | None = None
        """Where in it the mouse went down; None while it is up."""
        self._is_dragged = self._is_held = False
        self._captions = Captions(self)
        self._be_a_presence()
        self._frames.timeout.connect(self._move_on)
        self._hold.timeout.connect(self._begin_hold)
        bridge.status_changed.connect(self.show_status)
        bridge.happened.connect(self._captions.follow)
        bridge.veiled.connect(self._captions.veil)
        self.show_status(bridge.status)

    def _be_a_presence(self) -> None:
        self.setObjectName("presence")
        self.setWindowTitle(self.tr("Earpiece ring"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeToolBar)  # no place in the task bar
        self.setFixedSize(QSize(SIDE_PX, SIDE_PX))
        self.setMask(QRegion(self.rect(), QRegion.RegionType.Ellipse))  # corners are black without a compositor
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._clock.start()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenRemoved.connect(self._come_back, Qt.ConnectionType.QueuedConnection)

    def show_at(self, place: str) -> None:
        """`place`: as `moved` gave it; '' or a place that no screen shows any more: the corner of the first screen."""
        self.move(_on_a_screen(place))
        self.show()

    @Slot()
    def _come_back(self) -> None:
        """The screen that it was on is gone."""
        self.move(_on_a_screen(f"{self.x()},{self.y()}"))

    @Slot(object)
    def show_status(self, status: Status) -> None:
        self._face = Face(status.shape, self._face.level)
        self.setAccessibleName(status.words)
        self.setToolTip("" if status.shape in MOVING else status.words)
        if status.shape in MOVING and self.isVisible() and not self._frames.isActive():
            self._frames.start()
        self.update()

    def redress(self) -> None:
        """The colours of the desktop have changed."""
        self.update()
        self._captions.redress()

    # ---- what moves ------------------------------------------------------------------------------------------------

    @Slot()
    def _move_on(self) -> None:
        """One frame: the level follows the voice; when nothing moves any more the frames end."""
        level = self._heard_level() if self._face.shape == "hearing" else 0.0
        self._face = Face(self._face.shape, self._face.level + FOLLOWS * (level - self._face.level))
        self._captions.move_on()
        if self._face.shape not in MOVING and not self._captions.is_moving:
            self._frames.stop()
        self.update()

    def _heard_level(self) -> float:
        """0 .. 1"""
        if self._bridge.conversation is None:
            return 0.0
        share = (self._bridge.conversation.level_db() - QUIET_DB) / (LOUD_DB - QUIET_DB)
        return min(1.0, max(0.0, share))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        painter = QPainter(self)
        paint_presence(painter, QRectF(self.rect()), self._face, self._clock.elapsed() / 1000)

    # ---- what is done with it --------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position().toPoint()
            self._is_dragged = self._is_held = False
            self._hold.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._grip is None or self._is_held:
            return
        way = event.position().toPoint() - self._grip
        if self._is_dragged or way.manhattanLength() >= QApplication.startDragDistance():
            self._is_dragged = True
            self._hold.stop()
            if QGuiApplication.platformName().startswith("wayland"):  # only the compositor knows, and moves, places
                self._grip = None
                self.windowHandle().startSystemMove()
                return
            self.move(event.globalPosition().toPoint() - self._grip)
            self._captions.place()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() != Qt.MouseButton.LeftButton or self._grip is None:
            return
        self._grip = None
        self._hold.stop()
        if self._is_held:
            self._end_hold()
        elif self._is_dragged:
            self.moved.emit(f"{self.x()},{self.y()}")
        else:
            self._click()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        self._menu.popup(event.globalPos())

    def showEvent(self, event: object) -> None:  # noqa: ARG002, N802 - Qt's name
        """It may have begun to move while nobody saw it."""
        self.show_status(self._bridge.status)

    def hideEvent(self, event: object) -> None:  # noqa: ARG002, N802 - Qt's name
        """Nobody holds what cannot be seen."""
        self._grip = None
        self._hold.stop()
        self._frames.stop()
        self._captions.hide()
        if self._is_held:
            self._end_hold()

    def _click(self) -> None:
        if self._bridge.status.mic_muted and not self._bridge.status.can_stop:
            self._captions.say(self._bridge.status.words)
        else:
            self._wishes.talk_or_stop()

    @Slot()
    def _begin_hold(self) -> None:
        self._is_held = True
        self._wishes.press_key()

    def _end_hold(self) -> None:
        self._is_held = False
        self._wishes.release_key()


FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
    | Qt.WindowType.NoDropShadowWindowHint
)


def _on_a_screen(place: str) -> QPoint:
    """The place, if its middle is on a screen; else the lower right corner of the first one."""
    numbers = place.split(",")
    try:
        point = QPoint(int(numbers[0]), int(numbers[1]))
    except (ValueError, IndexError):
        point = None
    middle = QPoint(SIDE_PX // 2, SIDE_PX // 2)
    if point is not None and QGuiApplication.screenAt(point + middle) is not None:
        return point
    free = QGuiApplication.primaryScreen().availableGeometry()
    return free.bottomRight() - QPoint(SIDE_PX + MARGIN_PX, SIDE_PX + MARGIN_PX)
