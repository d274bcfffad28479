"""The benchmark: `make bench`. Never part of the tests, since a time is no fact about the code alone."""
