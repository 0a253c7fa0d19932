"""What is logged where there is no log file (a talk in a terminal) is not shown: an error is one line for the user."""

from __future__ import annotations

import subprocess
import sys


def test_without_a_log_file_nothing_is_shown() -> None:
    script = "import app.house, logging; logging.getLogger('app.runtime.worker').error('stage=voice')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert (done.stdout, done.stderr) == ("", "")
