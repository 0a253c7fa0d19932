"""What the catalog says of profiles and weights, in the window's language: for whom a profile is, how quick things are.

Used by the settings page. The catalog is written in English, because commands and other programs read it too; names of
models stay as they are.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def translated(words: str) -> str:
    """As they are, where nobody has translated them."""
    return {
        "under 6 GB of memory, or a slow processor": _tr("under 6 GB of memory, or a slow processor"),
        "6 GB of memory and two quick cores": _tr("6 GB of memory and two quick cores"),
        "answers after 0.9 s on two cores": _tr("answers after 0.9 s on two cores"),
        "answers after 1.4 s on two cores": _tr("answers after 1.4 s on two cores"),
        "a sentence in 0.4 s": _tr("a sentence in 0.4 s"),
        "48 tokens a second": _tr("48 tokens a second"),
        "23 tokens a second": _tr("23 tokens a second"),
        "11 times as fast as speech": _tr("11 times as fast as speech"),
        "about as fast as speech": _tr("about as fast as speech"),
    }.get(words, words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Catalog", text)
