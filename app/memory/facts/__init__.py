"""Facts: what the user said of themselves and of the people in their life, each with the words it was read from."""
