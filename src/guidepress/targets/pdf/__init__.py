"""The PDF target: HTML to pages, tags, greys and sheets."""
