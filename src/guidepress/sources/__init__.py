"""Texts to model: reads a project's files into one immutable `Series`, with the problems of all files."""
