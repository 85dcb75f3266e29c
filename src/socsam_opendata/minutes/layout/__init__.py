"""The shape of a document: lines, cover, contents, paragraphs, headings, lists."""
