"""`earpiece wipe`: deletes everything Earpiece knows, after a question, and says what it leaves.

Runs on the main thread, never inside an owner: it must be alone. It deletes what is Earpiece's by name; other files in
the folder (somebody may have chosen their documents as --home) stay.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from app.errors import Failed
from app.home import Home, is_usual
from app.weights.catalog_file import load_catalog
from app.weights.weights import models_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weights", action="store_true", help="the models too")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(
    args: argparse.Namespace,
    home: Home,
    out: TextIO,
    err: TextIO,
    *,
    answer: Callable[[], str] = input,
) -> int:
    """-> exit code. `answer`: reads one line. Raises HomeBusy while somebody owns the home, BadHome, Failed."""
    if not home.folder.is_dir():
        _wipe(args, home, out, err, answer)
        return 0
    with home.own():
        agreed = _wipe(args, home, out, err, answer)
    if agreed:
        home.lock_path.unlink(missing_ok=True)
        _remove_if_empty(home.folder)
    return 0


def _wipe(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO, answer: Callable[[], str]) -> bool:
    models = models_folder()
    doomed = [*_data(home), *(_weights(models) if args.weights else [])]
    if not doomed:
        out.write(f"There is nothing to delete in {home.folder}.\n")
    elif not (args.yes or _agreed(doomed, err, answer)):
        out.write("Nothing was deleted.\n")
        return False
    _drop_key(home)
    for path in doomed:
        _delete(path)
        out.write(f"Deleted {path}\n")
    if args.weights:
        _remove_if_empty(models)
    out.writelines(f"Left {path}\n" for path in _left(home, models))
    return True


def _drop_key(home: Home) -> None:
    """The keyring's one for this folder's memories: it opens nothing any more."""
    from app.desktop_life.secret_service import system_keyring
    from app.memory.encryption import header_of, is_encrypted, salt_of_file
    from app.memory.keys import name_of

    header = header_of(home.database_path)
    if is_encrypted(header) and (keyring := system_keyring(os.environ)) is not None:
        keyring.drop(name_of(salt_of_file(header)))


def _data(home: Home) -> list[Path]:
    names = [
        home.settings_path, home.database_path, home.companions_folder, home.cache_folder, home.voice_print_path,
        home.log_path,
    ]  # fmt: skip
    beside = [
        *home.folder.glob(f"{home.database_path.name}-*"),  # SQLite's log and index
        *home.folder.glob(f"{home.log_path.name}.*"),  # the older log
        *home.folder.glob(f".{home.settings_path.name}.*"),  # half-written, after a crash
        *home.folder.glob(f".{home.voice_print_path.name}.*"),
    ]
    return _existing([*names, *beside, *_desktops(home)])


def _desktops(home: Home) -> list[Path]:
    """What the desktop was told of this home: a program that starts at login must not come back after it was wiped."""
    from app.household.autostart import of_this_user
    from app.household.launcher import usual_launcher

    if not is_usual(home):
        return []
    return [usual_launcher(os.environ, sys.platform).path, of_this_user(None).path]


def _weights(models: Path) -> list[Path]:
    """What is in the catalog, and what pulling it leaves beside it."""
    return _existing(models / name for name in (*load_catalog().weights, ".staging", ".lock", "profile.json"))


def _existing(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if path.exists() or path.is_symlink()]


def _agreed(doomed: list[Path], err: TextIO, answer: Callable[[], str]) -> bool:
    err.write("This deletes for good:\n" + "".join(f"  {path}\n" for path in doomed) + "Type yes to go on: ")
    err.flush()
    try:
        return answer().strip().lower() == "yes"
    except EOFError:
        raise Failed("Nothing was deleted: nobody answered the question.", "Say --yes if you mean it.") from None


def _delete(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as error:
        raise Failed(f"{path} could not be deleted ({error.strerror}).", "Delete it by hand.") from error


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _left(home: Home, models: Path) -> list[Path]:
    """What is not ours, and the weights when they were not asked for."""
    others = home.folder.iterdir() if home.folder.is_dir() else []
    return sorted({path for path in others if path != home.lock_path} | set(_existing([models])))
