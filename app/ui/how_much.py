"""How much is kept, said in words: turns, since when, memories, and what that takes of the disk. Main thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.memory.protocol import Kept
from app.ui.dates import Dates

PHOTO_BYTES = 3_000_000
"""One of a telephone's, roughly."""


def how_much(kept: Kept, memories: int, dates: Dates) -> str:
    """ "37 memories, and what was said in 1,204 turns since 3 March. 4.2 MB, about as much as one photo." """
    if kept.since is None:
        return ""
    facts = _tr("One memory") if memories == 1 else _tr("{count} memories").format(count=_number(memories))
    words = _tr("{memories}, and every word of one turn") if kept.turns == 1 else _tr(
        "{memories}, and every word of {turns} turns since {day}"
    )  # fmt: skip
    said = words.format(memories=facts, turns=_number(kept.turns), day=dates.plain(f"{kept.since:%Y-%m-%d}"))
    size = QLocale().formattedDataSize(kept.size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    return f"{said}. {size}, {_like(kept.size_bytes)}."


def _like(size_bytes: int) -> str:
    photos = round(size_bytes / PHOTO_BYTES)
    if photos == 0:
        return _tr("less than a photo")
    return _tr("about as much as one photo") if photos == 1 else _tr("about as much as {count} photos").format(
        count=_number(photos)
    )  # fmt: skip


def _number(count: int) -> str:
    return QLocale().toString(count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("how_much", text)
