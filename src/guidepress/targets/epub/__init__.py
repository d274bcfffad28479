"""Each guide as an e-book: EPUB 3.3 with EPUB Accessibility 1.1, and the pages of the PDF to find places by."""
