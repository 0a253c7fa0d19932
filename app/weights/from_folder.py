"""Source kind `path`: files that somebody has already, in DIR/<weight>/ or directly in DIR (`models pull --from DIR`).

Used by the pull on the main thread. The files are copied, so the folder may be a stick that is taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.errors import DownloadFailed
from app.weights.catalog import WeightFile
from app.weights.progress import Progress

_BLOCK_BYTES = 4 << 20


class FromFolder:
    """The files of `weight` somewhere under `folder`."""

    def __init__(self, folder: Path, weight: str) -> None:
        self._folder = folder
        self._weight = weight

    @property
    def title(self) -> str:
        return str(self._folder)

    def find(self, file: str) -> Path | None:
        """Where the file is, if it is."""
        places = (self._folder / self._weight / file, self._folder / file)
        return next((place for place in places if place.is_file()), None)

    def bring(self, files: Sequence[WeightFile], staging: Path, progress: Progress) -> None:
        progress.start(f"{self._weight} from {self.title}", sum(file.size_bytes for file in files))
        done_bytes = 0
        for file in files:
            place = self.find(file.name)
            if place is None:
                raise DownloadFailed(
                    f"{self._folder} holds no {file.name} for {self._weight}.",
                    f"Put it there, or into {self._folder / self._weight}.",
                )
            done_bytes = self._copy(place, staging / file.name, progress, done_bytes)
        progress.finish()

    def _copy(self, place: Path, target: Path, progress: Progress, done_bytes: int) -> int:
        with place.open("rb") as source, target.open("wb") as copy:
            while block := source.read(_BLOCK_BYTES):
                copy.write(block)
                done_bytes += len(block)
                progress.at(done_bytes)
        return done_bytes
