"""Days of birth as they are printed in identity numbers and beside persons."""

from __future__ import annotations

import calendar

# For a day without its century: a year that has a 29 February.
_LEAP = 2000
_EXTRA_DAYS = 60


def is_day(year: str, month: str, day: str, *, coordination: bool = False) -> bool:
    """Whether there is such a day; `year` of two digits is any century's, of four 1800 to 2099.

    A coordination number (samordningsnummer) adds 60 to the day (Skatteverket, SKV 707, and
    folkbokföringslagen 18 a § until 31 August 2023; since then lagen 2022:1697 om
    samordningsnummer, in which the place was not looked up).
    """
    if len(year) == 4 and not year.startswith(("18", "19", "20")):
        return False
    y = int(year) if len(year) == 4 else _LEAP + int(year)
    m, d = int(month), int(day)
    if coordination and d > _EXTRA_DAYS:
        d -= _EXTRA_DAYS
    if not 1 <= m <= 12:
        return False
    last = 29 if m == 2 and y % 100 == 0 and len(year) == 2 else calendar.monthrange(y, m)[1]
    return 1 <= d <= last
