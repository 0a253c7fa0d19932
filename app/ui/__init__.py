"""The desktop front end: the only place that imports PySide6."""

import builtins

PLAIN_IMPORT = builtins.__import__
"""Python's own, as it was before PySide6 came. See app.run."""
