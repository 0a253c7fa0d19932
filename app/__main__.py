"""`python -m app` = `earpiece`: runs the command line and turns errors into one line and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

from app.errors import EarpieceError
from app.openmp import wait_politely

ENGINES = ("llama_cpp", "ctranslate2", "onnxruntime")


def main() -> int:
    """The exit codes of the public contract: 0 done, 1 it ran and failed, 2 it cannot start."""
    wait_politely()
    from app import cli

    try:
        return cli.run(sys.argv[1:], sys.stdout, sys.stderr)
    except EarpieceError as error:
        print(f"earpiece: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone (`earpiece transcript list | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def run() -> NoReturn:
    """What `earpiece` and `python -m app` are."""
    code = main()
    leave(code)
    sys.exit(code)


def leave(code: int) -> None:
    """Everything is closed. Where engines were loaded the process ends here and now: a native call that cannot be
    stopped (a model that loads) may still run in a thread, and Python 3.11 aborts when it is taken down around it; and
    taking everything down took up to twenty seconds on a busy machine, which the system does in no time."""
    if not any(engine in sys.modules for engine in ENGINES):
        return
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a desktop start on Windows has none
            with suppress(OSError):
                stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
