"""Whose voice is whose: what the user chose for each companion, as one line of the settings.

"samantha=af_heart, max=joe-low". Read by wiring, written by the settings page and the first run, on any thread. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_PAIR = re.compile(r"\s*([\w-]+)\s*=\s*([\w-]+)\s*")


def read_choice(line: str) -> dict[str, str]:
    """Companion -> voice. What is no pair is left out."""
    return {found[1]: found[2] for found in map(_PAIR.fullmatch, line.split(",")) if found}


def with_choice(line: str, companion: str, voice: str) -> str:
    """The line with one more choice, or with another one."""
    chosen: Mapping[str, str] = read_choice(line) | {companion: voice}
    return ", ".join(f"{each}={its}" for each, its in sorted(chosen.items()))
