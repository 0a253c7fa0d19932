"""`earpiece companion fork | selves | rename | use | merge | let-go`: the branches of a companion's life.

`run` opens the home, on the main thread, when nobody owns it; commands/companion.py hands it the actions named in
SUBCOMMANDS. An owner calls `answer` on the asker's thread, with a way to its store's thread.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from app import private_file
from app.clock import Clock
from app.commands.memory import Desk, OnStoreThread, here
from app.commands.own_store import own_store
from app.engines.persona_files import companion_entry, load_persona, persona_names
from app.errors import BadOption, Failed, UnknownId
from app.home import Home
from app.memory.branching import fork_with
from app.memory.forget import Forgetting
from app.memory.letting_go import branch_of, let_go, lines_of
from app.memory.lookup import selves as all_selves
from app.memory.selves import Branch, Selves
from app.memory.store import SqliteTranscriptStore
from app.memory.topic import lines_about, lines_said


def add_arguments(actions: Any) -> None:  # argparse does not name the type of subparsers
    """Adds one parser for each of SUBCOMMANDS to `actions`."""
    fork = actions.add_parser("fork", help="branch off another self; prints its id")
    fork.add_argument("name", metavar="NAME")
    fork.add_argument("--from", dest="turn", metavar="TURN_ID", help="the last line that it shares (default: all)")
    fork.add_argument("--only", default="", metavar="TOPIC", help="it knows only what was said about this, as copies")
    fork.add_argument("--as", dest="label", default="", metavar="LABEL", help="what you call it")
    listing = actions.add_parser("selves", help="the tree of selves")
    listing.add_argument("name", metavar="NAME")
    rename = actions.add_parser("rename", help="call a self something else")
    rename.add_argument("self_named", metavar="SELF_ID")
    rename.add_argument("label", metavar="LABEL")
    use = actions.add_parser("use", help="this self answers when none is named")
    use.add_argument("self_named", metavar="SELF_ID")
    merge = actions.add_parser("merge", help="give chosen memories of one self to another")
    merge.add_argument("giver", metavar="FROM")
    merge.add_argument("taker", metavar="TO")
    merge.add_argument("ids", metavar="ID", nargs="+", help="as `memory list --self FROM` shows them")
    go = actions.add_parser("let-go", help="export a self, then delete it for good")
    go.add_argument("self_named", metavar="SELF_ID")
    go.add_argument("--export", required=True, metavar="F", help="what it was told is written there first")
    go.add_argument("--with-branches", action="store_true", help="and every self that branched off it")
    go.add_argument("--yes", action="store_true", help="really")
    for action in (fork, listing, merge):
        action.add_argument("--json", action="store_true")


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
    talking: str = "",
) -> int:
    """-> exit code. `talking`: the self that talks just now. Raises UnknownId, BadOption, DiskFull."""
    now = Clock.from_environment(os.environ).now()
    _ACTIONS[args.action](Desk(args, home, store, out, now, run, forgotten), talking)
    return 0


def _fork(desk: Desk, _talking: str) -> None:
    companion = _companion(desk)

    def write() -> tuple[str, int | None]:
        desk.store.ensure_self(companion)
        selves = Selves(desk.store)
        parent = selves.named(getattr(desk.args, "self_id", None), companion)
        at = desk.args.turn
        if desk.args.only:
            return _fork_only(desk, parent)
        if at is not None and getattr(desk.args, "self_id", None) is None:
            parent = _whose_line(desk, at, companion)
        return selves.fork(parent, desk.now, at=at, label=desk.args.label), None

    if desk.args.only and desk.args.turn:
        raise BadOption("A fork with one topic shares no line.", "Leave --from or --only out.")
    new, lines = desk.run(write)
    if desk.args.json:
        desk.out.write(json.dumps({"id": new} | ({} if lines is None else {"lines": lines})) + "\n")
    else:
        desk.out.write(f"{new}\n" if lines is None else f"{new}\nIt knows {lines_said(lines)}, and nothing else.\n")


def _fork_only(desk: Desk, parent: str) -> tuple[str, int]:
    """-> (its id, how many lines it knows). Raises Failed."""
    topic = desk.args.only
    found = lines_about(desk.store.db, parent, topic)
    if not found:
        raise Failed(f"Nothing was said about {topic!r}.", "Other words may find it: earpiece memory search WORDS")
    new = fork_with(desk.store, parent, found, desk.now, label=desk.args.label or topic)
    return new, len(found)


def _selves(desk: Desk, _talking: str) -> None:
    companion = _companion(desk)

    def read() -> list[Branch]:
        desk.store.ensure_self(companion)
        return Selves(desk.store).of(companion)

    tree = desk.run(read)
    if desk.args.json:
        rows = [{"id": one.id, "parent": one.parent, "fork_turn": one.fork_turn, "label": one.label} for one in tree]
        marks = [{"current": one.is_current} for one in tree]
        desk.out.write(json.dumps([row | mark for row, mark in zip(rows, marks, strict=True)]) + "\n")
        return
    depths: dict[str | None, int] = {None: -1}
    for one in tree:
        depths[one.id] = depths.get(one.parent, -1) + 1
        mark = " *" if one.is_current else ""
        desk.out.write(f"{'  ' * depths[one.id]}{one.id}  {one.label}".rstrip() + f"{mark}\n")


def _rename(desk: Desk, _talking: str) -> None:
    desk.run(lambda: Selves(desk.store).name(desk.args.self_named, desk.args.label))
    desk.out.write(f"{desk.args.self_named} is called {desk.args.label!r} now.\n")


def _use(desk: Desk, _talking: str) -> None:
    chosen = desk.run(lambda: Selves(desk.store).use(desk.args.self_named))
    desk.out.write(f"{chosen.id} answers as {chosen.companion} from now on.\n")


def _merge(desk: Desk, _talking: str) -> None:
    done = desk.run(lambda: Selves(desk.store).merge(desk.args.giver, desk.args.taker, desk.args.ids))
    if desk.args.json:
        desk.out.write(json.dumps({"added": done.added, "known": done.known, "unknown": done.unknown}) + "\n")
    else:
        count = len(done.added)
        known = f" {done.known} it knew already." if done.known else ""
        desk.out.write(f"{desk.args.taker} has {count} more memor{'y' if count == 1 else 'ies'}.{known}\n")
    if done.unknown:
        names = ", ".join(done.unknown)
        raise UnknownId(f"{desk.args.giver} has no {names}.", f"See: earpiece memory list --self {desk.args.giver}")


def _let_go(desk: Desk, talking: str) -> None:
    """The export is on the disk before a word is deleted."""
    args = desk.args

    def branch() -> list[Branch]:
        return branch_of(desk.store, args.self_named, with_branches=args.with_branches)

    going = desk.run(branch)
    if any(one.id == talking for one in going):
        raise BadOption(f"{talking} is the self you talk with.", "Choose another first: earpiece companion use SELF_ID")
    if not args.yes:
        raise BadOption("Letting a self go cannot be undone.", "If you mean it, add --yes.")
    count, gone = send_off(desk, branch, desk.folder / Path(args.export).expanduser())
    desk.forgotten(gone)
    name = _name(desk.home, going[0].companion)
    label = f" ({going[0].label})" if going[0].label else ""
    desk.out.write(f"{name}{label}: Goodbye, and thank you for the time.\n")
    selves = "1 self" if len(going) == 1 else f"{len(going)} selves"
    kept = f"{count} line{'' if count == 1 else 's'}, in {args.export}"
    desk.out.write(f"Let go: {selves}. What was said is yours: {kept}; not encrypted there.\n")


def send_off(desk: Desk, branch: Callable[[], list[Branch]], path: Path) -> tuple[int, tuple[str, ...]]:
    """Write what the selves of `branch` were told to `path`; then they are gone -> (lines written, ids that are gone).

    Raises BadOption when it cannot be written, and what `branch` does: then nothing is deleted.
    """
    try:
        lines = desk.run(lambda: list(lines_of(desk.store, branch())))
        private_file.replace_in_pieces(path, map(str.encode, lines))
    except OSError as error:
        raise BadOption(f"{path.name} cannot be written ({error.strerror}).", "Name another file.") from error
    return len(lines), desk.run(lambda: let_go(desk.store, branch(), Forgetting(desk.store, desk.home.cache_folder)))


def _companion(desk: Desk) -> str:
    """A companion that there is, or was. Raises BadOption."""
    name: str = desk.args.name.strip().casefold()
    if name in desk.run(lambda: set(all_selves(desk.store.db).values())):
        return name
    return companion_entry(name, desk.home.companions_folder).id


def _whose_line(desk: Desk, at: str, companion: str) -> str:
    """The self that said it, or was told. Raises UnknownId."""
    sql = "SELECT self_id FROM episode WHERE id = ? AND companion_id = ?"
    for (self_id,) in list(desk.store.db.execute(sql, (at, companion))):
        return str(self_id)
    raise UnknownId(f"{companion} has no line {at}.", "See the ids with `transcript show DAY --json`.")


def _name(home: Home, companion: str) -> str:
    if companion in persona_names(home.companions_folder):
        return load_persona(companion, home.companions_folder).name
    return companion.title()


_ACTIONS: dict[str, Callable[[Desk, str], None]] = {
    "fork": _fork,
    "selves": _selves,
    "rename": _rename,
    "use": _use,
    "merge": _merge,
    "let-go": _let_go,
}
SUBCOMMANDS = tuple(_ACTIONS)
