"""The key on Wayland: the desktop's GlobalShortcuts portal, over D-Bus with dbus-fast. Not yet tried on a real desktop.

The desktop asks the user once which key it shall be; what we wish for is only its suggestion, so the words come from
its answer. KDE from 5.27, Hyprland, GNOME from 48. Opened on the key's thread; an event loop runs on `key-portal`.
(QtDBus cannot marshal BindShortcuts.)
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Any

from app.chord import Chord
from app.errors import KeyUnavailable
from app.keys.protocol import APP_ID, ELSEWHERE, Change

if TYPE_CHECKING:
    from dbus_fast import Message
    from dbus_fast.aio import MessageBus

_DESKTOP, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_PORTAL = "org.freedesktop.portal"
_NAMES = {"ctrl": "CTRL", "alt": "ALT", "shift": "SHIFT", "super": "LOGO"}
_ID = "talk"
_ANSWER_S = 120.0
"""The desktop may ask the user."""
_CALL_S = 10.0


class PortalKey:
    """`environ`: where the session bus is."""

    def __init__(self, chord: Chord, environ: Mapping[str, str]) -> None:
        self._chord = chord
        self._address = environ.get("DBUS_SESSION_BUS_ADDRESS") or None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: _Portal | None = None
        self._opening: Future[str] | None = None

    def open(self, tell: Callable[[Change], None]) -> str:
        loop = self._loop = asyncio.new_event_loop()
        threading.Thread(target=_run, args=(loop,), name="key-portal", daemon=True).start()
        self._client = _Portal(tell)
        self._opening = asyncio.run_coroutine_threadsafe(self._opened(self._client), loop)
        try:
            trigger = self._opening.result()
        except (TimeoutError, OSError, ValueError, EOFError) as cause:
            raise KeyUnavailable("The desktop's portal for keys does not answer.", ELSEWHERE) from cause
        except CancelledError as cause:
            raise KeyUnavailable("It was closed before the desktop had answered.") from cause
        return f"{trigger or self._chord}, as your desktop has it (Wayland)."

    async def _opened(self, client: _Portal) -> str:
        await client.connect(self._address)
        return await client.bind(_trigger(self._chord))

    def is_down(self) -> bool | None:
        return None

    def close(self) -> None:
        loop, self._loop = self._loop, None
        if loop is not None and self._client is not None:
            if self._opening is not None:
                self._opening.cancel()
            loop.call_soon_threadsafe(self._client.disconnect)
            loop.call_soon_threadsafe(loop.stop)


def _run(loop: asyncio.AbstractEventLoop) -> None:
    """Its own thread."""
    try:
        loop.run_forever()
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


class _Portal:
    """One session with the portal. Everything on the event loop's thread."""

    def __init__(self, tell: Callable[[Change], None]) -> None:
        self._tell = tell
        self._bus: MessageBus | None = None
        self._session = ""
        self._requests = 0
        self._answers: dict[str, asyncio.Future[tuple[int, dict[str, Any]]]] = {}

    async def connect(self, address: str | None) -> None:
        from dbus_fast.aio import MessageBus

        self._bus = await asyncio.wait_for(MessageBus(bus_address=address).connect(), _CALL_S)
        self._bus.add_message_handler(self._hear)
        for interface in ("Request", "Session", "GlobalShortcuts"):
            rule = f"type='signal',sender='{_DESKTOP}',interface='{_PORTAL}.{interface}'"
            await self._call("org.freedesktop.DBus", "AddMatch", "s", [rule], bus_itself=True)
        # New portals want an app id; old ones do not know the call. Either way what follows tells.
        await self._call("org.freedesktop.host.portal.Registry", "Register", "sa{sv}", [APP_ID, {}], may_fail=True)

    async def bind(self, trigger: str) -> str:
        """-> the key that the desktop gave, in its words. Raises KeyUnavailable."""
        from dbus_fast import Variant

        options = {"session_handle_token": Variant("s", "earpiece")}
        made = await self._ask("CreateSession", "a{sv}", [], options)
        self._session = made["session_handle"].value
        wish = {"description": Variant("s", "Hold to talk"), "preferred_trigger": Variant("s", trigger)}
        given = await self._ask("BindShortcuts", "oa(sa{sv})sa{sv}", [self._session, [[_ID, wish]], ""], {})
        for name, about in given["shortcuts"].value:
            if name == _ID and "trigger_description" in about:
                return str(about["trigger_description"].value)
        return ""

    def disconnect(self) -> None:
        if self._bus is not None:
            self._bus.disconnect()

    async def _ask(self, member: str, signature: str, body: list[Any], options: dict[str, Any]) -> dict[str, Any]:
        """A request, whose answer is a signal that may come before the call returns."""
        from dbus_fast import Variant

        assert self._bus is not None
        self._requests += 1
        token = f"earpiece{self._requests}"
        path = f"{_PATH}/request/{str(self._bus.unique_name)[1:].replace('.', '_')}/{token}"
        answer: asyncio.Future[tuple[int, dict[str, Any]]] = asyncio.get_running_loop().create_future()
        self._answers[path] = answer
        options = options | {"handle_token": Variant("s", token)}
        reply = await self._call(f"{_PORTAL}.GlobalShortcuts", member, signature, [*body, options])
        if reply.body[0] != path:  # old portals choose another
            self._answers[reply.body[0]] = self._answers.pop(path, answer)
        code, result = await asyncio.wait_for(answer, _ANSWER_S)
        if code:
            raise KeyUnavailable("The desktop was not allowed to give Earpiece a key.", ELSEWHERE)
        return result

    async def _call(
        self, interface: str, member: str, signature: str, body: list[Any], *, bus_itself: bool = False,
        may_fail: bool = False,
    ) -> Message:
        from dbus_fast import Message, MessageType

        assert self._bus is not None
        where = ("org.freedesktop.DBus", "/org/freedesktop/DBus") if bus_itself else (_DESKTOP, _PATH)
        message = Message(
            destination=where[0], path=where[1], interface=interface, member=member, signature=signature, body=body
        )
        reply = await asyncio.wait_for(self._bus.call(message), _CALL_S)
        if reply is None or (reply.message_type == MessageType.ERROR and not may_fail):
            raise KeyUnavailable("This desktop has no portal for keys.", ELSEWHERE)
        return reply

    def _hear(self, message: Message) -> None:
        """Every signal of the portal."""
        body = message.body
        match message.member:
            case "Response" if message.path in self._answers:
                answer = self._answers.pop(message.path)
                if not answer.done():
                    answer.set_result((body[0], body[1]))
            case "Activated" if body[:2] == [self._session, _ID]:
                self._tell("down")
            case "Deactivated" if body[:2] == [self._session, _ID]:
                self._tell("up")
            case "Closed" if message.path == self._session:
                self._tell("lost")


def _trigger(chord: Chord) -> str:
    """As the portal writes it: "CTRL+ALT+space"."""
    return "+".join([*(_NAMES[name] for name in chord.modifiers), chord.symbol])
