"""Reads rows straight from the pages of an SQLite file or its log, without SQLite: for a file it refuses to open.

After sqlite.org/fileformat2.html, sections 1.6 (b-tree pages), 2.1 (records) and 4 (the log). Everything that does not
fit the format is skipped. Called by salvage.py.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_LEAF = 0x0D  # of a table
_FILE_HEADER_BYTES = 100
_LOG_HEADER_BYTES, _FRAME_HEADER_BYTES = 32, 24
_USUAL_PAGE_BYTES = 4_096
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MOST_COLUMNS = 64


def rows_in(path: Path) -> Iterator[list[Any]]:
    """The values of every row of every table that can be read. A log is told by its name."""
    if path.stat().st_size == 0:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        pages = _Pages(content, is_log=path.name.endswith("-wal"))
        for number in range(1, pages.count + 1):
            yield from _rows(pages, number)


class _Pages:
    """The pages of a file, counted from 1. In a log the same page may come again, so chains are not followed there."""

    def __init__(self, content: mmap.mmap, *, is_log: bool) -> None:
        self._content = content
        self.is_log = is_log
        size = int.from_bytes(content[8:12] if is_log else content[16:18], "big")
        self.size = size if size in (512, 1024, 2048, 4096, 8192, 16384, 32768) else _USUAL_PAGE_BYTES
        self._step = self.size + (_FRAME_HEADER_BYTES if is_log else 0)
        self.count = max(0, len(content) - (_LOG_HEADER_BYTES if is_log else 0)) // self._step

    def __getitem__(self, number: int) -> bytes:
        begin = (number - 1) * self._step
        begin += _LOG_HEADER_BYTES + _FRAME_HEADER_BYTES if self.is_log else 0
        return self._content[begin : begin + self.size]

    def is_first(self, number: int) -> bool:
        """Page 1 begins with the file's own header."""
        return self[number][:16] == b"SQLite format 3\0"


def _rows(pages: _Pages, number: int) -> Iterator[list[Any]]:
    page = pages[number]
    begin = _FILE_HEADER_BYTES if pages.is_first(number) else 0
    if len(page) <= begin + 8 or page[begin] != _LEAF:
        return
    count = int.from_bytes(page[begin + 3 : begin + 5], "big")
    for place in range(begin + 8, min(begin + 8 + 2 * count, len(page) - 1), 2):
        try:
            yield _record(_payload(pages, page, int.from_bytes(page[place : place + 2], "big")))
        except (IndexError, ValueError):
            continue  # a broken cell: the next may be sound


def _payload(pages: _Pages, page: bytes, place: int) -> bytes:
    length, place = _varint(page, place)
    _, place = _varint(page, place)  # the row's number
    whole_bytes, least_bytes = pages.size - 35, (pages.size - 12) * 32 // 255 - 23
    if length <= whole_bytes:
        return page[place : place + length]
    here = least_bytes + (length - least_bytes) % (pages.size - 4)
    here = here if here <= whole_bytes else least_bytes
    payload, following = page[place : place + here], int.from_bytes(page[place + here : place + here + 4], "big")
    while len(payload) < length:
        if pages.is_log or not 0 < following <= pages.count:
            raise ValueError("the chain is broken")
        payload += pages[following][4:]
        following = int.from_bytes(pages[following][:4], "big")
    return payload[:length]


def _record(payload: bytes) -> list[Any]:
    header_bytes, place = _varint(payload, 0)
    kinds = []
    while place < header_bytes:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    if len(kinds) > _MOST_COLUMNS or place != header_bytes:
        raise ValueError("no record")
    values = []
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    return values


def _value(payload: bytes, place: int, kind: int) -> tuple[Any, int]:
    if kind in (0, 8, 9):
        return {0: None, 8: 0, 9: 1}[kind], place
    length = _INTEGER_BYTES.get(kind, 8 if kind == 7 else (kind - 12) // 2)
    raw = payload[place : place + length]
    if kind in (10, 11) or len(raw) < length:
        raise ValueError("cut off")
    if kind <= 6:
        return int.from_bytes(raw, "big", signed=True), place + length
    return raw.decode() if kind >= 13 and kind % 2 else raw, place + length


def _varint(content: bytes, place: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = content[place + step]
        if step == 8:
            return value << 8 | byte, place + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + step + 1
    raise ValueError("no number")
