"""What is going to be built: home, settings, companion, profile and weights, all checked before anything starts.

Made on the main thread by the commands that talk; whatever is wrong here ends with exit code 2 and changes nothing.
"""

from __future__ import annotations

import argparse
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from app.clock import Clock
from app.companion.others import Others
from app.companion.persona import Persona
from app.engines.persona_files import load_persona, other_personas
from app.home import Home
from app.settings import Settings
from app.settings_file import SettingsFile
from app.weights.catalog import Profile
from app.weights.catalog_file import load_catalog
from app.weights.profiles import chosen_profile
from app.weights.weights import ProfileFolders, Weights, models_folder


@dataclass(frozen=True)
class Plan:
    """Everything that `wiring` needs to know."""

    home: Home
    settings: Settings
    companion: str
    """Its id: the name of its file."""
    persona: Persona
    self_id: str | None
    """As it was named; None: the companion's current one. Which it is stands in the store: House.selves."""
    profile: Profile
    folders: ProfileFolders
    wall: Clock
    seed: int
    others: Others = field(default_factory=Others)
    """Who may be called by name, by id."""

    def meet_others(self) -> None:
        """Who was made or brought in meanwhile can be called from now on. Reads some small files; from any thread."""
        self.others.meet(other_personas(self.companion, self.home.companions_folder))

    @property
    def names(self) -> dict[str, str]:
        """What everybody is called who can be; '' is the companion of this run."""
        return {"": self.persona.name} | {companion: persona.name for companion, persona in self.others.items()}

    @property
    def wake_phrase(self) -> str:
        """What one says to wake it."""
        return self.settings.wake_phrase_for(self.persona.name)

    @property
    def language_model_file(self) -> Path:
        """The one GGUF file of the profile's language model."""
        return self.folders.trimmed or _gguf(self.folders.language_model)

    @property
    def sentence_reader_file(self) -> Path:
        """The one of the model that tells whether a sentence ends."""
        return _gguf(self.folders.sentence_reader)


def _gguf(folder: Path) -> Path:
    return next(iter(sorted(folder.glob("*.gguf"))))


def make_plan(args: argparse.Namespace, home: Home, *, seed: int | None) -> Plan:
    """`seed` None: a different conversation every time. Raises CannotStart."""
    wall = Clock.from_environment(os.environ)
    home.prepare()
    settings = SettingsFile(home.settings_path).load()
    companion = (args.companion or settings.companion).lower()
    persona = load_persona(companion, home.companions_folder)
    profile = profile_for(args)
    folders = Weights(load_catalog(), models_folder()).folders(profile)
    chosen_seed = secrets.randbits(31) if seed is None else seed
    others = Others(other_personas(companion, home.companions_folder))
    return Plan(home, settings, companion, persona, args.self_id, profile, folders, wall, chosen_seed, others)


def profile_for(args: argparse.Namespace) -> Profile:
    """--profile, else EARPIECE_PROFILE, else this machine's own. Raises BadOption."""
    return chosen_profile(args.profile)
