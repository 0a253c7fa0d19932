"""Everything in one open archive: a zip with the lines of memory, the user's own companions and a manifest.

Written and read by memory_files.py, on the asker's thread. The same memory makes the same file, byte for byte.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from app import private_file
from app.errors import BadOption

SCHEMA = 1
MEMORIES = "memories.jsonl"
_MANIFEST = "manifest.json"
_COMPANION = re.compile(r"companions/([a-z0-9][a-z0-9_-]*\.toml)")
_SMALL_BYTES = 64_000
"""A companion's file, or the manifest."""
_LOCKED = 0x1  # the flag's bit
_HARMLESS_BYTES, _MOST_PACKED = 50_000_000, 200
"""Words are packed to a fifth, one character over and over to a thousandth."""
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: the same at every export


class _Sink:
    """Takes what the zip writes, until it is fetched."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def packed(lines: Iterable[str], companions: Path) -> Iterator[bytes]:
    """The archive in pieces. `companions`: the folder of the user's own."""
    sink = _Sink()
    with zipfile.ZipFile(cast(IO[bytes], sink), "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(_member(_MANIFEST), json.dumps({"format": "earpiece", "schema": SCHEMA}) + "\n")
        for path in sorted(companions.glob("*.toml")):
            bundle.writestr(_member(f"companions/{path.name}"), path.read_bytes())
        with bundle.open(_member(MEMORIES), "w", force_zip64=True) as member:
            for line in lines:
                member.write(line.encode())
                yield sink.taken()
    yield sink.taken()


@contextmanager
def unpacking(path: Path) -> Iterator[zipfile.ZipFile]:
    """Any archive, ours or another program's. What the unpacker says of a broken one becomes one line: BadOption."""
    try:
        with zipfile.ZipFile(path) as bundle:
            for member in bundle.infolist():
                _check(path, member)
            yield bundle
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise BadOption(f"{path.name} is damaged: it cannot be unpacked.", "Export it again.") from error


def _check(path: Path, member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _LOCKED:
        raise BadOption(f"{path.name} is locked with a password.", "Unpack it, and import what is in it.")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadOption(f"{path.name} is packed in a way that is not known.", "Unpack it, and import what is in it.")
    if member.file_size > _HARMLESS_BYTES and member.file_size > _MOST_PACKED * member.compress_size:
        what = f"{path.name} is no export: {member.file_size // 1_000_000} MB of nothing are packed into it."
        raise BadOption(what, "Export it again.")


def is_bundle(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with unpacking(path) as bundle:
        return {_MANIFEST, MEMORIES} <= set(bundle.namelist())


@contextmanager
def memories_in(path: Path) -> Iterator[IO[bytes]]:
    """The lines of memory. Raises BadOption for an archive that is broken, or of a newer version."""
    with unpacking(path) as bundle:
        if _schema(path, bundle) > SCHEMA:
            raise BadOption(f"{path.name} was written by a newer Earpiece.", "Update Earpiece.")
        with bundle.open(MEMORIES) as file:
            yield file


def _schema(path: Path, bundle: zipfile.ZipFile) -> int:
    with bundle.open(_MANIFEST) as file:
        text = file.read(_SMALL_BYTES)
    try:
        manifest = json.loads(text)
    except (ValueError, RecursionError):
        manifest = None
    schema = manifest.get("schema") if isinstance(manifest, dict) else None
    if not isinstance(schema, int) or schema < 1:
        raise BadOption(f"{path.name} is damaged: its manifest cannot be read.", "Export it again.")
    return schema


def unpack_companions(path: Path, folder: Path) -> list[str]:
    """Those that are not there yet -> their files' names. Raises OSError, DiskFull."""
    new = []
    with unpacking(path) as bundle:
        for member in bundle.infolist():
            match = _COMPANION.fullmatch(member.filename)
            if match and member.file_size <= _SMALL_BYTES and not (folder / match[1]).exists():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                private_file.replace(folder / match[1], bundle.read(member).decode("utf-8", "replace"))
                new.append(match[1])
    return new


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return member
