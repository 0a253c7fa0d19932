"""Secrets that no other text has, told to a companion who repeats them, and the search for what is left of them."""

from __future__ import annotations

from pathlib import Path

from app.memory.store import SqliteTranscriptStore
from tests.kit.episodes import episode

SECRETS = 40
_SYLLABLES = ("ba", "ko", "ri", "zu", "me", "fa", "lo", "ti", "gu", "ne")


def secret_words(number: int) -> str:
    """A word like "xqbakorizu": no other text has it."""
    return "xq" + "".join(_SYLLABLES[int(digit)] for digit in f"{number:04}")


def keep_secrets(store: SqliteTranscriptStore, count: int) -> list[str]:
    """-> the ids of the lines that tell them. Ordinary talk stands around each."""
    ids = []
    for n in range(count):
        word = secret_words(n)
        told = episode(f"My secret word for door {n} is {word}, keep it.", after_s=10 * n)
        ids.append(told.id)
        store.keep(episode(f"We talked about the weather, number {n}.", after_s=10 * n - 2))
        store.keep(told)
        store.keep(episode(f"I will keep {word} safe.", speaker="companion", after_s=10 * n + 2))
        store.keep(episode("And now to something else.", after_s=10 * n + 4))
    return ids


def traces(folder: Path, count: int) -> list[int]:
    """Numbers of the secrets of which some file under `folder` has a byte string."""
    content = b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()).lower()
    return [n for n in range(count) if secret_words(n).encode() in content]
