"""Rules on style sheets."""
