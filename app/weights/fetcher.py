"""What every source of weights looks like to the pull. One adapter per kind: from_folder, from_hub, from_packages.

Used on the main thread. A fetcher brings bytes and trusts nobody; pull.py checks them and gives them their final name.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from app.errors import DownloadFailed
from app.weights.catalog import WeightFile
from app.weights.progress import Progress

AGAIN = "Run the same command again: what has arrived is kept."


class Fetcher(Protocol):
    """One source of one weight."""

    @property
    def title(self) -> str:
        """For the progress line and for errors: "the model hub"."""

    def bring(self, files: Sequence[WeightFile], staging: Path, progress: Progress) -> None:
        """Afterwards `staging/<file.name>` exists for each, complete as far as the source knows, not yet checked.

        What an interrupted call left in `staging` is used by the next one. Raises DownloadFailed, OSError.
        """


def failed(what: str) -> DownloadFailed:
    """The error of a source that did not deliver."""
    return DownloadFailed(what, AGAIN)
