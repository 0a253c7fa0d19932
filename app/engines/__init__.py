"""Models behind small Protocols: one adapter per file. Only `wiring` knows the concrete classes."""
