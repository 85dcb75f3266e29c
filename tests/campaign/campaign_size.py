"""How long a campaign is: `make campaign` runs the full one, CI a short one.

SOCSAM_CAMPAIGN=short or full says which; without it, short.
"""

from __future__ import annotations

import os

LENGTHS = ("short", "full")
LENGTH = os.environ.get("SOCSAM_CAMPAIGN", LENGTHS[0])
if LENGTH not in LENGTHS:
    raise ValueError(f"SOCSAM_CAMPAIGN is {LENGTH!r}, not {' or '.join(LENGTHS)}")


def size(short: int, full: int) -> int:
    """How many to try: of a short campaign, or of a full one."""
    return full if LENGTH == "full" else short
