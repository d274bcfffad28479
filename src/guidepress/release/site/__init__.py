"""The pages of a release, made from its manifest and its sources; static, and carried by any web server."""
