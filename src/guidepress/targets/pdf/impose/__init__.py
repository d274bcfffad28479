"""Imposition: pages in reading order become sheets that fold and staple into a booklet."""
