"""The push-to-talk key of each kind of desktop, one adapter per file, behind runtime/push_to_talk.py's Protocol."""
