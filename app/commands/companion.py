"""`earpiece companion`: who there is; made, shown, edited, carried elsewhere. Their selves: companion_selves.py.

`run` works in the home's folder of companions, on the main thread. An owner calls `answer` on the asker's thread: files
are read and written there, what concerns selves goes to its store's thread.
"""

from __future__ import annotations

import argparse
import json
from typing import TextIO

from app.commands import companion_selves
from app.engines.persona_files import companion_entries, load_persona
from app.home import Home


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="who there is")
    show = actions.add_parser("show", help="one of them, as the language model is told")
    show.add_argument("name", metavar="NAME")
    for action in (listing, show):
        action.add_argument("--json", action="store_true")
    companion_selves.add_arguments(actions)


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """-> exit code. Raises EarpieceError."""
    if args.action in companion_selves.SUBCOMMANDS:
        return companion_selves.run(args, home, out, err)
    return answer(args, home, out)


def answer(args: argparse.Namespace, home: Home, out: TextIO) -> int:
    """What needs files only -> exit code. Raises BadOption, BadSettings, BadHome, DiskFull."""
    match args.action:
        case "list":
            _list(args, home, out)
        case "show":
            _show(args, home, out)
    return 0


def _list(args: argparse.Namespace, home: Home, out: TextIO) -> None:
    rows = []
    for entry in companion_entries(home.companions_folder):
        persona = load_persona(entry.id, home.companions_folder)
        rows.append(
            {
                "id": entry.id,
                "name": persona.name,
                "purpose": persona.purpose,
                "voice": persona.voice,
                "language": persona.language,
                "rating": persona.rating,
                "own": entry.is_own,
            }
        )
    if args.json:
        out.write(json.dumps(rows) + "\n")
        return
    for row in rows:
        whose = "yours" if row["own"] else "shipped"
        out.write(f"{row['id']:<14} {row['name']:<14} {whose:<8} {row['purpose']}".rstrip() + "\n")


def _show(args: argparse.Namespace, home: Home, out: TextIO) -> None:
    persona = load_persona(args.name, home.companions_folder)
    out.write(persona.system_text() + "\n")
