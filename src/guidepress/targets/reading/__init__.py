"""What outputs for reading on a screen share: the web page and the e-book."""
