"""Everything in one open archive: a zip with the lines of memory, the user's own companions and a manifest.

Written and read by memory_files.py, on the asker's thread. The same memory makes the same file, byte for byte.
"""

from __future__ import annotations

import json
import re
import zipfile
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
_COMPANION_BYTES = 64_000
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


def is_bundle(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as bundle:
        return {_MANIFEST, MEMORIES} <= set(bundle.namelist())


@contextmanager
def memories_in(path: Path) -> Iterator[IO[bytes]]:
    """The lines of memory. Raises BadOption for an archive of a newer version."""
    with zipfile.ZipFile(path) as bundle:
        try:
            schema = int(json.loads(bundle.read(_MANIFEST))["schema"])
        except (ValueError, KeyError, TypeError) as error:
            raise BadOption(f"{path.name} is damaged: its manifest cannot be read.", "Export it again.") from error
        if schema > SCHEMA:
            raise BadOption(f"{path.name} was written by a newer Earpiece.", "Update Earpiece.")
        with bundle.open(MEMORIES) as file:
            yield file


def unpack_companions(path: Path, folder: Path) -> list[str]:
    """Those that are not there yet -> their files' names. Raises OSError, DiskFull."""
    new = []
    with zipfile.ZipFile(path) as bundle:
        for member in bundle.infolist():
            match = _COMPANION.fullmatch(member.filename)
            if match and member.file_size <= _COMPANION_BYTES and not (folder / match[1]).exists():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                private_file.replace(folder / match[1], bundle.read(member).decode("utf-8", "replace"))
                new.append(match[1])
    return new


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return member
