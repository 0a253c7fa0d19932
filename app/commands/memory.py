"""`earpiece memory`: what is remembered, listed, searched, shown with its source, edited, forgotten, carried elsewhere.

`run` opens the home, on the main thread, when nobody owns it. An owner calls `answer` on the asker's thread, with a way
to its store's thread; nothing is read or written elsewhere.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TextIO, TypeVar

from app.clock import Clock
from app.commands import memory_files, memory_lines
from app.commands.own_store import own_store
from app.engines.persona_files import persona_names
from app.errors import BadOption, UnknownId
from app.home import Home
from app.memory.facts.fact_store import FactStore
from app.memory.forget import Forgetting, Receipt
from app.memory.ids import Ids
from app.memory.lookup import episodes, matching, newest, selves
from app.memory.selves import Selves
from app.memory.store import SqliteTranscriptStore
from app.settings_file import SettingsFile

T = TypeVar("T")

_FOUND = 20
_ALL = 2**31
_UNITS_S = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


class OnStoreThread(Protocol):
    """Runs a job where the store lives; -> what it returns, or raises what it raised."""

    def __call__(self, job: Callable[[], T]) -> T: ...


def here(job: Callable[[], T]) -> T:
    """This thread is the store's."""
    return job()


@dataclass(frozen=True)
class Desk:
    """What a command works with."""

    args: argparse.Namespace
    home: Home
    store: SqliteTranscriptStore
    out: TextIO
    now: datetime
    run: OnStoreThread
    forgotten: Callable[[tuple[str, ...]], None]
    """Told the ids that are gone, so that a running conversation drops them too."""

    @property
    def folder(self) -> Path:
        """The asker's, when the command came over the socket."""
        return getattr(self.args, "folder", None) or Path.cwd()

    @property
    def shares_store(self) -> bool:
        """A conversation is going on beside this."""
        return self.run is not here

    @property
    def companion(self) -> str:
        """As named, else the one who answers by the settings."""
        named = getattr(self.args, "companion", None)
        return (named or SettingsFile(self.home.settings_path).load().companion).strip().casefold()

    @property
    def facts(self) -> FactStore:
        return FactStore(lambda: self.store.db, self.store.path, new_id=Ids().new)

    def named_self(self) -> str | None:
        """The self that the options name; None: none is named. On the store's thread. Raises BadOption."""
        self_id, companion = getattr(self.args, "self_id", None), getattr(self.args, "companion", None)
        known = selves(self.store.db)
        if companion:
            names = {*known.values(), *persona_names(self.home.companions_folder)}
            if self.companion not in names:
                raise BadOption(f"No companion is called {companion!r}.", f"Choose one of: {', '.join(sorted(names))}.")
        whose = self.companion if companion or (self_id and self_id not in known) else None
        return Selves(self.store).named_of(self_id, whose) if self_id or companion else None

    def own_self(self) -> str:
        """The named self, else the companion's current one."""
        return self.named_self() or Selves(self.store).current(self.companion)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="what is remembered: facts, then what was said")
    listing.add_argument("--limit", type=int, default=_ALL, metavar="N", help="only the last N lines that were said")
    search = actions.add_parser("search", help="what comes nearest to some words")
    search.add_argument("words", metavar="Q")
    search.add_argument("--limit", type=int, default=_FOUND, metavar="N", help=f"at most N ({_FOUND})")
    show = actions.add_parser("show", help="one memory, and where it is from")
    show.add_argument("id", metavar="ID")
    edit = actions.add_parser("edit", help="put it right; the old words are forgotten")
    edit.add_argument("id", metavar="ID")
    edit.add_argument("text", metavar="TEXT")
    forget = actions.add_parser("forget", help="forget for good, with all that was made of it")
    forget.add_argument("ids", metavar="ID", nargs="*")
    forget.add_argument("--last", metavar="T", help="what was said in the last 30s, 5m, 2h or 1d")
    for action in (listing, search, show, forget):
        action.add_argument("--json", action="store_true")
    memory_files.add_arguments(actions)


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """-> exit code. Raises what `answer` does, and HomeBusy, BadHome, DatabaseUnusable."""
    with own_store(home, err) as store:
        return answer(args, home, store, out)


def answer(
    args: argparse.Namespace,
    home: Home,
    store: SqliteTranscriptStore,
    out: TextIO,
    run: OnStoreThread = here,
    forgotten: Callable[[tuple[str, ...]], None] = lambda _: None,
) -> int:
    """-> exit code. Raises UnknownId, BadOption, DiskFull."""
    now = Clock.from_environment(os.environ).now()
    _ACTIONS[args.action](Desk(args, home, store, out, now, run, forgotten))
    return 0


