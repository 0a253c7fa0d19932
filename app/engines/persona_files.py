"""Reads companions' files, so that app/companion/ stays pure: the shipped personas, and the user's own before them.

Called on the main thread, before anything starts, by `doctor` and by `companion`.
"""

from __future__ import annotations

import contextlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from app.companion.persona import Persona, persona_from
from app.errors import BadOption, BadSettings
from app.resources import asset

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")  # a file name, never a path


@dataclass(frozen=True)
class CompanionEntry:
    """One companion's file."""

    id: str
    path: Path
    is_own: bool
    """The user's; shipped ones are never changed."""


def load_persona(name: str, folder: Path) -> Persona:
    """The companion called `name` (upper or lower case). `folder`: the user's own files; they win over shipped ones.

    Raises BadOption for a name nobody has, BadSettings for a broken file.
    """
    return read_persona(companion_entry(name, folder).path)


def companion_entry(name: str, folder: Path) -> CompanionEntry:
    """Where the companion called `name` is from. Raises BadOption."""
    slug = name.strip().casefold()
    entries = {entry.id: entry for entry in companion_entries(folder)}
    if slug not in entries:
        raise BadOption(f"No companion is called {name!r}.", f"Choose one of: {', '.join(entries)}.")
    return entries[slug]


def companion_entries(folder: Path) -> list[CompanionEntry]:
    """All of them, sorted by id."""
    shipped = _files(asset("personas"))
    own = _files(folder)
    return [CompanionEntry(name, path, name in own) for name, path in sorted({**shipped, **own}.items())]


def other_personas(than: str, folder: Path) -> dict[str, Persona]:
    """Who may be called by name beside the companion `than`, by id. One whose file is broken cannot be called; `doctor`
    names it."""
    found: dict[str, Persona] = {}
    for entry in companion_entries(folder):
        if entry.id != than:
            with contextlib.suppress(BadSettings):
                found[entry.id] = read_persona(entry.path)
    return found


def persona_names(folder: Path) -> list[str]:
    """What `load_persona` accepts, sorted."""
    return [entry.id for entry in companion_entries(folder)]


def read_persona(path: Path) -> Persona:
    """Raises BadSettings."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"The companion file {path.name} cannot be read ({error}).", "Correct the file.") from error
    return persona_from(values, source=path.name)


def _files(folder: Path) -> dict[str, Path]:
    found = {path.stem.casefold(): path for path in folder.glob("*.toml")}
    return {name: path for name, path in found.items() if _NAME.fullmatch(name)}
