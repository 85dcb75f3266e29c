"""How values are printed in Swedish: dates, sums, names, paragraphs, sentences."""
