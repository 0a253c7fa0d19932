"""Threads: the session, its workers, and the socket. Knows Protocols only."""
