"""The weights on this disk: where they lie, and whether each file is byte for byte what the catalog names.

Called by wiring before the engines load and by the `models` command, on the main thread. Hashing a gigabyte takes
seconds, so a file that was hashed once is remembered (record.py) and the check at every start costs milliseconds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs

from app.errors import BadOption, WeightsMissing
from app.weights.catalog import PROFILE_ROLES, Catalog, Profile, Weight, WeightFile
from app.weights.record import Record, sha256_of

TRIMMED = "trimmed"
"""The folder, inside a weight's, of what was made of it here."""
State = Literal["ready", "missing", "incomplete", "wrong"]


def models_folder() -> Path:
    """EARPIECE_MODELS, else the user's cache folder; it need not exist."""
    chosen = os.environ.get("EARPIECE_MODELS")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_cache_dir("earpiece", appauthor=False)) / "models"


@dataclass(frozen=True)
class ProfileFolders:
    """The folders of one profile's weights, all of them verified."""

    recognizer: Path
    language_model: Path
    voice: Path
    turn_detector: Path
    sentence_reader: Path
    embedder: Path
    trimmed: Path | None = None
    """The language model without the tokens that English hardly needs; None: not made yet, use the whole one."""


class Weights:
    """The weights of `catalog` under `root`. Reads only; pull.py writes."""

    def __init__(self, catalog: Catalog, root: Path) -> None:
        self.catalog = catalog
        self.root = root

    def weight(self, name: str) -> Weight:
        """Raises BadOption for a name that is not in the catalog."""
        if name not in self.catalog.weights:
            raise BadOption(f"No weight is called {name!r}.", "See `earpiece models list`.")
        return self.catalog.weights[name]

    def path(self, name: str) -> Path:
        """Where the weight's files belong, there or not."""
        return self.root / name

    def folder(self, name: str) -> Path:
        """The folder of a weight whose every file is right. Raises WeightsMissing."""
        self._demand(name)
        return self.path(name)

    def folders(self, profile: Profile) -> ProfileFolders:
        """All folders. Raises one WeightsMissing that names everything that is wrong."""
        self._demand(*profile.weights, pull=profile.name)
        folders = {role: self.path(getattr(profile, role)) for role in PROFILE_ROLES}
        return ProfileFolders(**folders, trimmed=self.trimmed(profile.language_model))

    def trimmed(self, name: str) -> Path | None:
        """The smaller file that was made of this weight, if it is here as it was made."""
        entry = self.weight(name).trimmed
        if entry is None:
            return None
        path = self.path(name) / TRIMMED / entry.name
        try:
            return path if Record(path.parent).remembers(path, entry.sha256) else None
        except OSError:
            return None

    def state(self, name: str, *, again: bool = False) -> State:
        problems = self.problems(name, again=again)
        if not problems:
            return "ready"
        if any(problem.startswith("wrong") for problem in problems.values()):
            return "wrong"
        return "missing" if len(problems) == len(self.weight(name).files) and self._none_here(name) else "incomplete"

    def problems(self, name: str, *, again: bool = False) -> dict[str, str]:
        """File -> what is wrong with it; empty when all is well. `again`: hash even what is remembered."""
        weight, record = self.weight(name), Record(self.path(name))
        found = {file.name: self._problem(self.path(name) / file.name, file, record, again) for file in weight.files}
        record.save()
        return {file: problem for file, problem in found.items() if problem}

    def _demand(self, *names: str, pull: str = "") -> None:
        broken = [
            f"{name}/{file} is {problem}"
            for name in names
            for file, problem in self.problems(name).items()
        ]
        if broken:
            more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
            raise WeightsMissing(
                f"Weights under {self.root}: {broken[0]}{more}.",
                f"Run `earpiece models pull {pull or names[0]}`.",
            )

    def _none_here(self, name: str) -> bool:
        return not any((self.path(name) / file.name).exists() for file in self.weight(name).files)

    def _problem(self, path: Path, file: WeightFile, record: Record, again: bool) -> str:
        try:
            size_bytes = path.stat().st_size
            if size_bytes < file.size_bytes:
                return f"truncated ({size_bytes:,} of {file.size_bytes:,} bytes)"
            if size_bytes > file.size_bytes:
                return f"wrong ({size_bytes:,} bytes instead of {file.size_bytes:,})"
            if not again and record.remembers(path, file.sha256):
                return ""
            if sha256_of(path) != file.sha256:
                record.forget(path)
                return "wrong (its sha256 is not the catalog's)"
        except FileNotFoundError:
            return "missing"
        except OSError as error:
            return f"unreadable ({error.strerror})"
        record.remember(path, file.sha256)
        return ""
