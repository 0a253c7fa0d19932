"""How the engines' threads wait for each other: before an engine is loaded, `wait_politely()`.

They meet after every layer of a model. A thread that sleeps there is woken too late to be fast, one that spins for long
burns a core that somebody else needs, and a busy desktop is the normal case. So they spin for a few microseconds and
then sleep. Figures: DECISIONS.md.

Called by __main__.py and by engines/, on the main thread.
"""

from __future__ import annotations

import os
import sys

SPINS = "300"
"""A few microseconds."""


def wait_politely() -> None:
    """Each OpenMP library reads this once, when it loads: call it before the first import of any engine. What the user
    set stays.

    GNU's spins `SPINS` times only when it is told to be active: told to be passive it never spins once a process has
    more threads than cores, and with two models open it has. Elsewhere active means for ever.
    """
    if sys.platform == "linux":
        os.environ.setdefault("OMP_WAIT_POLICY", "active")
        os.environ.setdefault("GOMP_SPINCOUNT", SPINS)
    else:
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's: ge2e_speaker.py took ten times the work with two
