"""earpiece.toml: people edit it, so their comments and order survive, and a mistake is told with its line.

Read on the main thread at the start, written wherever a switch survives a restart. Absent: every default.
"""

from __future__ import annotations

import re
import threading
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from app import private_file
from app.errors import BadHome, BadSettings
from app.settings import Settings, Value, WrongSetting, declared, settings_from

_WRITING = threading.Lock()
"""Two threads that change one setting each must not lose the other's."""


class SettingsFile:
    """`path`: the file, which need not exist."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """Raises BadSettings (line and key named), BadHome."""
        text = self._read()
        try:
            return settings_from(dict(_flat(self._parse(text))))
        except WrongSetting as wrong:
            raise self._bad(_line_of(text, wrong.key), f", {wrong.key}: {wrong.why}", wrong.fix) from wrong

    def set(self, key: str, value: Value) -> Settings:
        """Keep one setting and return all of them as they are now. Raises BadSettings, BadHome, DiskFull.

        The file is on disk when this returns; on an error it is as before.
        """
        try:
            kept = declared(key).check(value)
        except WrongSetting as wrong:
            raise BadSettings(f"{wrong.key}: {wrong.why}", wrong.fix) from wrong
        with _WRITING:
            settings = self.load()
            self._write(key, kept)
        return replace(settings, **{declared(key).field: kept})  # type: ignore[arg-type]  # check() gave the field its type

    def _write(self, key: str, value: Value) -> None:
        import tomlkit  # 60 ms that a start does not need

        document = tomlkit.parse(self._read())
        section, name = key.split(".")
        if section not in document:
            document[section] = tomlkit.table()
        document[section][name] = value
        try:
            private_file.replace(self._path, tomlkit.dumps(document))
        except OSError as error:
            raise self._unusable(error) from error

    def _read(self) -> str:
        try:
            return self._path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise self._bad(line, ": it is not UTF-8 text.", "Save the file as UTF-8.") from error
        except OSError as error:
            raise self._unusable(error) from error

    def _parse(self, text: str) -> dict[str, object]:
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.fullmatch(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", str(error), re.DOTALL)
            why, line = (found[1], found[2]) if found else (str(error), None)
            last = text.count("\n") + 1
            raise self._bad(int(line or last), f": {why}.", "Correct the line; this is a TOML file.") from error

    def _bad(self, line: int, what: str, fix: str) -> BadSettings:
        return BadSettings(f"{self._path.name} line {line}{what}", f"{fix} The file is {self._path}.")

    def _unusable(self, error: OSError) -> BadHome:
        return BadHome(f"{self._path} cannot be used ({error.strerror}).", "Make it readable and writable for you.")


def _flat(tables: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """{"voice": {"speed": 1}} -> ("voice.speed", 1)"""
    for name, value in tables.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _line_of(text: str, key: str) -> int:
    """The line (from 1) that sets `key`, however it is written: in its table, dotted, or in an inline table."""
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if table := re.match(r"\s*\[+([^\[\]]+)\]", line):
            section = _bare(table[1]) + "."
        elif assigned := re.match(r"\s*([^=#]+?)\s*=", line):
            here = section + _bare(assigned[1])
            if key == here or key.startswith(here + "."):
                return number
    return 1


def _bare(key: str) -> str:
    """`voice . "speed"` -> `voice.speed`"""
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
