"""No network at run time: every attempt to look up a name or to connect is refused and counted, and there is none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.speech import say, wav_bytes, weights

pytestmark = pytest.mark.models

WATCH = """
import sys
def watch(event, args):
    is_look_up = event in ("socket.getaddrinfo", "socket.gethostbyname")
    if is_look_up or (event == "socket.connect" and isinstance(args[1], tuple)):
        print("NETWORK", event, args[1:], file=sys.stderr, flush=True)
        raise OSError("no network in this test")
sys.addaudithook(watch)
from app.__main__ import main
sys.exit(main())
"""


def test_a_conversation_touches_no_network(tmp_path: Path) -> None:
    weights("smollm2-135m-instruct-q4_1")
    heard = tmp_path / "in.wav"
    heard.write_bytes(wav_bytes(say("What is your name?")))
    options = ["--home", str(tmp_path / "home"), "--profile", "tiny", "--pace", "fast"]
    command = [sys.executable, "-c", WATCH, "talk", "--wav", str(heard), "--out", str(tmp_path / "r.wav"), *options]
    alone = ["unshare", "--net", "--map-root-user"] if can_unshare() else []  # native code has no way out either
    done = subprocess.run([*alone, *command], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "NETWORK" not in done.stderr
    assert (tmp_path / "r.wav").stat().st_size > 100_000


def can_unshare() -> bool:
    """Whether this machine lets us make a network of our own; where not, the audit hook alone watches."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "--net", "--map-root-user", "true"], capture_output=True).returncode == 0
