"""A dated, frozen set of downloads: planned, proved, listed on pages, and compared with the one before."""
