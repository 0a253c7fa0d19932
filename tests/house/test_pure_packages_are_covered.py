"""The pure packages are tested to 100 % of lines, by their own unit tests (house rules, 8)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PURE = ("listening", "conversation", "companion")


def test_every_line(tmp_path: Path) -> None:
    def coverage(*argv: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "coverage", *argv]
        env = os.environ | {"COVERAGE_FILE": str(tmp_path / "coverage")}
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=600)

    sources = ",".join(f"app/{name}" for name in PURE)
    ran = coverage("run", f"--source={sources}", "-m", "pytest", "-q", *(f"tests/unit/{name}" for name in PURE))
    assert ran.returncode == 0, ran.stdout[-3000:]
    told = coverage("report", "--show-missing", "--skip-covered", "--fail-under=100")
    assert told.returncode == 0, told.stdout
