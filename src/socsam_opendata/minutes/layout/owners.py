"""Who owns each line of a source: a part that reads it, a named reason, or nobody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns a line: `read` by a part, `ignored` for a named reason, or `unread`."""

    state: str
    what: str


@dataclass
class Owners:
    """Gives every line its one owner."""

    of: list[Owner | None]

    def give(self, number: int, owner: Owner) -> None:
        """Give a line (1-based) its owner; a second one is a fault of the program."""
        taken = self.of[number - 1]
        if taken is not None:
            raise AssertionError(f"line {number} is owned by {taken} and by {owner}")
        self.of[number - 1] = owner
