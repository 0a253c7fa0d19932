"""`pip install .` works too: a wheel in an empty environment, run from /, finds its assets and its catalog."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with our wheel; the libraries it needs are borrowed from the one that runs the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", folder, ROOT], check=True, timeout=120
    )
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    wheel = next(folder.glob("*.whl"))
    python = environment / "bin" / "python"
    subprocess.run([*pip, "--python", python, "install", "--no-deps", "--no-index", wheel], check=True, timeout=120)
    packages = next((environment / "lib").glob("python*/site-packages"))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return environment


def run(environment: Path, *command: str, **env: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("EARPIECE_", "PYTHON"))}
    done = subprocess.run(
        [environment / "bin" / command[0], *command[1:]],
        cwd="/", env={**clean, **env}, capture_output=True, text=True, check=True, timeout=120,
    )
    return done.stdout


def test_the_catalog_travels(installed: Path, tmp_path: Path) -> None:
    report = json.loads(run(installed, "earpiece", "models", "list", "--json", EARPIECE_MODELS=str(tmp_path)))
    assert {weight["state"] for weight in report["weights"]} == {"missing"}
    assert len(report["weights"]) >= 5


def test_the_assets_travel(installed: Path) -> None:
    program = "from app import resources; print(resources.asset('personas').resolve())"
    folder = Path(run(installed, "python", "-c", program).strip())
    assert installed in folder.parents
    assert [path.name for path in folder.glob("*.toml")] != []
