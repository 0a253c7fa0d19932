"""Is there a tray? `python -m app.ui.tray_probe` prints "tray" or "none".

A process of its own, started by `doctor`: Qt ends the process that asks where the display does not answer.
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.ui.qt_messages import display_guard


def main() -> int:
    with display_guard():
        application = QApplication(["earpiece"])
    sys.stdout.write("tray\n" if QSystemTrayIcon.isSystemTrayAvailable() else "none\n")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
