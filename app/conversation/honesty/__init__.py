"""What is true of the companion itself: asked for, it is computed from facts of this machine, never improvised."""
