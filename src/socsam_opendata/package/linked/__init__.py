"""The same facts as linked data: terms, shapes, quads, and questions in SPARQL."""
