"""Rules on what was made for a session."""
