"""`earpiece models list | pull | verify | use`: the weights on this machine.

Called by cli.py on the main thread. Answers go to standard output, progress to standard error; errors are raised and
worded where they arise.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from app.errors import BadOption
from app.home import Home
from app.weights.catalog import Weight
from app.weights.catalog_file import load_catalog
from app.weights.profiles import LIGHT, Profiles, memory_bytes
from app.weights.progress import Progress, size_text
from app.weights.pull import Fetchers, Pull
from app.weights.sources import CatalogSources, LocalSources
from app.weights.weights import Weights, models_folder

_STOPPED = 130  # what shells expect of a program that Ctrl-C ended


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `models` understands."""
    commands = parser.add_subparsers(dest="action", metavar="list|pull|verify|use", required=True)
    listing = commands.add_parser("list", help="weights, their licences, and which are here")
    pull = commands.add_parser("pull", help="fetch weights (default: what this machine's profile needs)")
    pull.add_argument("names", nargs="*", metavar="NAME", help="a weight, a profile or a voice")
    pull.add_argument("--from", dest="from_folder", metavar="DIR", help="take them from this folder, and only from it")
    verify = commands.add_parser("verify", help="hash every file that is here again")
    for command in (listing, verify):
        command.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object")
    use = commands.add_parser("use", help="use this profile from now on")
    use.add_argument("name", metavar="PROFILE")


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:  # noqa: ARG001 - as every command
    """Exit code. Raises EarpieceError. Weights are the machine's: `home` does not matter."""
    command = _Models(args.profile or os.environ.get("EARPIECE_PROFILE"), out, err)
    as_json = getattr(args, "json", False)
    match args.action:
        case "list":
            return command.list(as_json)
        case "verify":
            return command.verify(as_json)
        case "use":
            return command.use(args.name)
    try:
        return command.pull(args.names, args.from_folder)
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on.", file=err)
        return _STOPPED


class _Models:
    """One call of the command. `explicit`: the profile that was asked for."""

    def __init__(self, explicit: str | None, out: TextIO, err: TextIO) -> None:
        self._out, self._err = out, err
        self._catalog = load_catalog()
        self._weights = Weights(self._catalog, models_folder())
        self._profiles = Profiles(self._catalog, self._weights.root)
        self._explicit = explicit

    def list(self, as_json: bool) -> int:
        profile = self._profiles.chosen(self._explicit)
        why = "asked for" if self._explicit else self._profiles.why
        states = [(weight, self._weights.state(weight.name)) for weight in self._catalog.weights.values()]
        if as_json:
            rows = [self._facts(weight) | {"state": state} for weight, state in states]
            voices = [
                {"name": each.name, "about": f"{each.title}, {each.about}", "weights": each.weights}
                for each in self._catalog.voices.values()
            ]
            folder = str(self._weights.root)
            found = {"folder": folder, "profile": profile.name, "why": why}
            self._say_json({**found, "weights": rows, "voices": voices})
            return 0
        self._say(f"Weights in {self._weights.root}\nProfile {profile.name}: {why}.")
        for weight, state in states:
            used_by = ", ".join(self._catalog.profiles_of(weight.name)) or "none"
            self._say(f"\n{weight.name}  {size_text(weight.size_bytes)}  {state}")
            self._say(f"    {weight.role}: {weight.about} ({', '.join(weight.languages)})")
            self._say(f"    profiles: {used_by}; licence: {weight.licence}")
            self._say(f"    {weight.provenance}")
        self._say("\nVoices, for `voice.names` and a companion's file:")
        for voice in self._catalog.voices.values():
            self._say(f"    {voice.name:<18} {voice.title}, {voice.about}; needs {', '.join(voice.weights)}")
        return 0

    def verify(self, as_json: bool) -> int:
        """Exit code 1 when something that is here, or that the profile needs, is not right."""
        needed = self._profiles.chosen(self._explicit).weights
        all_right, report = True, []
        for name in self._catalog.weights:
            problems = self._weights.problems(name, again=True)
            state = self._weights.state(name)
            is_right = not problems or (state == "missing" and name not in needed)
            all_right &= is_right
            report.append({"name": name, "state": state, "problems": problems})
            if not as_json:
                details = "" if is_right else "  " + "; ".join(f"{file} is {what}" for file, what in problems.items())
                self._say(f"{name:<38} {state}{details}")
        if as_json:
            self._say_json({"folder": str(self._weights.root), "ok": all_right, "weights": report})
        return 0 if all_right else 1

    def use(self, name: str) -> int:
        self._profiles.use(name)
        self._say(f"Profile {name} is used from now on.")
        missing = [weight for weight in self._profiles.named(name).weights if self._weights.state(weight) != "ready"]
        if missing:
            self._say(f"Not here yet: {', '.join(missing)}. Run `earpiece models pull {name}`.")
        return 0

    def pull(self, names: Sequence[str], from_folder: str | None) -> int:
        progress = Progress(self._err)
        if from_folder is not None:
            local = LocalSources(Path(from_folder).expanduser())
            self._pull(progress, local, self._named(names) or self._held_by(local, from_folder))
        else:
            sources = CatalogSources(progress)
            self._pull(progress, sources, self._named(names) or self._needed(progress, sources))
        return 0

    def _needed(self, progress: Progress, sources: Fetchers) -> tuple[str, ...]:
        """What this machine's profile needs. The first time, the profile is chosen, with the light model's help."""
        if self._explicit or self._profiles.is_settled:
            return self._profiles.chosen(self._explicit).weights
        light = self._profiles.named(LIGHT).weights
        self._pull(progress, sources, light)
        chosen = self._profiles.choose(memory_bytes(), self._time_light_model)
        progress.say(f"Profile {chosen.name}, because {self._profiles.why}.")
        return tuple(name for name in chosen.weights if name not in light)

    def _time_light_model(self) -> float:
        from app.engines.decode_probe import decode_tokens_per_s

        weight = self._weights.weight(self._profiles.named(LIGHT).language_model)
        return decode_tokens_per_s(self._weights.folder(weight.name) / weight.files[0].name)

    def _pull(self, progress: Progress, sources: Fetchers, names: Sequence[str]) -> None:
        Pull(self._weights, progress, sources).pull(names)

    def _named(self, names: Sequence[str]) -> tuple[str, ...]:
        """Weights for names of weights, profiles and voices, each once."""
        found: dict[str, None] = {}
        for name in names:
            several = self._catalog.profiles.get(name) or self._catalog.voices.get(name)
            found |= dict.fromkeys(several.weights if several else (self._weights.weight(name).name,))
        return tuple(found)

    def _held_by(self, local: LocalSources, folder: str) -> tuple[str, ...]:
        held = tuple(weight.name for weight in self._catalog.weights.values() if local.holds(weight))
        if not held:
            raise BadOption(f"{folder} holds no weight that the catalog knows.", "See `earpiece models list`.")
        return held

    def _say(self, line: str) -> None:
        print(line, file=self._out)

    def _say_json(self, report: dict[str, object]) -> None:
        self._say(json.dumps(report, indent=1, ensure_ascii=False))

    def _facts(self, weight: Weight) -> dict[str, object]:
        return {
            "name": weight.name,
            "role": weight.role,
            "about": weight.about,
            "bytes": weight.size_bytes,
            "profiles": self._catalog.profiles_of(weight.name),
            "licence": weight.licence,
            "languages": weight.languages,
            "provenance": weight.provenance,
        }
