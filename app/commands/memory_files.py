"""`earpiece memory export` and `import`: all of memory to a file, and from one; chats of other programs too.

A name that ends in .zip means the archive of memory_bundle.py, with the user's companions; any other the lines alone.

A page at a time, on the store's thread; the file is read and written on the asker's, so a running conversation waits
for one page at most.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

from app import private_file
from app.commands.memory_bundle import is_bundle, memories_in, packed, unpack_companions, unpacking
from app.errors import BadOption
from app.memory import archive, import_chats
from app.memory.archive import Item
from app.memory.database import told, transaction
from app.memory.fact_lines import FactLine
from app.memory.import_chats import Into
from app.memory.import_facts import ImportWithFacts
from app.memory.import_lines import ImportLines

if TYPE_CHECKING:
    from app.commands.memory import Desk

T = TypeVar("T")

_CHATGPT = re.compile(r"conversations[^/]*\.json")  # in newer exports conversations-000.json and so on
_PEEK_BYTES = 65_536
_ZIP = b"PK"
_SHARED_PAGE = 32
"""Lines that are kept at once while a conversation goes on: about 20 ms."""


def add_arguments(actions: Any) -> None:  # argparse does not name the type of subparsers
    export = actions.add_parser("export", help="write everything to a file, a line of JSON each")
    export.add_argument("file", metavar="F", help="x.zip: with your companions; - is standard output")
    bring = actions.add_parser("import", help="read such a file, a ChatGPT export or a SillyTavern chat")
    bring.add_argument("file", metavar="F", help="memories.jsonl, conversations.json, the export's zip, chat.jsonl")


# ---- out -------------------------------------------------------------------------------------------------------------


def write(desk: Desk) -> None:
    """Raises DiskFull, BadOption."""
    if desk.args.file == "-":
        desk.out.writelines(_lines(desk))
        return
    count = 0

    def counted() -> Iterator[str]:
        nonlocal count
        for line in _lines(desk):
            count += 1
            yield line

    is_bundle = _path(desk).suffix.lower() == ".zip"
    lines = packed(counted(), desk.home.companions_folder) if is_bundle else map(str.encode, counted())
    try:
        private_file.replace_in_pieces(_path(desk), lines)
    except OSError as error:
        raise BadOption(f"{desk.args.file} cannot be written ({error.strerror}).", "Name another file.") from error
    desk.out.write(f"Exported {_memories(count)} to {desk.args.file}. They are not encrypted there.\n")


def _lines(desk: Desk) -> Iterator[str]:
    self_id, after = desk.run(desk.named_self), archive.BEGINNING
    selves = None if self_id is None else [self_id]
    while True:
        lines, after = desk.run(lambda after=after: archive.page(desk.store, after, selves))  # type: ignore[misc]
        if not lines:
            return
        yield from lines


# ---- in --------------------------------------------------------------------------------------------------------------


def read(desk: Desk) -> None:
    """The whole file is looked at before anything is written. Raises BadOption, DiskFull."""
    path = _path(desk)
    into = Into(desk.companion, desk.now.tzinfo or desk.now.astimezone().tzinfo)  # type: ignore[arg-type]
    try:
        kinds = Counter(type(item) for item in _items(path, into))
        count = kinds.total()
        has_facts = bool(kinds[FactLine]) or is_bundle(path)
        importing = ImportLines(desk.store) if has_facts else ImportWithFacts(desk.store)
        added, left = _keep(desk, _facts_last(path, into) if has_facts else _items(path, into), importing)
        companions = unpack_companions(path, desk.home.companions_folder) if is_bundle(path) else []
    except OSError as error:
        what = f"{desk.args.file} cannot be read ({error.strerror or error})."
        raise BadOption(what, "Name another file.") from error
    known = f" {left} of {count} were there already." if left else ""
    new = f" New companions: {', '.join(companions)}." if companions else ""
    desk.out.write(f"Imported {_memories(added)}.{known}{new}\n")


def _keep(desk: Desk, items: Iterator[Item], importing: ImportLines | ImportWithFacts) -> tuple[int, int]:
    """With nobody else at the store all of it is one transaction; a running conversation gets its turns in between."""
    added = left = 0
    with _whole(desk) as is_whole:

        def run(job: Callable[[], T]) -> T:
            return desk.run(job if is_whole else lambda: _alone(desk, job))

        while page := list(islice(items, archive.PAGE if is_whole else _SHARED_PAGE)):
            one, other = run(lambda page=page: importing.add(page))  # type: ignore[misc]
            added, left = added + one, left + other
        run(importing.finish)
    return added, left


def _alone(desk: Desk, job: Callable[[], T]) -> T:
    """In a transaction of its own."""
    with told(desk.store.path), transaction(desk.store.db):
        return job()


@contextmanager
def _whole(desk: Desk) -> Iterator[bool]:
    if desk.shares_store:
        yield False
        return
    with told(desk.store.path), transaction(desk.store.db):
        yield True


def _facts_last(path: Path, into: Into) -> Iterator[Item]:
    """The file is read twice: a life's facts need not fit into memory."""
    said = (item for item in _items(path, into) if not isinstance(item, FactLine))
    return chain(said, (item for item in _items(path, into) if isinstance(item, FactLine)))


