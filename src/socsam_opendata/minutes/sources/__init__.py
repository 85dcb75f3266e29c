"""Files of minutes as lines of text: one module a source format."""
