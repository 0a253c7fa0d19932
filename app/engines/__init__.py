"""Models behind small Protocols: one adapter per file. Only `wiring.py` knows the concrete classes."""
