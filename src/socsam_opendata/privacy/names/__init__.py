"""Who may be a person in a text: first names, words, and the evidence beside a word."""
