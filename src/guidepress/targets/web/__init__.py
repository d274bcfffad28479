"""Each guide as one web page: the words of the PDF, for reading on a phone or with a screen reader."""
