"""The default theme, and what is read out of a theme: its editions and their limits."""
