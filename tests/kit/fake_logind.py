"""A small logind and a screen saver on private buses, for tests of the machine's life. Real D-Bus, real messages.

Why a fake: a test cannot put the machine to sleep or lock its screen. Runs a thread with an asyncio loop; everything
here is called on the test's thread.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

GUARD_S = 20.0
SESSION_PATH = "/org/freedesktop/login1/session/_31"
LOGIND, SCREEN_SAVER = "org.freedesktop.login1", "org.freedesktop.ScreenSaver"
INSTALL = "apt install dbus"


class Buses:
    """A system and a session bus of our own: `env` names them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._daemons: list[subprocess.Popen[str]] = []
        self.env: dict[str, str] = {}

    def start(self) -> None:
        for name in ("SYSTEM", "SESSION"):
            address = f"unix:path={self._folder}/{name}"
            conf = self._folder / f"{name}.conf"
            conf.write_text(
                f"<busconfig><type>session</type><listen>{address}</listen><auth>EXTERNAL</auth>"
                '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
                '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
            )
            command = ["dbus-daemon", f"--config-file={conf}", "--nofork", "--print-address"]
            daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            assert daemon.stdout is not None
            assert daemon.stdout.readline()
            self._daemons.append(daemon)
            self.env[f"DBUS_{name}_BUS_ADDRESS"] = address

    def stop(self) -> None:
        for daemon in self._daemons:
            daemon.terminate()
            daemon.communicate(timeout=GUARD_S)


class FakeLogind:
    """`locked`, `active`: the session's properties. `delays`: open delay locks."""

    def __init__(self, env: dict[str, str]) -> None:
        self._env = env
        self.locked, self.active, self.is_saving = False, True, False
        self._pipes: list[int] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake logind")
        self._thread.start()
        self._buses: list[MessageBus] = []
        self._do(self._open())

    @property
    def delays(self) -> int:
        """Delay locks that nobody has given back."""
        return sum(not _is_hung_up(pipe) for pipe in self._pipes)

    def say(self, interface: str, member: str, *words: bool, path: str = "/org/freedesktop/login1") -> None:
        """A signal; of the screen saver on the session bus, else on the system's."""
        bus = self._buses[interface == SCREEN_SAVER]
        signal = Message(
            message_type=MessageType.SIGNAL, path=path, interface=interface, member=member,
            signature="b" * len(words), body=list(words),
        )  # fmt: skip
        self._do(_send(bus, signal))

    def sleeps(self, is_on: bool) -> None:
        self.say(f"{LOGIND}.Manager", "PrepareForSleep", is_on)

    def asks_to(self, what: str) -> None:
        """Lock or Unlock."""
        self.say(f"{LOGIND}.Session", what, path=SESSION_PATH)

    def saver(self, is_on: bool) -> None:
        self.say(SCREEN_SAVER, "ActiveChanged", is_on, path="/org/freedesktop/ScreenSaver")

    def changes(self, **properties: bool) -> None:
        """LockedHint, Active."""
        told = {name: Variant("b", value) for name, value in properties.items()}
        signal = Message(
            message_type=MessageType.SIGNAL, path=SESSION_PATH, interface="org.freedesktop.DBus.Properties",
            member="PropertiesChanged", signature="sa{sv}as", body=[f"{LOGIND}.Session", told, []],
        )  # fmt: skip
        self._do(_send(self._buses[0], signal))

    def close(self) -> None:
        self._loop.call_soon_threadsafe(lambda: [bus.disconnect() for bus in self._buses])
        self._loop.call_soon_threadsafe(lambda: self._loop.call_later(0.05, self._loop.stop))
        self._thread.join(GUARD_S)
        self._loop.close()
        for pipe in self._pipes:
            os.close(pipe)

    async def _open(self) -> None:
        for name, service in (("SYSTEM", LOGIND), ("SESSION", SCREEN_SAVER)):
            address = self._env[f"DBUS_{name}_BUS_ADDRESS"]
            bus = await MessageBus(address, bus_type=BusType.SESSION, negotiate_unix_fd=True).connect()
            bus.add_message_handler(self._answer)
            await bus.request_name(service)
            self._buses.append(bus)

    def _answer(self, asked: Message) -> Message | None:
        if asked.message_type is not MessageType.METHOD_CALL:
            return None
        match asked.member:
            case "Inhibit":
                ours, theirs = os.pipe()
                self._pipes.append(ours)
                self._loop.call_later(0.2, os.close, theirs)
                return Message.new_method_return(asked, "h", [0], [theirs])
            case "GetSession":
                return Message.new_method_return(asked, "o", [SESSION_PATH])
            case "GetUser":
                return Message.new_method_return(asked, "o", ["/org/freedesktop/login1/user/_0"])
            case "Get":
                return Message.new_method_return(asked, "v", [Variant("(so)", ["1", SESSION_PATH])])
            case "GetAll":
                told = {"LockedHint": Variant("b", self.locked), "Active": Variant("b", self.active)}
                return Message.new_method_return(asked, "a{sv}", [told])
            case "GetActive":
                return Message.new_method_return(asked, "b", [self.is_saving])
        return None

    def _do(self, work: Coroutine[Any, Any, Any]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(GUARD_S)


async def _send(bus: MessageBus, message: Message) -> None:
    await bus.send(message)


def _is_hung_up(pipe: int) -> bool:
    """Whether the other end was closed."""
    os.set_blocking(pipe, False)
    try:
        return os.read(pipe, 1) == b""
    except BlockingIOError:
        return False


def until(holds: Any, what: str) -> None:
    deadline_s = time.monotonic() + GUARD_S
    while not holds():
        assert time.monotonic() < deadline_s, what
        time.sleep(0.01)


@contextmanager
def buses() -> Iterator[Buses]:
    folder = Path(tempfile.mkdtemp(prefix="bus-"))  # not tmp_path: a socket's path holds 107 bytes
    both = Buses(folder)
    try:
        both.start()
        yield both
    finally:
        both.stop()
        shutil.rmtree(folder, ignore_errors=True)
