"""All documents together: gathered, checked, in batches, with the views for people."""
