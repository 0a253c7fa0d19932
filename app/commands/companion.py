"""`earpiece companion`: who there is; made, shown, edited, carried elsewhere. Their selves: companion_selves.py.

`run` works in the home's folder of companions, on the main thread. An owner calls it on the asker's thread: files are
read and written there, what concerns selves goes to its store's thread.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from app import private_file
from app.commands import companion_selves
from app.companion.drafting import drafted
from app.engines.companion_files import LISTS, NUMBERS, TEXTS, CompanionFiles
from app.errors import BadOption, BadSettings
from app.home import Home

_KEYS = (*TEXTS, *LISTS, *NUMBERS)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="who there is")
    new = actions.add_parser("new", help="make one")
    new.add_argument("name", metavar="NAME", nargs="?", default="", help="absent: one is chosen")
    new.add_argument("--for", dest="purpose", metavar="TEXT", default="", help='what it is for: "plan my thesis"')
    show = actions.add_parser("show", help="one of them, as its file has it")
    show.add_argument("name", metavar="NAME")
    edit = actions.add_parser("edit", help="change it; a shipped one is copied to your own first")
    edit.add_argument("name", metavar="NAME")
    edit.add_argument("key", metavar="KEY", nargs="?", help=f"{', '.join(_KEYS)}; absent: print the file to edit")
    edit.add_argument("texts", metavar="TEXT", nargs="*", help="the new value; several for a list, none takes it out")
    export = actions.add_parser("export", help="write it to a file: TOML, or a character card V2 for x.json")
    export.add_argument("name", metavar="NAME")
    export.add_argument("file", metavar="F", help="- is standard output")
    bring = actions.add_parser("import", help="read a character card (PNG or JSON, V1 to V3) or a companion's TOML")
    bring.add_argument("file", metavar="FILE")
    bring.add_argument("--as", dest="as_name", metavar="NAME", default="", help="another name than the card's")
    bring.add_argument("--preview", action="store_true", help="only show what is understood and what is left out")
    bring.add_argument("--adult", action="store_true", help="keep a card's rating for adults")
    bring.add_argument("--yes", action="store_true", help="in place of your own companion of that name")
    for action in (listing, show, bring):
        action.add_argument("--json", action="store_true")
    companion_selves.add_arguments(actions)


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """-> exit code. Raises BadOption, BadSettings, BadHome, DiskFull."""
    if args.action in companion_selves.SUBCOMMANDS:
        return companion_selves.run(args, home, out, err)
    home.prepare()
    _ACTIONS[args.action](args, CompanionFiles(home.companions_folder), out)
    return 0


def _list(args: argparse.Namespace, files: CompanionFiles, out: TextIO) -> None:
    rows: list[dict[str, Any]] = []
    for entry in files.entries():
        try:
            persona = files.persona(entry.id)
        except BadSettings as error:
            rows.append({"id": entry.id, "name": entry.id, "purpose": "", "own": entry.is_own, "problem": str(error)})
            continue
        about = {"id": entry.id, "name": persona.name, "purpose": persona.purpose, "rating": persona.rating}
        voice = {"voice": persona.voice, "language": persona.language}
        rows.append(about | voice | {"starts": list(persona.starts), "own": entry.is_own})
    if args.json:
        out.write(json.dumps(rows) + "\n")
        return
    for row in rows:
        whose = "yours" if row["own"] else "shipped"
        about = row.get("problem") or row["purpose"]
        out.write(f"{row['id']:<14} {row['name']:<14} {whose:<8} {about}".rstrip() + "\n")


def _new(args: argparse.Namespace, files: CompanionFiles, out: TextIO) -> None:
    taken = [entry.id for entry in files.entries()]
    identity = files.add(drafted(args.purpose, name=args.name, taken=taken))
    out.write(f"Made {identity}. Talk to it with --companion {identity}\n")


def _show(args: argparse.Namespace, files: CompanionFiles, out: TextIO) -> None:
    entry = files.entry(args.name)
    values = files.values(args.name)
    if args.json:
        out.write(json.dumps({"id": entry.id, "own": entry.is_own, **values}) + "\n")
        return
    out.write(entry.path.read_text("utf-8"))


def _edit(args: argparse.Namespace, files: CompanionFiles, out: TextIO) -> None:
    if args.key is None:
        out.write(f"{files.own(args.name)}\n")
        return
    files.change(args.name, {args.key: _value(args.key, args.texts)})
    out.write(f"Changed {args.key} of {files.entry(args.name).id}. It holds from the next start on.\n")


def _value(key: str, texts: list[str]) -> object:
    """Raises BadOption."""
    if key not in _KEYS:
        raise BadOption(f"A companion has no {key!r}.", f"Known: {', '.join(_KEYS)}; samples are edited in the file.")
    if key in LISTS:
        return texts
    if len(texts) > 1:
        raise BadOption(f"{key} is one text.", "Put it in quotation marks.")
    if key in NUMBERS and texts:
        try:
            return float(texts[0])
        except ValueError as error:
            raise BadOption(f"{key}: {texts[0]!r} is not a number.", "Write 1.1, for example.") from error
    return texts[0] if texts else ""


def _export(args: argparse.Namespace, files: CompanionFiles, out: TextIO) -> None:
    path = _path(args)
    text = files.exported(args.name, as_card=path.suffix.lower() == ".json")
    if args.file == "-":
        out.write(text)
        return
    try:
        private_file.replace(path, text)
    except OSError as error:
        raise BadOption(f"{args.file} cannot be written ({error.strerror}).", "Name another file.") from error
    out.write(f"Exported {files.entry(args.name).id} to {args.file}.\n")


def _import(args: argparse.Namespace, files: CompanionFiles, out: TextIO) -> None:
    """What was understood and what was left out, then it is kept."""
    draft = files.drafted(_path(args), name=args.as_name, is_adult_wanted=args.adult)
    identity = "" if args.preview else files.add(draft.values, may_replace=args.yes)
    if args.json:
        told = {"understood": draft.understood, "dropped": draft.dropped, "adult": draft.is_adult}
        out.write(json.dumps({"id": identity, **told, "companion": draft.values}) + "\n")
        return
    out.write(f"{draft.values['name']}\n")
    for mark, lines in (("+", draft.understood), ("-", draft.dropped)):
        out.writelines(f"  {mark} {line}\n" for line in lines)
    out.write(f"Kept as {identity}. Talk to it with --companion {identity}\n" if identity else "Nothing was kept.\n")


def _path(args: argparse.Namespace) -> Path:
    """From the asker's folder, when the command came over the socket."""
    folder: Path = getattr(args, "folder", None) or Path.cwd()
    return folder / Path(args.file).expanduser()


_ACTIONS: dict[str, Callable[[argparse.Namespace, CompanionFiles, TextIO], None]] = {
    "list": _list,
    "new": _new,
    "show": _show,
    "edit": _edit,
    "export": _export,
    "import": _import,
}
