"""Source kind `hub`: the publisher's own repository, through huggingface_hub, for people who can reach it.

Used by the pull on the main thread. HF_ENDPOINT names another hub, HF_HUB_OFFLINE=1 none. Whether the hub answers is
asked once per pull, with a short time-out, because behind some walls every question would hang.
"""

from __future__ import annotations

import io
import os
import threading
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.errors import DownloadFailed
from app.weights.catalog import HubSource, WeightFile
from app.weights.fetcher import failed
from app.weights.progress import Progress

_CONNECT_S = 3.0
_PROBE_S = 4.0  # the look-up of a name has no time-out of its own: the probe as a whole has this one


class Hub:
    """One pull's view of the hub: reachable or not, asked once."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._trouble: str | None = None

    def is_reachable(self, source: HubSource) -> bool:
        """Probes with the first file of `source`; says in one line when there is no hub, and only once."""
        if self._trouble is None:
            self._trouble = _probe(self.url(source, next(iter(source.files.values()))))
            if self._trouble:
                self._progress.say(f"The model hub cannot be used ({self._trouble}); taking the packages.")
        return not self._trouble

    def url(self, source: HubSource, path: str) -> str:
        hub = _library()
        endpoint = os.environ.get("HF_ENDPOINT") or hub.constants.ENDPOINT
        return str(hub.hf_hub_url(source.repo, path, revision=source.revision, endpoint=endpoint.rstrip("/")))


class FromHub:
    """One weight's repository. An interrupted file goes on where it stopped."""

    title = "the model hub"

    def __init__(self, source: HubSource, hub: Hub) -> None:
        self._source = source
        self._hub = hub

    def bring(self, files: Sequence[WeightFile], staging: Path, progress: Progress) -> None:
        for file in files:
            self._download(file, staging, progress)

    def _download(self, file: WeightFile, staging: Path, progress: Progress) -> None:
        library = _library()
        part = staging / f"{file.name}.{file.sha256[:8]}.part"  # of other bytes of that name nothing is continued
        part.touch()
        with _Counted(part, progress) as target:
            here_bytes = target.seek(0, os.SEEK_END)
            progress.start(f"{file.name} from {self.title}", file.size_bytes, here_bytes)
            try:
                library.file_download.http_get(
                    self._hub.url(self._source, self._source.files[file.name]),
                    target,
                    resume_size=here_bytes,
                    expected_size=file.size_bytes,
                )
            except (library.errors.HTTPError, OSError) as error:
                if isinstance(error, OSError) and error.errno:
                    raise  # the disk, not the hub
                raise self._failure(file, error, part) from error
        progress.finish()
        part.replace(staging / file.name)

    def _failure(self, file: WeightFile, error: Exception, part: Path) -> DownloadFailed:
        if part.stat().st_size > file.size_bytes:
            part.unlink()
        response = getattr(error, "response", None)
        reason = f"status {response.status_code}" if response is not None else type(error).__name__
        return failed(f"{self.title} did not send {file.name} ({reason}).")


class _Counted(io.FileIO):
    """A file that tells the progress line how long it is."""

    def __init__(self, path: Path, progress: Progress) -> None:
        super().__init__(path, "r+")
        self._progress = progress

    def write(self, block: Any) -> int:
        written = super().write(block)
        self._progress.at(self.tell())
        return written


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer: it need not be followed."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _probe(url: str) -> str:
    """'' when `url` answers, else why not."""
    if _library().constants.HF_HUB_OFFLINE:
        return "HF_HUB_OFFLINE is set"
    answer = ["no answer"]
    asking = threading.Thread(target=lambda: answer.insert(0, _ask(url)), name="hub-probe", daemon=True)
    asking.start()
    asking.join(_PROBE_S)
    return answer[0]


def _ask(url: str) -> str:
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(urllib.request.Request(url, method="HEAD"), timeout=_CONNECT_S):
            return ""
    except urllib.error.HTTPError as error:
        with error:
            return "" if error.code < 400 else f"it answers {error.code}"
    except TimeoutError:
        return "no answer"
    except (OSError, ValueError) as error:
        return "no connection" if isinstance(error, OSError) else str(error)


def _library() -> Any:
    """huggingface_hub, quiet: no bars of its own, nothing reported to anybody. Imported late, it is slow."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import huggingface_hub
    import huggingface_hub.errors
    import huggingface_hub.file_download
    from huggingface_hub.utils import disable_progress_bars

    with suppress(Warning):  # it warns where the user's own setting speaks against it
        disable_progress_bars()
    return huggingface_hub
