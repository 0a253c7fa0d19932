"""Arguments to commands: which words there are, and what each is handed to. No logic.

Global options stand before or after the command. A command's module is imported only when it is called, so that `ctl`
answers at once and `ask` never touches sound or Qt.
"""

from __future__ import annotations

import argparse
import importlib
import os
from collections.abc import Sequence
from typing import Any, NoReturn, TextIO

from app import __version__
from app.errors import BadOption
from app.home import Home

COMMANDS = {
    "tray": "the tray app (also without a command)",
    "talk": "talk in the terminal, or run the whole loop on a sound file",
    "ask": "one typed turn",
    "memory": "what is remembered: list, search, show, edit, forget, export, import",
    "transcript": "what was said: list, show, search, export, delete",
    "companion": "who there is: list, new, show, edit, export, import; their selves",
    "models": "weights: list, pull, verify, use",
    "devices": "microphones and speakers",
    "voice": "enrol your voice, so that only you are answered; delete it",
    "doctor": "what works here, and the fix for what does not",
    "ctl": "speak to the running app: mute, unmute, status, …",
    "bench": "the measurements of README",
    "key": "what locks your memories; another passphrase or recovery key",
    "wipe": "delete all data",
}
FORWARDED = ("ask", "memory", "transcript", "companion")
"""Handed to the owner of the home, when there is one; so are `ctl` and `models use`."""


class _Parser(argparse.ArgumentParser):
    """argparse, but a wrong option is one line like every other error."""

    def error(self, message: str) -> NoReturn:
        raise BadOption(f"{message[:1].upper()}{message[1:]}.", f"See: {self.prog} --help")


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The whole command line; with `only`, the other commands have a name but no options (nothing is imported)."""
    root = _Parser(prog="earpiece", description="A companion that lives in your ear, on your own machine.")
    root.add_argument("--version", action="version", version=f"earpiece {__version__}")
    shared = _everywhere(argparse.SUPPRESS)  # here for --help only: `parse` has taken them before
    _add_everywhere(root, argparse.SUPPRESS)
    commands = root.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name, summary in COMMANDS.items():
        about = f"{summary[:1].upper()}{summary[1:]}."
        sub = commands.add_parser(name, help=summary, description=about, parents=[shared])
        if only in (name, None):
            _module(name).add_arguments(sub)
    return root


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Raises BadOption."""
    given, rest = _everywhere(None).parse_known_args(list(argv))  # wherever they stand, also after `transcript list`
    command = next((word for word in rest if word in COMMANDS), "tray")
    args = parser(command).parse_args(rest, given)
    args.command = args.command or "tray"
    return args


def run(argv: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Run one command line -> exit code. Raises EarpieceError."""
    args = parse(argv)
    home = Home.resolve(args.home, os.environ)
    if args.command in FORWARDED or getattr(args, "models_command", "") == "use":
        from app.runtime.socket import request

        code = request(home, list(argv), out, err)
        if code is not None:
            return code
    done: int = _module(args.command).run(args, home, out, err)
    return done


def _everywhere(default: str | None) -> _Parser:
    """The options that stand before or after any command."""
    shared = _Parser(prog="earpiece", add_help=False, allow_abbrev=False)
    _add_everywhere(shared, default)
    return shared


def _add_everywhere(to: argparse.ArgumentParser, default: str | None) -> None:
    group = to.add_argument_group("everywhere")
    group.add_argument("--home", metavar="DIR", default=default, help="all data there (or EARPIECE_HOME)")
    group.add_argument("--companion", metavar="NAME", default=default, help="who answers")
    group.add_argument("--self", metavar="ID", dest="self_id", default=default, help="which self of the companion")
    group.add_argument("--profile", metavar="P", default=default, help="tiny, light, standard (or EARPIECE_PROFILE)")
    group.add_argument("--no-first-run", action="store_true", default=default or False, help=argparse.SUPPRESS)


def _module(command: str) -> Any:  # a module with add_arguments(parser) and run(args, home, out, err)
    return importlib.import_module(f"app.commands.{command}")
