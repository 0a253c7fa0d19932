"""Fixtures of the tests that need no screen."""

from tests.kit.virtual_audio import sound_card

__all__ = ["sound_card"]
