"""Earpiece: a voice-first companion that runs on your own machine. Start reading at app/README.md."""

__version__ = "0.1.0"
