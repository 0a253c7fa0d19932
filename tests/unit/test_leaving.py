"""Where engines were loaded the process ends at once, with its code and everything that was printed."""

import subprocess
import sys

import pytest

SCRIPT = """
import sys, threading, types
from app import __main__ as app
if sys.argv[1]:
    sys.modules[sys.argv[1]] = types.ModuleType(sys.argv[1])
print("said")
app.leave(3)
print("went on")
"""


@pytest.mark.parametrize(("engine", "code", "said"), [("llama_cpp", 3, "said\n"), ("", 0, "said\nwent on\n")])
def test_engines_are_left_behind(engine, code, said):
    done = subprocess.run([sys.executable, "-c", SCRIPT, engine], capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (code, said, "")
