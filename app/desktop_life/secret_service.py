"""The desktop's keyring: one secret for each locked memory.db, kept where the desktop keeps its user's passwords.

GNOME's keyring, KDE's wallet and KeePassXC all speak this interface of freedesktop.org (the Secret Service API) on the
session bus, so nothing new is installed. Secrets travel in clear on the user's own bus, as whoever may listen there may
also ask for them. Each call opens a connection of its own and blocks: on the store's thread, or a command's.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from dbus_fast import Message
    from dbus_fast.aio import MessageBus

log = logging.getLogger(__name__)
T = TypeVar("T")

ANSWER_S = 5.0
"""A service that the bus starts first needs a moment."""
UNLOCK_S = 120.0
"""The desktop asks for the user's password."""
_NAME, _AT = "org.freedesktop.secrets", "/org/freedesktop/secrets"
_SERVICE, _COLLECTION = "org.freedesktop.Secret.Service", "org.freedesktop.Secret.Collection"
_ITEM, _PROMPT = "org.freedesktop.Secret.Item", "org.freedesktop.Secret.Prompt"
_BUS, _BUS_AT = "org.freedesktop.DBus", "/org/freedesktop/DBus"
_NONE = "/"
_LABEL = "Earpiece: recovery key of your memories"


def system_keyring(environ: Mapping[str, str], platform: str = sys.platform) -> SecretService | None:
    """None: there is no session bus that could have one."""
    address = environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if not address and platform == "linux":
        usual = Path(environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}") / "bus"
        address = f"unix:path={usual}" if usual.exists() else ""
    return SecretService(address) if address else None


class SecretService:
    """app.memory.keys.Keyring. `address`: of the session bus."""

    def __init__(self, address: str) -> None:
        self._address = address

    def find(self, file: str) -> str:
        return self._do(_find(self._address, file), "")

    def keep(self, file: str, secret: str) -> bool:
        kept = self._do(_keep(self._address, file, secret), default=False)
        return kept and self.find(file) == secret

    def drop(self, file: str) -> None:
        self._do(_drop(self._address, file), default=False)

    def _do(self, asked: Coroutine[Any, Any, T], default: T) -> T:
        """`default`: no bus, no keyring on it, or the user did not unlock it."""
        from dbus_fast.errors import AuthError, DBusError, InvalidAddressError

        try:
            return asyncio.run(asked)
        except (OSError, EOFError, TimeoutError, AuthError, DBusError, InvalidAddressError) as error:
            log.info("no keyring: %s", type(error).__name__)
            return default


class _Vault:
    """One connection to the keyring, while it is asked."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self.session = ""

    async def open(self) -> None:
        from dbus_fast import Variant

        _, self.session = await self.ask(_AT, _SERVICE, "OpenSession", "sv", "plain", Variant("s", ""))

    async def ask(self, path: str, interface: str, member: str, signature: str = "", *words: Any) -> list[Any]:
        """Raises DBusError: it refuses; TimeoutError."""
        return await _call(self._bus, _NAME, path, interface, member, signature, *words)

    async def items(self, file: str) -> list[str]:
        """The unlocked ones; the user is asked to unlock them."""
        free, locked = await self.ask(_AT, _SERVICE, "SearchItems", "a{ss}", _named(file))
        return list(free) or (list(locked) if locked and await self.unlock(locked) else [])

    async def unlock(self, paths: list[str]) -> bool:
        free, prompt = await self.ask(_AT, _SERVICE, "Unlock", "ao", paths)
        return bool(free) or await self.prompted(prompt)

    async def prompted(self, prompt: str) -> bool:
        """False: there was nothing to ask, or the user said no."""
        if prompt == _NONE:
            return False
        ended: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def hear(message: Message) -> None:
            if message.member == "Completed" and message.path == prompt and not ended.done():
                ended.set_result(not message.body[0])

        self._bus.add_message_handler(hear)
        rule = f"type='signal',interface='{_PROMPT}',member='Completed',path='{prompt}'"
        await _call(self._bus, _BUS, _BUS_AT, _BUS, "AddMatch", "s", rule)
        await self.ask(prompt, _PROMPT, "Prompt", "s", "")
        return await asyncio.wait_for(ended, UNLOCK_S)


async def _find(address: str, file: str) -> str:
    async with _Opened(address) as vault:
        items = await vault.items(file)
        if not items:
            return ""
        (found,) = await vault.ask(_AT, _SERVICE, "GetSecrets", "aoo", items[:1], vault.session)
        return "".join(bytes(secret[2]).decode("utf-8", "replace") for secret in found.values())


async def _keep(address: str, file: str, secret: str) -> bool:
    from dbus_fast import Variant

    async with _Opened(address) as vault:
        (collection,) = await vault.ask(_AT, _SERVICE, "ReadAlias", "s", "default")
        if collection == _NONE or not await vault.unlock([collection]):
            return False
        described = {f"{_ITEM}.Label": Variant("s", _LABEL), f"{_ITEM}.Attributes": Variant("a{ss}", _named(file))}
        kept = [vault.session, b"", secret.encode("utf-8"), "text/plain"]
        item, prompt = await vault.ask(collection, _COLLECTION, "CreateItem", "a{sv}(oayays)b", described, kept, True)
        return item != _NONE or await vault.prompted(prompt)


async def _drop(address: str, file: str) -> bool:
    async with _Opened(address) as vault:
        for item in await vault.items(file):
            (prompt,) = await vault.ask(item, _ITEM, "Delete")
            await vault.prompted(prompt)
        return True


class _Opened:
    """`async with`: connected, with a session of the keyring. Raises what `_do` knows."""

    def __init__(self, address: str) -> None:
        from dbus_fast.aio import MessageBus

        self._bus = MessageBus(bus_address=address)

    async def __aenter__(self) -> _Vault:
        try:
            await asyncio.wait_for(self._bus.connect(), ANSWER_S)
            vault = _Vault(self._bus)
            await vault.open()
        except BaseException:
            await self.__aexit__()
            raise
        return vault

    async def __aexit__(self, *_: object) -> None:
        with suppress(OSError):
            self._bus.disconnect()


async def _call(
    bus: MessageBus, service: str, path: str, interface: str, member: str, signature: str, *words: Any
) -> list[Any]:
    from dbus_fast import Message, MessageType
    from dbus_fast.errors import DBusError

    question = Message(
        destination=service, path=path, interface=interface, member=member, signature=signature, body=list(words)
    )
    answer = await asyncio.wait_for(bus.call(question), ANSWER_S)
    if answer is None or answer.message_type is not MessageType.METHOD_RETURN:
        raise DBusError(answer.error_name if answer and answer.error_name else f"{_BUS}.Error.Failed", member)
    return list(answer.body)


def _named(file: str) -> dict[str, str]:
    return {"xdg:schema": "org.earpiece.Memory", "file": file}
