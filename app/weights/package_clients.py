"""Downloads one package with the registry's ordinary client (pip, npm) and opens it as an archive. Runs nothing in it.

Used by from_packages on the main thread. The clients bring the user's own settings: index, proxy, certificates.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Protocol

from app.errors import DiskFull, DownloadFailed
from app.weights.catalog import Package
from app.weights.fetcher import failed

OpenMember = Callable[[str], IO[bytes]]
_RAW_PROGRESS = re.compile(r"Progress (\d+) of \d+")


class PackageClient(Protocol):
    """One registry's client."""

    def pattern(self, package: Package) -> str:
        """Glob of the file name that the client gives the package."""

    def download(self, package: Package, into: Path, on_bytes: Callable[[int], None]) -> None:
        """Leaves one file in the empty folder `into`; tells how many bytes arrived. Raises DownloadFailed."""

    def opened(self, path: Path) -> AbstractContextManager[OpenMember]:
        """Context manager: inside, opens members by name (KeyError: no such member)."""


class Pip:
    """Wheels."""

    def pattern(self, package: Package) -> str:
        return f"{re.sub(r'[-_.]+', '_', package.name)}-{package.version}-*.whl"

    def download(self, package: Package, into: Path, on_bytes: Callable[[int], None]) -> None:
        if importlib.util.find_spec("pip") is None:
            raise DownloadFailed("This Python has no pip to download wheels with.", "Run `python -m ensurepip`.")
        options = ["--no-deps", "--only-binary", ":all:", "--no-cache-dir", "--no-input", "--disable-pip-version-check"]
        command = [sys.executable, "-m", "pip", "download", *options, *_raw_progress(), "--dest", str(into)]

        def on_line(line: str) -> None:
            if match := _RAW_PROGRESS.match(line):
                on_bytes(int(match[1]))

        _run([*command, f"{package.name}=={package.version}"], {"TMPDIR": str(into.parent)}, on_line, package)

    @contextmanager
    def opened(self, path: Path) -> Iterator[OpenMember]:
        with zipfile.ZipFile(path) as archive:
            yield archive.open


class Npm:
    """Packages of npm, as .tgz; members are named without npm's leading `package/`."""

    def pattern(self, package: Package) -> str:
        return f"{package.name.lstrip('@').replace('/', '-')}-{package.version}.tgz"

    def download(self, package: Package, into: Path, on_bytes: Callable[[int], None]) -> None:
        npm = shutil.which("npm")
        if npm is None:
            raise DownloadFailed(f"npm is needed to download {package}.", "Install npm.")
        command = [npm, "pack", f"{package.name}@{package.version}", "--pack-destination", str(into)]
        _run([*command, "--ignore-scripts", "--silent"], {"TMPDIR": str(into.parent)}, lambda _: None, package)
        on_bytes(package.size_bytes)

    @contextmanager
    def opened(self, path: Path) -> Iterator[OpenMember]:
        with tarfile.open(path, "r:gz") as archive:
            yield lambda member: _file_in(archive, f"package/{member}")


def _file_in(archive: tarfile.TarFile, member: str) -> IO[bytes]:
    file = archive.extractfile(member)
    if file is None:
        raise KeyError(member)
    return file


def _raw_progress() -> Sequence[str]:
    """pip's own bar off; its machine-readable one where pip has it (24.1)."""
    from importlib.metadata import version

    major, minor = (int(number) for number in version("pip").split(".")[:2])
    return ("--progress-bar", "raw" if (major, minor) >= (24, 1) else "off")


def _run(command: Sequence[str], env: Mapping[str, str], on_line: Callable[[str], None], package: Package) -> None:
    """Run a client to its end; killed with us. Raises DownloadFailed with the client's last word on the matter."""
    said: list[str] = []
    with subprocess.Popen(
        command, env={**os.environ, **env}, text=True, errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as client:
        assert client.stdout is not None
        try:
            for line in client.stdout:
                on_line(line)
                said = [*said[-20:], line.strip()]
        except BaseException:
            client.kill()
            raise
    if client.returncode:
        raise _client_failure(package, said)


def _client_failure(package: Package, said: Sequence[str]) -> DownloadFailed | DiskFull:
    if any("No space left on device" in line for line in said):
        return DiskFull(f"The disk filled up while {package} was downloaded.", "Free some space and try again.")
    errors = [line for line in said if line.lower().startswith(("error", "npm err"))] or [line for line in said if line]
    last = errors[-1] if errors else "the client said nothing"
    return failed(f"{package} could not be downloaded: {last[:200].rstrip('.')}.")
