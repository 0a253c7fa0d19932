"""`python -m app` = `earpiece`: runs the command line and turns errors into one line and an exit code."""

from __future__ import annotations

import os
import sys
import threading
from types import ModuleType
from typing import get_args

from app.errors import EarpieceError


def wait_politely() -> None:
    """Threads that wait for each other must soon sleep, not spin: a busy desktop is the normal case (llama_native.py).

    Each OpenMP library reads this once, when it loads; so it stands before the first import of any engine.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("GOMP_SPINCOUNT", "300")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's: ge2e_speaker.py took ten times the work with two


def main() -> int:
    """The exit codes of the public contract: 0 done, 1 it ran and failed, 2 it cannot start."""
    wait_politely()
    from app import cli

    code = _run(cli)
    leave_behind(code)
    return code


def leave_behind(code: int) -> None:
    """Everything is closed; but a native call that cannot be stopped (a model that loads) may still run in a worker's
    thread. The interpreter cannot be taken down around it: Python 3.11 aborts. So the process ends here and now."""
    from app.events import Stage

    if {thread.name for thread in threading.enumerate()} & set(get_args(Stage)):
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(code)


def _run(cli: ModuleType) -> int:
    try:
        return int(cli.run(sys.argv[1:], sys.stdout, sys.stderr))
    except EarpieceError as error:
        print(f"earpiece: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone (`earpiece transcript list | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
