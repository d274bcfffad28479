"""The mark of words that a style sheet adds: the writer of tags sets it, and those who read them back know it."""

GENERATED = "GuidepressGenerated"
"""The property of marked content whose text is not in the HTML, so that whoever compares the two can tell.

It stands in the content stream (ISO 32000-1, 14.6.2), where no panel of tags shows it.
"""
