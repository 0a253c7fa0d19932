"""What the desktop tells of the machine's life; one file for each way of being told."""
