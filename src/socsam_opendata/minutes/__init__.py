"""A document becomes rows: sources, outline, cover, paragraphs, interpretation."""
