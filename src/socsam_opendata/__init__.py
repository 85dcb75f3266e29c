"""Minutes to open data: CSV, Parquet and linked data with the same facts, tied to their lines.

The line, from the ground up: `minutes.interpret.read_minutes` reads one document, `policy.apply`
withholds what may not be published, `gather.gather` makes a dataset of a folder, `build.build`
does all of it and puts the package in place. `query` asks SPARQL questions of a built package.
"""

__version__ = "0.1.0"
