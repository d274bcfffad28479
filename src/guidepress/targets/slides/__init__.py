"""Decks of slides: planned once, written as PPTX to edit and as tagged PDF to show and to print with notes."""
