"""The printed page while somebody writes: in a browser, kept up with every save."""
