"""The mark of words that a style sheet adds: the writer of tags sets it, and those who read them back know it."""

GENERATED = "generated"
"""The title of elements whose text is not in the HTML, so that whoever compares the two can tell."""
