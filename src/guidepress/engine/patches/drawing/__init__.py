"""Patches of the engine's drawing and writing: most boxes and lines have nothing unusual to draw."""
