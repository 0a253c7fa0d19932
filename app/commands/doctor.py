"""`doctor`: what works here, and the fix for what does not.

Called by cli.py on the main thread. Everything is looked at, whatever was found before, so that one run names all there
is to do.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Literal, TextIO

from app.commands import checks, checks_key, checks_sound
from app.commands.checks import Answer, Case
from app.engines.persona_files import load_persona
from app.errors import EarpieceError
from app.home import Home
from app.weights.profiles import chosen_profile

CHECKS: dict[str, Callable[[Case], Answer]] = {
    "python": checks.python,
    "system": checks.system,
    "sound library": checks_sound.sound_library,
    "microphone": checks_sound.microphone,
    "wake phrase": checks.wake_phrase,
    "key": checks_key.key,
    "only my voice": checks.only_my_voice,
    "speaker": checks_sound.speaker,
    "weights": checks.weights,
    "memory": checks.memory,
    "disk": checks.disk,
    "data folder": checks.home,
    "settings": checks.settings,
    "companion": checks.companion,
    "transcript": checks.transcript,
    "encryption": checks.encryption,
    "display": checks.display,
    "clock": checks.clock,
}


@dataclass(frozen=True)
class Finding:
    """One check's result. `broken`: talking cannot work before that is put right."""

    name: str
    state: Literal["ok", "note", "broken"]
    what: str
    fix: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:  # noqa: ARG001 - as every command
    """-> 0, or 1 when the main job, talking, cannot work here. Raises BadOption: a profile or companion of no name."""
    if args.profile:
        chosen_profile(args.profile)
    if args.companion:
        load_persona(args.companion, home.companions_folder)
    case = Case(home, args.profile, args.companion, os.environ)
    findings = [examine(name, check, case) for name, check in CHECKS.items()]
    broken = [finding.name for finding in findings if finding.state == "broken"]
    if args.json:
        report = {"works": not broken, "checks": [asdict(finding) for finding in findings]}
        print(json.dumps(report, indent=1, ensure_ascii=False), file=out)
    else:
        print("\n".join(_line(finding) for finding in findings), file=out)
        print(f"\nTalking cannot work yet: {', '.join(broken)}." if broken else "\nTalking works here.", file=out)
    return 1 if broken else 0


def examine(name: str, check: Callable[[Case], Answer], case: Case) -> Finding:
    """The check's answer, or the error it raised."""
    try:
        answer = check(case)
    except EarpieceError as error:
        return Finding(name, "broken", error.what, error.fix)
    return Finding(name, answer.state, answer.what, answer.fix)


def _line(finding: Finding) -> str:
    fix = f"\n{'':24}-> {finding.fix}" if finding.fix else ""
    return f"{finding.state:<8}{finding.name:<16}{finding.what}{fix}"
