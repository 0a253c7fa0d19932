"""Sound: clips, sources and sinks, files and devices."""
