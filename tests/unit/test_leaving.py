"""A worker that cannot be stopped does not keep the process, nor bring it down."""

import subprocess
import sys

import pytest

SCRIPT = """
import sys, threading
from app.__main__ import leave_behind
threading.Thread(target=threading.Event().wait, name=sys.argv[1], daemon=True).start()
print("said")
leave_behind(3)
print("went on")
"""


@pytest.mark.parametrize(("thread", "code", "said"), [("responder", 3, "said\n"), ("other", 0, "said\nwent on\n")])
def test_a_late_worker_is_left_behind(thread, code, said):
    done = subprocess.run([sys.executable, "-c", SCRIPT, thread], capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (code, said, "")
