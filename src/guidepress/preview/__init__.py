"""The printed page while somebody writes: pages, problems, stories and sessions in a browser, kept up with every save."""
