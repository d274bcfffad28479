"""Rules on finished web pages and e-books."""
