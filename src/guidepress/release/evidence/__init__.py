"""What is derived from a release's manifest and from nothing else, so that anybody can derive it again."""
