"""What changed between two states of a series: passages in reading order, and the pages to print again."""
