"""Reads companions' files, so that app/companion/ stays pure: the shipped personas, and the user's own before them.

Called on the main thread, before anything starts, and by `doctor`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from app.companion.persona import Persona, persona_from
from app.errors import BadOption, BadSettings
from app.resources import asset

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")  # a file name, never a path


def load_persona(name: str, folder: Path) -> Persona:
    """The companion called `name` (upper or lower case). `folder`: the user's own files; they win over shipped ones.

    Raises BadOption for a name nobody has, BadSettings for a broken file.
    """
    slug = name.strip().casefold()
    files = _files(folder)
    if slug not in files:
        raise BadOption(f"No companion is called {name!r}.", f"Choose one of: {', '.join(sorted(files))}.")
    return _read(files[slug])


def persona_names(folder: Path) -> list[str]:
    """What `load_persona` accepts, sorted."""
    return sorted(_files(folder))


def _files(folder: Path) -> dict[str, Path]:
    found = [*asset("personas").glob("*.toml"), *folder.glob("*.toml")]
    return {path.stem.casefold(): path for path in found if _NAME.fullmatch(path.stem.casefold())}


def _read(path: Path) -> Persona:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"The companion file {path.name} cannot be read ({error}).", "Correct the file.") from error
    return persona_from(values, source=path.name)
