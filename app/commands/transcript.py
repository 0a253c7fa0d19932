"""`earpiece transcript`: what was said, listed, shown, searched, exported, deleted.

`run` opens the home, on the main thread, when nobody owns it. An owner calls `answer` with its store, on the keeper's
thread; `out` should be a buffer there, because an asker may be slow to read.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO, cast

from app import private_file
from app.clock import Clock
from app.commands.own_store import own_store
from app.errors import BadOption, UnknownId
from app.home import Home
from app.memory.export import FORMATS, as_json, as_lines
from app.memory.forget import Forgetting
from app.memory.protocol import Episode, TranscriptStore
from app.memory.selves import Selves
from app.memory.store import SqliteTranscriptStore


@dataclass(frozen=True)
class Place:
    """Where and when the command was given. `self_id` None: every self's words."""

    now: datetime
    folder: Path
    self_id: str | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the days on which something was said")
    show = actions.add_parser("show", help="what was said on one day")
    show.add_argument("day", metavar="DAY", help="2026-03-01, today or yesterday")
    search = actions.add_parser("search", help="where some words were said")
    search.add_argument("words", metavar="Q")
    export = actions.add_parser("export", help="write everything to a file")
    export.add_argument("file", metavar="F", help="- is standard output")
    export.add_argument("--format", choices=tuple(FORMATS), help="default: by the file's name, else md")
    delete = actions.add_parser("delete", help="delete one line for good")
    delete.add_argument("id", metavar="ID", help="as `show --json` prints it")
    for action in (listing, show, search):
        action.add_argument("--json", action="store_true")


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """-> exit code. Raises what `answer` does, and HomeBusy, BadHome, DatabaseUnusable."""
    with own_store(home, err) as store:
        return answer(args, store, out)


def answer(
    args: argparse.Namespace,
    store: TranscriptStore,
    out: TextIO,
    place: Place | None = None,
    forgotten: Callable[[tuple[str, ...]], None] = lambda _: None,
) -> int:
    """-> exit code. `place` None: as the arguments say; `forgotten`: told the ids of what is gone, so that a running
    conversation drops it too. Raises UnknownId, BadOption, DiskFull."""
    place = place or _place(args, cast(SqliteTranscriptStore, store))
    if args.action == "delete":
        forgotten(_delete(args, store, out))
    else:
        _ACTIONS[args.action](args, store, out, place)
    return 0


def _place(args: argparse.Namespace, store: SqliteTranscriptStore) -> Place:
    """`folder`: the asker's, when the command came over the socket."""
    folder = getattr(args, "folder", None) or Path.cwd()
    companion = getattr(args, "companion", None)
    named = getattr(args, "self_id", None)
    whose = Selves(store).named_of(named, companion) if named or companion else None
    return Place(Clock.from_environment(os.environ).now(), folder, whose)


def _list(args: argparse.Namespace, store: TranscriptStore, out: TextIO, place: Place) -> None:
    days = store.days(place.self_id)
    if args.json:
        out.write(json.dumps([{"day": day, "episodes": count} for day, count in days]) + "\n")
    elif days:
        out.writelines(f"{day}  {count} episode{'s' if count > 1 else ''}\n" for day, count in days)
    else:
        out.write("Nothing was said yet.\n")


def _show(args: argparse.Namespace, store: TranscriptStore, out: TextIO, place: Place) -> None:
    day = _day(args.day, place.now)
    episodes = store.of_day(day, place.self_id)
    if not episodes:
        raise UnknownId(f"Nothing was said on {day}.", "See the days with `earpiece transcript list`.")
    out.write(as_json(episodes) if args.json else as_lines(episodes))


def _search(args: argparse.Namespace, store: TranscriptStore, out: TextIO, place: Place) -> None:
    words = args.words.casefold()
    found = [episode for episode in store.all(place.self_id) if words in episode.text.casefold()]
    out.write(as_json(found) if args.json else "".join(_with_day(found)) or "Nothing was found.\n")


def _export(args: argparse.Namespace, store: TranscriptStore, out: TextIO, place: Place) -> None:
    suffix = Path(args.file).suffix.removeprefix(".")
    text = FORMATS[args.format or (suffix if suffix in FORMATS else "md")](store.all(place.self_id))
    if args.file == "-":
        out.write(text)
        return
    try:
        private_file.replace(place.folder / Path(args.file).expanduser(), text)
    except OSError as error:
        raise BadOption(f"{args.file} cannot be written ({error.strerror}).", "Name another file.") from error


def write_export(path: Path, form: str, episodes: Iterable[Episode]) -> str:
    """For the window -> what went wrong, or ''. `form`: a key of FORMATS."""
    try:
        private_file.replace(path, FORMATS[form](episodes))
    except OSError as error:
        return f"{path.name} cannot be written ({error.strerror})."
    return ""


def _delete(args: argparse.Namespace, store: TranscriptStore, out: TextIO) -> tuple[str, ...]:
    """With the facts that were read in it, and the replies that repeat it."""
    receipt = Forgetting(cast(SqliteTranscriptStore, store)).forget([args.id])
    if not receipt.said:
        raise UnknownId(f"There is no {args.id} in the transcript.", "See the ids with `transcript show DAY --json`.")
    out.write(f"Deleted {args.id}.\n" if receipt.ids == receipt.said else f"Deleted {args.id}. {receipt}\n")
    return receipt.ids


_ACTIONS: dict[str, Callable[[argparse.Namespace, TranscriptStore, TextIO, Place], None]] = {
    "list": _list,
    "show": _show,
    "search": _search,
    "export": _export,
}


def _day(text: str, now: datetime) -> str:
    ago = {"today": 0, "yesterday": 1}.get(text.lower())
    if ago is not None:
        return f"{now - timedelta(days=ago):%Y-%m-%d}"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise UnknownId(f"'{text}' is not a day.", "Write 2026-03-01, today or yesterday.")
    return text


def _with_day(episodes: Iterable[Episode]) -> list[str]:
    return [f"{episode.start:%Y-%m-%d} {as_lines([episode])}" for episode in episodes]