def _list(desk: Desk) -> None:
    def read() -> str:
        self_id = desk.own_self()
        said = newest(desk.store.db, self_id, max(0, desk.args.limit))
        return memory_lines.listed(desk.facts.current(self_id), said, desk.store.db, as_json=desk.args.json)

    desk.out.write(desk.run(read))


def _search(desk: Desk) -> None:
    from app.memory.recall import MemoryRecall  # numpy, which no other action needs

    def read() -> str:
        """As recall finds it, dates and all, but by words: no model is loaded for a command. Where nothing is near
        enough to be quoted to anybody, whatever has one of the words."""
        db, self_id, limit = desk.store.db, desk.own_self(), max(0, desk.args.limit)
        recall = MemoryRecall(desk.store, None)
        recall.load()
        near = recall.recall(desk.args.words, self_id=self_id, now=desk.now, limit=limit).memories
        said = {one.id: one for one in episodes(db, [memory.id for memory in near])}
        hits = [(memory.score, said[memory.id]) for memory in near if memory.id in said]
        return memory_lines.found(hits or matching(db, desk.args.words, self_id, limit), as_json=desk.args.json)

    desk.out.write(desk.run(read))


def _show(desk: Desk) -> None:
    def read() -> str:
        db, facts, identity = desk.store.db, desk.facts, desk.args.id
        fact = facts.get(identity)
        if fact is not None:
            source = episodes(db, [fact.source_episode_id])[0]
            return memory_lines.shown_fact(fact, source, facts.history(identity), as_json=desk.args.json)
        said = episodes(db, [identity])
        if not said:
            raise _unknown(identity)
        return memory_lines.shown_episode(said[0], facts.of_episodes([identity]), db, as_json=desk.args.json)

    desk.out.write(desk.run(read))


def _edit(desk: Desk) -> None:
    identity, text = desk.args.id, desk.args.text.strip()
    if not text:
        raise BadOption("There is no text to put in its place.", f"To forget it: earpiece memory forget {identity}")

    def write() -> Receipt | str:
        fact = desk.facts.edit(identity, text, now=desk.now)
        if fact is not None:
            return fact.id
        receipt = Forgetting(desk.store).edit(identity, text, desk.now)
        if receipt is None:
            raise _unknown(identity)
        return receipt

    done = desk.run(write)
    if isinstance(done, str):
        desk.out.write(f"Edited: {done} takes the place of {identity}.\n")
        return
    desk.forgotten((identity, *done.ids))
    desk.out.write(f"Edited {identity}; its old words are gone. {done if done.ids else ''}".rstrip() + "\n")


def _forget(desk: Desk) -> None:
    if bool(desk.args.ids) == bool(desk.args.last):
        raise BadOption("What is to be forgotten?", "Name ids, or a time: --last 5m.")
    last = _length(desk.args.last) if desk.args.last else None

    def write() -> Receipt:
        forgetting = Forgetting(desk.store)
        ids = desk.args.ids if last is None else forgetting.since(desk.now - last, desk.named_self())
        return forgetting.forget(ids)

    receipt = desk.run(write)
    desk.forgotten(receipt.ids)
    if desk.args.json:
        gone = {"said": receipt.said, "replies": receipt.replies, "facts": receipt.facts, "unknown": receipt.unknown}
        desk.out.write(json.dumps(gone) + "\n")
    elif receipt.ids or last is not None:
        desk.out.write(f"{receipt}\n")
    if receipt.unknown:
        raise _unknown(", ".join(receipt.unknown))


_ACTIONS: dict[str, Callable[[Desk], None]] = {
    "list": _list,
    "search": _search,
    "show": _show,
    "edit": _edit,
    "forget": _forget,
    "export": lambda desk: memory_files.write(desk),
    "import": lambda desk: memory_files.read(desk),
}


def _length(text: str) -> timedelta:
    match = re.fullmatch(r"(\d{1,6})\s*([smhd])", text.strip().lower())
    if match is None:
        raise BadOption(f"'{text}' is not a length of time.", "Write 30s, 5m, 2h or 1d.")
    return timedelta(seconds=int(match[1]) * _UNITS_S[match[2]])


def _unknown(identity: str) -> UnknownId:
    return UnknownId(f"There is no {identity} in memory.", "See the ids with: earpiece memory list")
