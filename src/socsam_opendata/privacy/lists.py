"""Lines that list people and were not read whole: withheld, for nobody knows whom they name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.problems import Problem, own_words
from socsam_opendata.privacy.line_numbers import LineNumbers
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.persons import Possible

# More words than these are no name.
_LONGEST_NAME = 5
LINE_WITHHELD = "[rad utelämnad]"


def unquoted(problem: Problem, lines: Sequence[str], withheld: Collection[int]) -> dict[str, str]:
    """The facts of a problem, without words of lines that are withheld.

    A quotation begins on one of the lines of the problem, and may be cut short.
    """
    if problem.first_line is None:
        return dict(problem.facts)
    last = problem.last_line or problem.first_line
    hidden = [lines[n - 1] for n in range(problem.first_line, last + 1) if n in withheld]
    own = own_words(problem)
    return {
        key: LINE_WITHHELD
        if key not in own and any(_quotes(value, line) for line in hidden)
        else value
        for key, value in problem.facts.items()
    }


def _quotes(value: str, line: str) -> bool:
    """Whether a fact holds words of a line; numbers are counts and §§."""
    words = bool(value.strip() and line.strip()) and not value.isdigit()
    return words and (value in line or line in value)


def unread_names(
    reading: Reading, withheld: Collection[int], people: Callable[[str], Iterable[Possible]]
) -> frozenset[str]:
    """The names that may stand in withheld lines: they are withheld elsewhere too.

    Whoever may be a person there, and what stands before the first comma with the look of a name.
    """
    names: set[str] = set()
    # A name may begin in a line that was read, and end in one that was not.
    text = "\n".join(reading.lines) if withheld else ""
    lines = LineNumbers(text)
    for one in people(text):
        numbers = range(lines.of(one.start), lines.of(one.end - 1) + 1)
        if any(number in withheld for number in numbers):
            names.add(one.name)
    for number in withheld:
        line = reading.lines[number - 1]
        names |= {one.name for one in people(line)}
        before = line.partition(",")[0].strip(" *_|")
        words = before.split()
        if 1 < len(words) <= _LONGEST_NAME and _like_name(words):
            names.add(before)
    return frozenset(names)


def _like_name(words: Sequence[str]) -> bool:
    """Whether words have the look of a name: capitals at both ends, and not all of the language."""
    if not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    told = [nature(word.casefold().strip("”“\"'()")) for word in words]
    return not any(own.thing for own in told) and any(own.first or own.strange for own in told)
