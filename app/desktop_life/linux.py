"""Sleep, lock and session switch as Linux desktops tell them, over D-Bus: logind and the screen saver.

Its own thread, named `machine life`, sleeps until there is news. dbus-fast is written for asyncio; its loop lives in
this thread and nowhere else. What the desktop does not offer is not watched: without a system bus, without logind, in
a container there is no such news, and that is no error.

Before the machine sleeps logind waits for who holds a delay lock, for at most five seconds: it is taken at the start,
given back when the streams are closed, and taken again on waking.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol

from app.desktop_life.messages import (
    LOGIND,
    LOGIND_PATH,
    MANAGER,
    PROPERTIES,
    SCREEN_SAVERS,
    SESSION,
    Absence,
    News,
    meaning,
    session_news,
    session_rules,
    system_rules,
)

if TYPE_CHECKING:
    from dbus_fast import Message
    from dbus_fast.aio import MessageBus

log = logging.getLogger(__name__)

PATIENCE_S = 3.0
"""A bus or a program that does not answer sooner is not asked any further."""


class Tell(Protocol):
    def __call__(self, absence: Absence, *, is_on: bool) -> None: ...


class DesktopLife:
    """`tell` is called on this thread, for what holds at the start too, and may take its time before a sleep."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end: asyncio.Event | None = None
        self._delay_fd = -1
        self._state = threading.Lock()
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="machine life", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Returns at once. Safe to call twice."""
        with self._state:
            self._is_closed = True
            if self._loop is not None and self._end is not None:
                self._loop.call_soon_threadsafe(self._end.set)

    def join(self, timeout_s: float) -> bool:
        """False: it is late."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        asyncio.run(self._live())

    async def _live(self) -> None:
        end = asyncio.Event()
        with self._state:
            if self._is_closed:
                return
            self._loop, self._end = asyncio.get_running_loop(), end
        try:
            async with _bus(is_system=True) as system, _bus(is_system=False) as session:
                if system is not None:
                    await self._watch_logind(system)
                if session is not None:
                    await self._watch_screen_savers(session)
                await end.wait()
        finally:
            self._give_way()
            with self._state:
                self._loop = None

    # ---- logind ----------------------------------------------------------------------------------------------------

    async def _watch_logind(self, bus: MessageBus) -> None:
        session = await _own_session(bus)
        bus.add_message_handler(lambda message: self._hear(bus, message))
        await _ask_for(bus, system_rules(session))
        await self._delay_sleep(bus)
        if session is not None:
            told = await _call(bus, LOGIND, session, PROPERTIES, "GetAll", "s", [SESSION])
            self._follow(session_news({name: found.value for name, found in told[0].items()} if told else {}))

    async def _delay_sleep(self, bus: MessageBus) -> None:
        words = ["sleep", "Earpiece", "It closes the microphone first.", "delay"]
        found = await _call(bus, LOGIND, LOGIND_PATH, MANAGER, "Inhibit", "ssss", words, gives_fd=True)
        self._give_way()
        self._delay_fd = found[0] if found else -1

    def _give_way(self) -> None:
        """From now on it may sleep."""
        fd, self._delay_fd = self._delay_fd, -1
        if fd >= 0:
            os.close(fd)

    # ---- what is told ----------------------------------------------------------------------------------------------

    async def _watch_screen_savers(self, bus: MessageBus) -> None:
        bus.add_message_handler(lambda message: self._hear(bus, message))
        await _ask_for(bus, session_rules())
        for name, path in SCREEN_SAVERS.items():
            if told := await _call(bus, name, path, name, "GetActive"):
                self._follow([("screen saver", bool(told[0]))] if told[0] else [])

    def _hear(self, bus: MessageBus, message: Message) -> None:
        """One signal. Another client may send any: the bus's rules for who may send what protect logind's."""
        from dbus_fast import MessageType

        if message.message_type is not MessageType.SIGNAL:
            return
        for absence, is_on in meaning(message.interface, message.member, message.body):
            self._follow([(absence, is_on)])
            if absence == "suspended" and is_on:
                self._give_way()
            elif absence == "suspended":
                self._taking = asyncio.ensure_future(self._delay_sleep(bus))  # held: a task without owner may vanish

    def _follow(self, news: Iterable[News]) -> None:
        for absence, is_on in news:
            self._tell(absence, is_on=is_on)


@asynccontextmanager
async def _bus(*, is_system: bool) -> AsyncIterator[MessageBus | None]:
    """Connected; None: there is no such bus."""
    from dbus_fast import BusType
    from dbus_fast.aio import MessageBus
    from dbus_fast.errors import AuthError, DBusError, InvalidAddressError

    bus: Any = None
    try:
        kind = BusType.SYSTEM if is_system else BusType.SESSION
        bus = MessageBus(bus_type=kind, negotiate_unix_fd=is_system)
        await asyncio.wait_for(bus.connect(), PATIENCE_S)
    except (OSError, EOFError, TimeoutError, AuthError, DBusError, InvalidAddressError, ValueError) as error:
        log.info("no bus: system=%d %s", is_system, type(error).__name__)
        bus = None
    try:
        yield bus
    finally:
        if bus is not None:
            with suppress(OSError):
                bus.disconnect()


async def _own_session(bus: MessageBus) -> str | None:
    """The session we were started in; a program that the user's systemd started is in none: then the one on the screen.
    """
    if name := os.environ.get("XDG_SESSION_ID"):
        found = await _call(bus, LOGIND, LOGIND_PATH, MANAGER, "GetSession", "s", [name])
        if found:
            return str(found[0])
    user = await _call(bus, LOGIND, LOGIND_PATH, MANAGER, "GetUser", "u", [os.getuid()])
    if not user:
        return None
    shown = await _call(bus, LOGIND, user[0], PROPERTIES, "Get", "ss", [f"{LOGIND}.User", "Display"])
    path = str(shown[0].value[1]) if shown else "/"
    return None if path == "/" else path


async def _ask_for(bus: MessageBus, rules: Iterable[str]) -> None:
    for rule in rules:
        name = "org.freedesktop.DBus"
        await _call(bus, name, "/org/freedesktop/DBus", name, "AddMatch", "s", [rule])


async def _call(
    bus: MessageBus, service: str, path: str, interface: str, member: str, signature: str = "",
    body: list[Any] | None = None, *, gives_fd: bool = False,
) -> list[Any]:  # fmt: skip
    """What it answers; [] when it does not, or will not. `gives_fd`: the answer is a file descriptor, ours to close."""
    from dbus_fast import Message, MessageFlag, MessageType
    from dbus_fast.errors import DBusError

    question = Message(
        destination=service, path=path, interface=interface, member=member, signature=signature, body=body or [],
        flags=MessageFlag.NO_AUTOSTART,
    )  # fmt: skip
    try:
        answer = await asyncio.wait_for(bus.call(question), PATIENCE_S)
    except (OSError, EOFError, TimeoutError, DBusError):
        return []
    if answer is None or answer.message_type is not MessageType.METHOD_RETURN:
        return []
    return list(answer.unix_fds) if gives_fd else list(answer.body)
