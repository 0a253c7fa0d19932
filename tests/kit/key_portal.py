"""The GlobalShortcuts portal, small: a child process for tests/desktop. `refuse`: the user says no.

Answers as the published interface says: a request's path first, its Response as a signal. Standard input, one word a
line: down, up, close. Ends when that does.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
SESSION = f"{PATH}/session/test/earpiece"


class Portal:
    def __init__(self, bus: MessageBus, *, refuses: bool) -> None:
        self._bus = bus
        self._code = 1 if refuses else 0
        bus.add_message_handler(self.answer)

    def answer(self, message: Message) -> Message | None:
        if message.message_type != MessageType.METHOD_CALL:
            return None
        if message.interface != SHORTCUTS:
            return Message.new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "an old portal")
        sender = str(message.sender)[1:].replace(".", "_")
        path = f"{PATH}/request/{sender}/{message.body[-1]['handle_token'].value}"
        result: dict[str, Any] = {"session_handle": Variant("s", SESSION)}
        if message.member == "BindShortcuts":
            (name, wish), *_ = message.body[1]
            words = {"trigger_description": Variant("s", f"Press {wish['preferred_trigger'].value}")}
            result = {"shortcuts": Variant("a(sa{sv})", [[name, words]])}
        self.tell(path, "org.freedesktop.portal.Request", "Response", "ua{sv}", [self._code, result])
        return Message.new_method_return(message, "o", [path])

    def tell(self, path: str, interface: str, member: str, signature: str, body: list[Any]) -> None:
        self._bus.send(Message.new_signal(path, interface, member, signature, body))

    def obey(self, word: str) -> None:
        if word == "close":
            self.tell(SESSION, "org.freedesktop.portal.Session", "Closed", "a{sv}", [{}])
        else:
            member = {"down": "Activated", "up": "Deactivated"}[word]
            self.tell(PATH, SHORTCUTS, member, "osta{sv}", [SESSION, "talk", 0, {}])


async def main() -> None:
    bus = await MessageBus().connect()
    portal = Portal(bus, refuses="refuse" in sys.argv)
    await bus.request_name(NAME)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while word := (await asyncio.to_thread(sys.stdin.readline)).strip():
        portal.obey(word)


if __name__ == "__main__":
    asyncio.run(main())
