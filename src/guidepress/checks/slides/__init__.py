"""Rules on finished decks: what a facilitator, a screen reader and an office suite need of a PPTX."""
