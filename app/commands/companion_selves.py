"""`earpiece companion fork | selves | let-go | merge`: the branches of a companion's life.

Called by commands/companion.py, which hands it the actions named in SUBCOMMANDS.
"""

from __future__ import annotations

import argparse
from typing import Any, TextIO

from app.home import Home

SUBCOMMANDS: tuple[str, ...] = ()


def add_arguments(actions: Any) -> None:  # argparse does not name the type of subparsers
    """Adds one parser for each of SUBCOMMANDS to `actions`."""


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:  # noqa: ARG001 - as every command
    """-> exit code, when nobody owns the home. An owner calls what it needs on its own."""
    return 0
