"""HTML to pages to PDF bytes: the room of WeasyPrint and pydyf, which no other room imports."""
