"""Makes README's pictures: the real tray and window on a virtual screen, with a scripted conversation.

Called by scripts/pictures with the folder to write to. Needs the programs of tests/kit/desktop.py.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import get_args

from tests.kit.desktop import Desktop, missing_programs, wait_for
from tests.kit.ui_child import UiChild

NOW = "2026-03-02T08:14:30+00:00"
PAST = [
    ["user", "What's on today?", "", 2],
    ["companion", "Your meeting is at three. And you wanted to call Amy about Saturday.", "", 2],
    ["user", "Right. I haven't found her a present yet.", "", 1],
    ["companion", "I'd write her something by hand. You always say that the letters for strangers come",
     "easier than your own.", 1],
]
ASKED = "Not now. What was the restaurant she liked?"
SAID = ("The little place by the station,", "you told me on Tuesday.", "The one with the terrible chairs.")
ICON, MENU = range(2, 100), range(100, 600)
LARGEST_BYTES = 200_000


def main(folder: Path) -> int:
    if missing := missing_programs():
        sys.stderr.write(f"No virtual desktop: {', '.join(missing)} missing.\n")
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    for dark in (False, True):
        with Desktop(1000, 760) as desktop:
            desktop.choose_scheme(dark=dark)
            desktop.start_tray(ground="#1E1A19", height=26, items="TS")
            take(desktop, folder, dark=dark)
    states(folder / "states.png")
    for picture in sorted(folder.glob("*.png")):
        size = picture.stat().st_size
        sys.stdout.write(f"{picture} {size} bytes\n")
        assert size < LARGEST_BYTES, picture
    return 0


def take(desktop: Desktop, folder: Path, *, dark: bool) -> None:
    """The window in the middle of a reply; in the dark also the tray's menu while muted."""
    with UiChild(desktop, past=PAST, env={"EARPIECE_NOW": NOW}) as ui:
        ui.begin()
        ui.state("listening")
        ui.do("show")
        window = ui.window()
        desktop.xdotool("windowsize", "--sync", window, "860", "600", "mousemove", "500", "759")
        ui.happens("FinalTranscript", turn=1, text=ASKED)
        ui.state("speaking")
        for sentence in SAID:
            ui.happens("ReplySentence", turn=1, text=sentence)
        desktop.still()
        desktop.picture(folder / f"window-{'dark' if dark else 'light'}.png", _crop(desktop.place_of(window)))
        if dark:
            desktop.close_window(window)
            ui.no_window()
            ui.state("listening", mic_muted=True)
            take_menu(desktop, folder / "tray.png")
        ui.do("quit")
        ui.wait()


def take_menu(desktop: Desktop, path: Path) -> None:
    """The icon with its menu open."""
    x, y, width, height = wait_for(lambda: desktop.visible("earpiece", widths=ICON), "the icon")
    desktop.xdotool("mousemove", str(x + width // 2), str(y + height - 1), "click", "3")
    left, top, wide, high = wait_for(lambda: desktop.visible("earpiece", widths=MENU), "the menu")
    desktop.xdotool("key", "Down")
    desktop.still()
    desktop.picture(path, _crop((left, 0, wide, top + high)))
    desktop.xdotool("key", "Escape")


def states(path: Path) -> None:
    """The seven shapes with their names, as the tray draws them on light and dark panels."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QRectF, QSize, Qt
    from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

    from app.ui import style
    from app.ui.icons import tray_icon
    from app.ui.status import Shape

    application = QGuiApplication([])
    shapes: tuple[Shape, ...] = get_args(Shape)
    cell, row = 112, 64
    image = QImage(cell * len(shapes), 2 * row + 34, QImage.Format.Format_RGB32)
    image.fill(QColor(style.LIGHT.ground))
    painter = QPainter(image)
    painter.fillRect(0, row + 34, image.width(), row, QColor(style.DARK.ground))
    font = QFont("DejaVu Sans")
    font.setPixelSize(12)
    painter.setFont(font)
    for n, shape in enumerate(shapes):
        for top, size, on_dark in ((14, 40, False), (row + 34 + 21, 22, True)):
            icon = tray_icon(shape, on_dark=on_dark).pixmap(QSize(size, size), 1.0)
            painter.drawPixmap(n * cell + (cell - size) // 2, top, icon)
        painter.setPen(QColor(style.LIGHT.soft))
        painter.drawText(QRectF(n * cell, row - 2, cell, 24), Qt.AlignmentFlag.AlignCenter, shape)
    painter.end()
    image.save(str(path))
    application.quit()


def _crop(place: tuple[int, int, int, int]) -> str:
    x, y, width, height = place
    return f"{width}x{height}+{x}+{y}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
