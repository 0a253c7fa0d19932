"""The desktop front end: the only place that imports PySide6."""
