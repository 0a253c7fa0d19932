"""The tray of modern desktops (StatusNotifierItem over D-Bus), small: a child process for tests/desktop.

Why: KDE, GNOME's extension and every Wayland desktop show tray icons this way, and no pixel is needed to check it.
Prints the D-Bus name of every icon that registers, one a line. Ends when its standard input does.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject, QSocketNotifier, Signal, Slot
from PySide6.QtDBus import QDBusConnection

NAME, PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"


@ClassInfo({"D-Bus Interface": NAME})
class Watcher(QObject):
    """What Qt asks: is there a host, and please take my icon."""

    StatusNotifierItemRegistered = Signal(str)
    StatusNotifierHostRegistered = Signal()

    @Slot(str)
    def RegisterStatusNotifierItem(self, service: str) -> None:  # noqa: N802 - the interface's name
        sys.stdout.write(f"{service}\n")
        sys.stdout.flush()

    def _has_host(self) -> bool:
        return True

    def _version(self) -> int:
        return 0

    def _items(self) -> list[str]:
        return []

    IsStatusNotifierHostRegistered = Property(bool, _has_host)
    ProtocolVersion = Property(int, _version)
    RegisteredStatusNotifierItems = Property("QStringList", _items)


def main() -> None:
    application = QCoreApplication(sys.argv)
    bus = QDBusConnection.sessionBus()
    watcher = Watcher()
    export = QDBusConnection.RegisterOption
    everything = export.ExportAllSlots | export.ExportAllProperties | export.ExportAllSignals
    assert bus.registerObject(PATH, watcher, everything)
    assert bus.registerService(NAME)
    end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    end.activated.connect(application.quit)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    application.exec()


if __name__ == "__main__":
    main()
