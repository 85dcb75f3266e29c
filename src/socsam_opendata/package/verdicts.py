"""What a judge says of a package."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge says of a package: its faults, or how much it looked at."""

    judge: str
    ok: bool
    details: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """One line for the judge, and its faults under it."""
        if self.ok:
            return [f"ok     {self.judge}: {', '.join(self.details)}"]
        return [f"FAULT  {self.judge}", *(f"       {detail}" for detail in self.details)]
