"""One file per command of the command line; each has run(...) -> exit code."""
