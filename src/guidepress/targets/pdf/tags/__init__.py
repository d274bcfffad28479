"""Tagged PDF: the guide's own structure beside the drawing, for screen readers and archives.

`tagging.tagged_pdf` writes one; `guidepress.pdfread` reads its tree back and holds it against the HTML.

The way of writing: the laid-out pages are read as `pieces`; a tree is planned from them and the HTML (`plan`,
with `roles`, `surroundings`, `tables`, `lines` and `joins`); the pages paint themselves with that plan's marked
content (`painting`); the tree is written into the PDF before its trailer (`writing`, with `names` and `catalog`).
WeasyPrint comes in through `engine`, pydyf through `objects`.
"""
