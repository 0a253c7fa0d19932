"""What lies in the home, in words and sizes; deleting it; and starting again, for the window.

Asked on the main thread, looked up on the household's. What ends the app is only noted here and done by the command
`tray` when everything is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app.home import Home, is_usual
from app.household.autostart import Autostart
from app.household.problem import problem_of
from app.ui.household import Holding, Holdings
from app.weights.weights import models_folder

if TYPE_CHECKING:
    from app.ui.doors import Front

After = Literal["", "again", "wipe"]

PLAIN = b"SQLite format 3\x00"
"""How a database begins that anybody can read."""


class Folder:
    """`after`: what the user wants once everything is closed."""

    def __init__(self, home: Home, pool: Executor, autostart: Autostart) -> None:
        self._home = home
        self._pool = pool
        self._autostart = autostart
        self.front: Front | None = None
        self.since: Callable[[], date | None] = lambda: None
        """The day of the oldest line; asked on the household's thread."""
        self.after: After = ""

    def look(self, answer: Callable[[Holdings], None]) -> None:
        self._pool.submit(lambda: answer(self._holdings()))

    def starts_at_login(self) -> bool | None:
        return self._autostart.is_on if self._autostart.is_possible else None

    def start_at_login(self, *, is_on: bool) -> str:
        return problem_of(lambda: self._autostart.set(is_on=is_on))

    def voice_is_enrolled(self) -> bool:
        return self._home.voice_print_path.exists()

    def start_again(self) -> None:
        self._leave("again")

    def wipe(self) -> None:
        self._leave("wipe")

    def _leave(self, after: After) -> None:
        if self.front is not None:
            self.after = after
            self.front.quit()

    def _holdings(self) -> Holdings:
        models = models_folder()
        things = [Holding(what, size) for what, paths in _parts(self._home) if (size := _size_bytes(paths))]
        return Holdings(
            str(self._home.folder),
            tuple(things),
            self.since(),
            _is_encrypted(self._home.database_path),
            str(models),
            _size_bytes([models]),
            locks_itself=is_usual(self._home),
        )


def _parts(home: Home) -> list[tuple[str, Iterable[Path]]]:
    return [
        ("Transcript and memories", home.folder.glob(f"{home.database_path.name}*")),
        ("Companions of your own", [home.companions_folder]),
        ("Prompt caches: who your companions are, prepared for the model", [home.cache_folder]),
        ("Your voice print", [home.voice_print_path]),
        ("Settings", [home.settings_path]),
        ("Log: times and counts, never words", home.folder.glob(f"{home.log_path.name}*")),
    ]


def _size_bytes(paths: Iterable[Path]) -> int:
    """Of files, and of folders with all that is in them; what vanishes meanwhile counts nothing."""
    total = 0
    for path in paths:
        for each in [path, *path.rglob("*")] if path.is_dir() else [path]:
            try:
                total += each.stat().st_size if each.is_file() else 0
            except OSError:
                continue
    return total


def _is_encrypted(database: Path) -> bool:
    try:
        with database.open("rb") as file:
            begin = file.read(len(PLAIN))
    except OSError:
        return False
    return bool(begin) and begin != PLAIN
