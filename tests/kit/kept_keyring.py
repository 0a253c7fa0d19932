"""A keyring in memory, and the Secret Service on a private session bus that keeps it. Real D-Bus, real messages.

Why a fake: a test has no desktop that is logged in. `is_locked` items are given only after a prompt, which `agrees` to
or not, as GNOME's does it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

GUARD_S = 20.0
NAME, COLLECTION, PROMPT = "org.freedesktop.secrets", "/org/freedesktop/secrets/collection/login", "/p/1"


class KeptKeyring:
    """app.memory.keys.Keyring."""

    def __init__(self, *, keeps: bool = True) -> None:
        self.secrets: dict[str, str] = {}
        self._keeps = keeps

    def find(self, file: str) -> str:
        return self.secrets.get(file, "")

    def keep(self, file: str, secret: str) -> bool:
        if self._keeps:
            self.secrets[file] = secret
        return self._keeps

    def drop(self, file: str) -> None:
        self.secrets.pop(file, None)


class FakeSecretService:
    """On a thread of its own. `has_default`: whether there is a collection that new items go to."""

    def __init__(self, address: str) -> None:
        self.items: dict[str, tuple[dict[str, str], bytes]] = {}
        self.is_locked, self.agrees, self.has_default = False, True, True
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake keyring")
        self._thread.start()
        self._bus: MessageBus = self._do(self._open(address))

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._bus.disconnect)
        self._loop.call_soon_threadsafe(lambda: self._loop.call_later(0.05, self._loop.stop))
        self._thread.join(GUARD_S)
        self._loop.close()

    async def _open(self, address: str) -> MessageBus:
        bus = await MessageBus(address).connect()
        bus.add_message_handler(self._answer)
        await bus.request_name(NAME)
        return bus

    def _answer(self, asked: Message) -> Message | None:
        if asked.message_type is not MessageType.METHOD_CALL:
            return None
        answer = getattr(self, f"_{asked.member}", None)
        return None if answer is None else Message.new_method_return(asked, *answer(asked))

    def _OpenSession(self, asked: Message) -> tuple[str, list[Any]]:  # noqa: N802 - as the interface says
        return "vo", [Variant("s", ""), "/s/1"]

    def _SearchItems(self, asked: Message) -> tuple[str, list[Any]]:  # noqa: N802
        found = [path for path, (named, _) in self.items.items() if asked.body[0].items() <= named.items()]
        return "aoao", [[], found] if self.is_locked else [found, []]

    def _Unlock(self, asked: Message) -> tuple[str, list[Any]]:  # noqa: N802
        return "aoo", [[], PROMPT] if self.is_locked else [asked.body[0], "/"]

    def _Prompt(self, asked: Message) -> tuple[str, list[Any]]:  # noqa: N802
        self.is_locked = not self.agrees
        told = Message(
            message_type=MessageType.SIGNAL, path=PROMPT, interface="org.freedesktop.Secret.Prompt", member="Completed",
            signature="bv", body=[not self.agrees, Variant("s", "")],
        )  # fmt: skip
        self._loop.call_later(0.05, lambda: self._bus.send(told))
        return "", []

    def _ReadAlias(self, asked: Message) -> tuple[str, list[Any]]:  # noqa: N802
        return "o", [COLLECTION if self.has_default else "/"]

    def _CreateItem(self, asked: Message) -> tuple[str, list[Any]]:  # noqa: N802
        described, secret, _ = asked.body
        path = f"{COLLECTION}/{len(self.items) + 1}"
        self.items[path] = described["org.freedesktop.Secret.Item.Attributes"].value, bytes(secret[2])
        return "oo", [path, "/"]

    def _GetSecrets(self, asked: Message) -> tuple[str, list[Any]]:  # noqa: N802
        paths, session = asked.body
        return "a{o(oayays)}", [{path: [session, b"", self.items[path][1], "text/plain"] for path in paths}]

    def _Delete(self, asked: Message) -> tuple[str, list[Any]]:  # noqa: N802
        del self.items[asked.path]
        return "o", ["/"]

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(GUARD_S)
