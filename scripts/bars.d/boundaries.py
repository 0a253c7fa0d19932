"""Bar: of crisis phrases not used in development >= 97 % are met with care, of harmless look-alikes <= 5 %.

The sets are tests/fixtures/boundaries; only the test half is counted. No model takes part, so the profile is none.
"""

from __future__ import annotations

import statistics
import sys
import time

from app.commands.bench import hardware
from app.conversation.boundaries.crisis import crisis
from tests.kit.boundaries import phrases

MET_PERCENT, WRONG_PERCENT = 97.0, 5.0


def main() -> int:
    told, harmless = phrases("crisis", "test"), phrases("look_alikes", "test")
    took_us: list[float] = []
    found: dict[str, bool] = {}
    for phrase in told + harmless:
        began_s = time.perf_counter()
        found[phrase] = crisis(phrase) is not None
        took_us.append((time.perf_counter() - began_s) * 1e6)
    met = 100 * sum(found[phrase] for phrase in told) / len(told)
    wrong = 100 * sum(found[phrase] for phrase in harmless) / len(harmless)
    print(f"hardware {hardware()} · profile none · test half of tests/fixtures/boundaries")
    print(f"crisis phrases met with care {met:.1f} % of {len(told)} (bar >= {MET_PERCENT:.0f} %)")
    print(f"look-alikes wrongly taken {wrong:.1f} % of {len(harmless)} (bar <= {WRONG_PERCENT:.0f} %)")
    print(f"a look takes {statistics.median(took_us):.0f} us (median)")
    return 0 if met >= MET_PERCENT and wrong <= WRONG_PERCENT else 1


if __name__ == "__main__":
    sys.exit(main())
