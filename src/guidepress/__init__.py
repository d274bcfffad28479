"""Guidepress: Markdown guides and one story catalogue in, printable and accessible PDFs out."""

__version__ = "0.1.0"
