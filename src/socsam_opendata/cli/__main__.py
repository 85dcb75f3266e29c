"""`python -m socsam_opendata.cli`: the command line where the entry point is not on the path."""

import sys

from socsam_opendata.cli.main import main

sys.exit(main())
