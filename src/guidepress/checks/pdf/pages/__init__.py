"""Rules over finished PDF files: the preflight. `check.check_finished` is its entry."""
