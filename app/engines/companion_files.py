"""Makes, changes and deletes the user's own companions: files in one folder. What ships is never touched.

Called by `companion` on the main or an asker's thread, and by the window's door on a thread of its own. A change keeps
the comments and the order of a file that a person wrote; a file is whole or not there.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app import private_file
from app.companion.cards.card import card_from, card_of
from app.companion.cards.fit import Draft, draft_from, renamed
from app.companion.cards.reader import MOST_BYTES, read_card
from app.companion.persona import Persona, persona_from
from app.engines.persona_files import CompanionEntry, companion_entries, companion_entry, read_persona
from app.errors import BadHome, BadOption, BadSettings

LISTS = ("style", "limits", "starts")
NUMBERS = ("pace", "loudness_db")
TEXTS = ("name", "voice", "language", "character", "humour", "purpose", "greeting", "rating", "manner")
ORDER = (
    "name", "voice", "pace", "loudness_db", "language", "rating", "manner", "purpose", "greeting", "starts",
    "character",
    "humour", "style", "limits", "samples",
)
_ID_CHARS = 40


class CompanionFiles:
    """`folder`: the user's own; made when the first is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def entries(self) -> list[CompanionEntry]:
        return companion_entries(self._folder)

    def entry(self, name: str) -> CompanionEntry:
        """Raises BadOption."""
        return companion_entry(name, self._folder)

    def persona(self, name: str) -> Persona:
        """Raises BadOption, BadSettings."""
        return read_persona(self.entry(name).path)

    def values(self, name: str) -> dict[str, Any]:
        """The file as it is written. Raises BadOption, BadSettings."""
        entry = self.entry(name)
        read_persona(entry.path)
        return tomllib.loads(entry.path.read_text("utf-8"))

    def add(self, values: Mapping[str, object], *, may_replace: bool = False) -> str:
        """A new companion -> its id. Raises BadOption (there is one), BadSettings, BadHome, DiskFull."""
        persona = persona_from(values, source="the companion")
        identity = id_of(persona.name)
        known = {entry.id: entry for entry in self.entries()}
        if identity in known and not (may_replace and known[identity].is_own):
            fix = "Give it another: --as NAME." if not known[identity].is_own else "Name another, or replace it: --yes."
            raise BadOption(f"There is a companion called {identity!r} already.", fix)
        self._write(self._folder / f"{identity}.toml", written(values))
        return identity

    def own(self, name: str) -> Path:
        """The file that may be edited: the user's, or a copy of the shipped one, which it stands in front of."""
        entry = self.entry(name)
        if entry.is_own:
            return entry.path
        path = self._folder / entry.path.name
        self._write(path, entry.path.read_text("utf-8"))
        return path

    def change(self, name: str, changes: Mapping[str, object]) -> None:
        """Some values anew; '' or [] takes one out. Raises BadOption, BadSettings (nothing is changed), DiskFull."""
        import tomlkit  # 60 ms that no other action needs

        entry = self.entry(name)
        document: Any = tomlkit.parse(entry.path.read_text("utf-8"))
        for key, value in changes.items():
            if value in ("", []) and key not in ("style", "limits"):
                document.pop(key, None)
            elif key == "samples" and isinstance(value, list | tuple):
                document[key] = _tables(value)
            elif key in document or "samples" not in document:
                document[key] = value
            else:  # behind the samples' tables it would belong to the last of them
                samples = document.pop("samples")
                document[key] = value
                document["samples"] = samples
        text = tomlkit.dumps(document)
        persona_from(tomllib.loads(text), source=entry.path.name)
        self._write(self._folder / f"{entry.id}.toml", text)

    def delete(self, name: str) -> None:
        """Raises BadOption: it is not the user's own."""
        entry = self.entry(name)
        if not entry.is_own:
            raise BadOption(f"{entry.id} came with Earpiece and stays.", "Only your own companions can be deleted.")
        try:
            entry.path.unlink(missing_ok=True)
        except OSError as error:
            raise self._unusable(error) from error

    def exported(self, name: str, *, as_card: bool) -> str:
        """The file's text, or a V2 card in JSON. Raises BadOption, BadSettings."""
        return card_of(self.values(name)) if as_card else self.entry(name).path.read_text("utf-8")

    def drafted(self, path: Path, *, name: str = "", is_adult_wanted: bool = False) -> Draft:
        """What a card, or a companion's file in TOML, would become. Raises BadOption."""
        data = _bytes(path)
        if path.suffix.lower() != ".toml":
            return draft_from(card_from(read_card(data)), name=name, is_adult_wanted=is_adult_wanted)
        try:
            values = tomllib.loads(data.decode("utf-8"))
            values = renamed(values, name) if name else values
            persona = persona_from(values, source=path.name)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, BadSettings) as error:
            fix = "Name one, or a character card."
            raise BadOption(f"{path.name} is no companion's file ({error}).", fix) from error
        is_adult = persona.rating == "adult"
        values["rating"] = "adult" if is_adult and is_adult_wanted else "everyone"
        left = ("the rating for adults: it is rated for everyone",) if is_adult and not is_adult_wanted else ()
        return Draft(values, ("a companion of Earpiece, whole",), left, is_adult)

    def _write(self, path: Path, text: str) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            private_file.replace(path, text)
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> BadHome:
        return BadHome(f"The folder {self._folder} cannot be used ({error.strerror}).", "Make it writable for you.")


def id_of(name: str) -> str:
    """The name of its file: "Zoë Quinn" -> "zoe-quinn". Raises BadOption."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    identity = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_ID_CHARS].strip("-")
    if not identity:
        raise BadOption(f"{name!r} has no letter that a file's name may have.", "Give it another name: --as NAME.")
    return identity


def written(values: Mapping[str, object]) -> str:
    """A companion's file with these values, in the order that people read."""
    import tomlkit

    document = tomlkit.document()
    for key in (*ORDER, *(key for key in values if key not in ORDER)):
        value = values.get(key)
        if key == "samples" and isinstance(value, list | tuple):
            document[key] = _tables(value)
        elif value is not None and key in values:
            document[key] = value
    return tomlkit.dumps(document)


def _tables(samples: list[Any] | tuple[Any, ...]) -> Any:
    import tomlkit

    tables = tomlkit.aot()
    for sample in samples:
        table = tomlkit.table()
        table.update({key: sample[key] for key in ("user", "companion") if key in sample})
        tables.append(table)
    return tables


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadOption(f"{path.name} cannot be read ({error.strerror}).", "Name another file.") from error
