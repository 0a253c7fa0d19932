"""What logind and the screen savers say on D-Bus, as absences: which messages to ask for, and what each of them means.

Pure; used by linux.py on its thread. Interfaces: systemd's org.freedesktop.login1, the freedesktop idle inhibition's
org.freedesktop.ScreenSaver (KDE, Cinnamon, Xfce), GNOME's own of the same shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

Absence = Literal["suspended", "locked", "screen saver", "elsewhere"]
"""As in runtime/machine_life.py."""
News = tuple[Absence, bool]

LOGIND = "org.freedesktop.login1"
LOGIND_PATH = "/org/freedesktop/login1"
MANAGER = f"{LOGIND}.Manager"
SESSION = f"{LOGIND}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = {
    "org.freedesktop.ScreenSaver": "/org/freedesktop/ScreenSaver",
    "org.gnome.ScreenSaver": "/org/gnome/ScreenSaver",
}


def system_rules(session: str | None) -> list[str]:
    """`session`: the object path of the user's session; None: there is none."""
    rules = [f"type='signal',sender='{LOGIND}',interface='{MANAGER}',member='PrepareForSleep'"]
    if session is not None:
        rules += [
            f"type='signal',sender='{LOGIND}',path='{session}',interface='{interface}'"
            for interface in (SESSION, PROPERTIES)
        ]
    return rules


def session_rules() -> list[str]:
    return [f"type='signal',interface='{name}',member='ActiveChanged'" for name in SCREEN_SAVERS]


def meaning(interface: str | None, member: str | None, body: list[Any]) -> Iterator[News]:
    """What a signal says; nothing, if it is about something else. `Lock` is logind's wish that somebody locks the
    screen, `LockedHint` the desktop's word that it is: either will do, and the screen saver's end ends both."""
    match member:
        case "PrepareForSleep" if interface == MANAGER and body:
            yield "suspended", bool(body[0])
        case "Lock" | "Unlock" if interface == SESSION:
            yield "locked", member == "Lock"
        case "ActiveChanged" if interface in SCREEN_SAVERS and body:
            yield "screen saver", bool(body[0])
            if not body[0]:
                yield "locked", False
        case "PropertiesChanged" if len(body) > 1 and body[0] == SESSION:
            yield from session_news({name: variant.value for name, variant in body[1].items()})


def session_news(properties: Mapping[str, object]) -> Iterator[News]:
    """What a session's properties say, as far as they are told."""
    if "LockedHint" in properties:
        yield "locked", bool(properties["LockedHint"])
    if "Active" in properties:
        yield "elsewhere", not properties["Active"]
