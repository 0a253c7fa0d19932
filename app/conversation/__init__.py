"""The conversation, pure: the machine, history as heard, and text made speakable."""
