"""The notation of guides: what stands in a Markdown text, and where."""
