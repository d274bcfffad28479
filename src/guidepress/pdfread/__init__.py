"""Finished PDFs, read back: structure tree, outline, navigation. Needs no engine."""