def _items(path: Path, into: Into) -> Iterator[Item]:
    """By what is in the file, not by its name."""
    if is_bundle(path):
        with memories_in(path) as file:
            yield from archive.items(_short(file), into.companion)
    elif zipfile.is_zipfile(path):
        with unpacking(path) as bundle:
            names = sorted(name for name in bundle.namelist() if _CHATGPT.fullmatch(Path(name).name))
            if not names:
                raise _strange(path)
            for name in names:
                with bundle.open(name) as file:
                    yield from import_chats.chatgpt(file, into)
    else:
        yield from _plain_items(path, into)


def _plain_items(path: Path, into: Into) -> Iterator[Item]:
    with path.open("rb") as file:
        first = _first(file)
        file.seek(0)
        if first is None:
            yield from import_chats.chatgpt(file, into)
        elif "kind" in first:
            yield from archive.items(_short(file), into.companion)
        elif import_chats.is_tavern(first):
            yield from import_chats.sillytavern(_short(file), into)
        else:
            raise _strange(path)


def _first(file: IO[bytes]) -> dict[str, Any] | None:
    """The first line's object; None: an array begins, or an object over many lines."""
    head = file.read(_PEEK_BYTES).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:2] == _ZIP:  # and its end, where its contents stand, is not there
        raise BadOption("The archive is damaged or cut off.", "Export it again.")
    if head[:1] not in (b"{", b"["):
        raise BadOption("The file is empty, or neither JSON nor lines of JSON.", "Name an export.")
    if head[:1] == b"[":
        return None
    file.seek(0)
    try:
        record = json.loads(next(line for line in _short(file) if line.strip()))
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and "mapping" not in record else None


def _short(file: IO[bytes]) -> Iterator[bytes]:
    """Lines, none longer than memory may hold."""
    while line := file.readline(archive.MAX_LINE_BYTES + 1):
        if len(line) > archive.MAX_LINE_BYTES:
            raise BadOption(f"The file has a line of more than {archive.MAX_LINE_BYTES} bytes.", "Correct the file.")
        yield line.removeprefix(b"\xef\xbb\xbf")


def _strange(path: Path) -> BadOption:
    return BadOption(f"{path.name} is no export that is known.", "Known: Earpiece's own, ChatGPT's, SillyTavern chats.")


def _path(desk: Desk) -> Path:
    named = os.path.expanduser(str(desk.args.file))  # noqa: PTH111 - Path's own fails at a ~ that is nobody's
    return Path(desk.folder, named)


def _memories(count: int) -> str:
    return f"{count} memor{'y' if count == 1 else 'ies'}"
