"""One file a verb: parse, call, print, return an exit code."""
