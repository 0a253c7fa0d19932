"""Which profile this machine uses: asked for, set by `models use`, or chosen once at set-up.

Called by wiring and the `models` command on the main thread. The choice lies beside the weights, because it is about
the machine, not about anybody's life with Earpiece: a new --home keeps it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app import private_file
from app.errors import BadOption, CannotStart
from app.weights.catalog import Catalog, Profile
from app.weights.catalog_file import load_catalog
from app.weights.weights import models_folder

_SMALL_MEMORY_BYTES = 6_000_000_000  # contract.md: under 6 GB the light profile
_SLOW_DECODE_TOKENS_PER_S = 25.0  # contract.md: of the 0.5 B model; people listen at about four tokens a second
LIGHT, STANDARD = "light", "standard"


def chosen_profile(explicit: str | None) -> Profile:
    """The profile of this machine. `explicit`: --profile. Raises BadOption for a name that nobody knows."""
    return Profiles(load_catalog(), models_folder()).chosen(explicit or os.environ.get("EARPIECE_PROFILE"))


def memory_bytes() -> int | None:
    """The machine's memory; None where the system does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None


class Profiles:
    """The profiles of `catalog`, and the choice that is stored under `root`."""

    def __init__(self, catalog: Catalog, root: Path) -> None:
        self._catalog = catalog
        self._root = root
        self._path = root / "profile.json"

    def named(self, name: str) -> Profile:
        """Raises BadOption."""
        if name not in self._catalog.profiles:
            raise BadOption(f"No profile is called {name!r}.", f"Choose one of {', '.join(self._catalog.profiles)}.")
        return self._catalog.profiles[name]

    def chosen(self, explicit: str | None) -> Profile:
        """`explicit`, else `models use`, else the stored choice, else light, which runs anywhere."""
        stored = self._read()
        return self.named(explicit or stored.get("used") or stored.get("chosen") or LIGHT)

    @property
    def is_settled(self) -> bool:
        """Whether somebody, or set-up, has chosen already: it is never done again by itself."""
        stored = self._read()
        return bool(stored.get("used") or stored.get("chosen"))

    @property
    def why(self) -> str:
        """Why it is the one that `chosen(None)` gives; one phrase."""
        stored = self._read()
        if stored.get("used"):
            return "set by `earpiece models use`"
        return stored.get("reason") or "nothing has been chosen yet"

    def use(self, name: str) -> None:
        """`models use`: from now on this one. Raises BadOption, CannotStart."""
        self._write({**self._read(), "used": self.named(name).name})

    def choose(self, memory: int | None, decode_tokens_per_s: Callable[[], float]) -> Profile:
        """Set-up's choice, stored with its reason. The model is timed only where memory leaves the question open."""
        if memory is not None and memory < _SMALL_MEMORY_BYTES:
            chosen, reason = LIGHT, f"{memory / 1e9:.1f} GB of memory, and standard wants 6"
        else:
            speed = decode_tokens_per_s()
            chosen = LIGHT if speed < _SLOW_DECODE_TOKENS_PER_S else STANDARD
            reason = f"the 0.5 B model writes {speed:.0f} tokens/s here, and standard wants 25"
        self._write({**self._read(), "chosen": chosen, "reason": reason})
        return self.named(chosen)

    def _read(self) -> dict[str, str]:
        with suppress(OSError, ValueError):
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(stored, dict):
                return {str(key): str(value) for key, value in stored.items()}
        return {}

    def _write(self, stored: dict[str, str]) -> None:
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            private_file.replace(self._path, json.dumps(stored, indent=1) + "\n")
        except OSError as error:
            raise CannotStart(
                f"The choice cannot be kept in {self._root} ({error.strerror}).",
                "Let EARPIECE_MODELS name a folder you can write to.",
            ) from error
