"""Series and edition to HTML: Markdown, citations, story cards and templates, one string a guide."""
