"""Rules on the sources."""
