"""Brings weights onto this disk: asks one source after the other, checks every byte, and only then gives final names.

Called by the `models` command on the main thread. It can be stopped at any moment (Ctrl-C, kill, power): what has
arrived stays in `.staging` beside the weights, nothing half lies under a final name, and the next pull goes on.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from app import home_lock
from app.errors import CannotStart, DiskFull, DownloadFailed
from app.private_file import FULL
from app.weights.catalog import PackageSource, Weight, WeightFile
from app.weights.fetcher import Fetcher, failed
from app.weights.progress import Progress, size_text
from app.weights.record import Record, sha256_of
from app.weights.trimmed import trim
from app.weights.weights import TRIMMED, Weights

_SPARE_BYTES = 100_000_000  # a disk that is filled to the last byte breaks other programs
_LOCK_POLL_S = 0.5

Fetchers = Callable[[Weight, Sequence[WeightFile]], Sequence[Fetcher]]


class Pull:
    """Fills the folder of `weights`. `fetchers`: the sources of a weight, best first."""

    def __init__(self, weights: Weights, progress: Progress, fetchers: Fetchers) -> None:
        self._weights = weights
        self._progress = progress
        self._fetchers = fetchers

    def pull(self, names: Sequence[str]) -> None:
        """Afterwards every named weight is here and right. Raises DownloadFailed, DiskFull, CannotStart, BadOption."""
        root = self._weights.root
        with self._explained(root), self._one_at_a_time(root):
            missing = {name: files for name in names if (files := self._missing(name))}
            self._check_room(missing)
            for name in names:
                if name in missing:
                    self._bring(self._weights.weight(name), missing[name])
                else:
                    self._progress.say(f"{name} is here.")
                self._trim(name)
            with suppress(OSError):
                self._staging.rmdir()  # stays while it holds something

    @property
    def _staging(self) -> Path:
        return self._weights.root / ".staging"

    def _missing(self, name: str) -> list[WeightFile]:
        problems = self._weights.problems(name)
        return [file for file in self._weights.weight(name).files if file.name in problems]

    def _bring(self, weight: Weight, files: Sequence[WeightFile]) -> None:
        problem = failed(f"The catalog names no source for {weight.name} that can be used here.")
        for n, fetcher in enumerate(self._fetchers(weight, files)):
            if n:
                self._progress.say(problem.what)  # the source before this one
            staging = self._staging / weight.name / type(fetcher).__name__
            staging.mkdir(parents=True, exist_ok=True)
            try:
                fetcher.bring(files, staging, self._progress)
                self._settle(weight, files, staging, fetcher.title)
            except DownloadFailed as error:
                problem = error
                continue
            shutil.rmtree(self._staging / weight.name, ignore_errors=True)
            self._progress.say(f"{weight.name}: {size_text(weight.size_bytes)}, checked.")
            return
        raise DownloadFailed(f"{weight.name} could not be pulled. {problem.what}", problem.fix)

    def _settle(self, weight: Weight, files: Sequence[WeightFile], staging: Path, title: str) -> None:
        """Check what arrived and give it its final name."""
        for file in files:
            if sha256_of(staging / file.name) != file.sha256:
                shutil.rmtree(staging)  # nothing in it can be trusted to go on from
                raise DownloadFailed(
                    f"{weight.name}/{file.name} from {title} has the wrong sha256: it is not used.",
                    "Take it from another source.",
                )
        folder = self._weights.path(weight.name)
        folder.mkdir(parents=True, exist_ok=True)
        record = Record(folder)
        for file in files:
            _sync(staging / file.name)
            (staging / file.name).replace(folder / file.name)
            record.remember(folder / file.name, file.sha256)
        record.save()

    def _trim(self, name: str) -> None:
        """What a language model becomes here. Without it everything works too, a little slower, so nothing of this may
        fail the pull."""
        entry = self._weights.weight(name).trimmed
        if entry is None or self._weights.trimmed(name) is not None:
            return
        folder = self._weights.path(name)
        made = folder / TRIMMED / entry.name
        if shutil.disk_usage(folder).free < entry.size_bytes + _SPARE_BYTES:
            self._progress.say(f"{name}: no room for its smaller copy, so the whole one is used.")
            return
        made.parent.mkdir(exist_ok=True)
        (source,) = (folder / file.name for file in self._weights.weight(name).files)
        try:
            sha256 = trim(source, made, entry.tokens)
        except (ValueError, DiskFull) as error:
            self._progress.say(f"{name}: no smaller copy could be made ({error}), so the whole one is used.")
            return
        if sha256 != entry.sha256:
            made.unlink()
            self._progress.say(f"{name}: its smaller copy came out wrong, so the whole one is used.")
            return
        record = Record(made.parent)
        for old in set(made.parent.glob("*.gguf")) - {made}:  # an earlier version's
            old.unlink()
            record.forget(old)
        record.remember(made, sha256)
        record.save()
        self._progress.say(f"{name}: made smaller for English, {size_text(entry.size_bytes)}.")

    def _check_room(self, missing: Mapping[str, Sequence[WeightFile]]) -> None:
        """The final files, the packages of one weight at a time, and something to spare must fit."""
        final_bytes = sum(file.size_bytes for files in missing.values() for file in files)
        packages = [_packages_bytes(self._weights.weight(name), files) for name, files in missing.items()]
        staged_bytes = sum(path.stat().st_size for path in self._staging.rglob("*") if path.is_file())
        needed_bytes = final_bytes + max(packages, default=0) + _SPARE_BYTES - staged_bytes
        free_bytes = shutil.disk_usage(self._weights.root).free
        if missing and needed_bytes > free_bytes:
            raise DiskFull(
                f"Not enough room in {self._weights.root}: {size_text(needed_bytes)} are needed,"
                f" {size_text(free_bytes)} are free.",
                "Free some space, or let EARPIECE_MODELS name a folder on another disk.",
            )

    @contextmanager
    def _one_at_a_time(self, root: Path) -> Iterator[None]:
        """Two pulls into one folder take turns; the second then finds its weights there."""
        root.mkdir(parents=True, exist_ok=True)
        with (root / ".lock").open("a", encoding="utf-8") as file:
            if not home_lock.take(file):
                self._progress.say("Waiting for another pull to finish.")
                while not home_lock.take(file):
                    time.sleep(_LOCK_POLL_S)
            try:
                yield
            finally:
                home_lock.release(file)

    @contextmanager
    def _explained(self, root: Path) -> Iterator[None]:
        """Turns the disk's own errors into ours."""
        try:
            yield
        except OSError as error:
            if error.errno in FULL:
                raise DiskFull(
                    f"The disk that holds {root} is full.",
                    "Free some space and run the same command again: what has arrived is kept.",
                ) from error
            what = f"{error.filename or root}: {error.strerror}"
            raise CannotStart(
                f"Weights cannot be kept here ({what}).", "Let EARPIECE_MODELS name a folder you can write to."
            ) from error
        finally:
            self._progress.finish()


def _packages_bytes(weight: Weight, files: Sequence[WeightFile]) -> int:
    """What the largest package source puts beside the files."""
    names = frozenset(file.name for file in files)
    sources = (source for source in weight.sources if isinstance(source, PackageSource))
    return max((sum(one.size_bytes for one in source.needed_for(names)) for source in sources), default=0)


def _sync(path: Path) -> None:
    """On the disk before it gets its name: a power cut must not leave a right name on a hole."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
