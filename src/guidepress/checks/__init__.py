"""Rules: one function each, over the series and over finished files; each gives problems and changes nothing."""
