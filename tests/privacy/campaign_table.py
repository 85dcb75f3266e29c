"""What a campaign of privacy measured: by kind how many forms were tried, and how many got out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from invented_minutes import Document, write_folder
from published import Leak, leaks, lost, published_lines

import socsam_opendata as so

HARMLESS = Path(__file__).parent / "harmless"
# So many forms of a kind must be there before a share says anything.
FEW = 20


@dataclass(slots=True)
class Measured:
    """Counts by kind, and what to look at."""

    tried: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, kind: str, example: str | None) -> None:
        """Count a form; an example of it where it failed."""
        self.tried[kind] += 1
        if example is not None:
            self.failed[kind] += 1
            self.examples.append(f"{kind}: {example}")

    def over(self, share: float, kinds: Iterable[str] | None = None) -> dict[str, tuple[int, int]]:
        """The kinds of which more than a share failed; of a kind with few forms, more than one."""
        found = {}
        for kind in self.failed if kinds is None else set(kinds) & set(self.failed):
            tried, failed = self.tried[kind], self.failed[kind]
            if failed > (1 if tried < FEW else share * tried):
                found[kind] = (failed, tried)
        return found

    @property
    def share(self) -> float:
        """How many of all failed."""
        return self.failed.total() / max(1, self.tried.total())

    def table(self, title: str, word: str = "leaked") -> str:
        """The counts as lines of text, the worst kinds first, and examples of what failed."""
        lines = [f"{title}: {self.tried.total()} tried, {self.failed.total()} {word}"]
        for kind in sorted(self.tried, key=lambda k: (-self.failed[k] / self.tried[k], k)):
            tried, failed = self.tried[kind], self.failed[kind]
            lines.append(f"  {kind:<28}{tried:>6}{failed:>6}{failed / tried:>8.1%}")
        return "\n".join([*lines, *(f"    {one}" for one in self.examples)])


def built(folder: Path, documents: Sequence[Document], mask: Sequence[str] = ()) -> Path:
    """The package of a folder of documents, all of which are in it."""
    write_folder(folder / "minutes", documents, mask)
    report = so.build(folder / "minutes", folder / "package", workers=1)
    assert report.built
    assert report.rows["meetings"] == len(documents)
    return folder / "package"


def measure_leaks(
    measured: Measured, folder: Path, documents: Sequence[Document], mask: Sequence[str] = ()
) -> None:
    """Build documents and count which of their forms are published."""
    package = built(folder, documents, mask)
    found = {id(leak.standing.secret): leak for leak in leaks(package, documents)}
    for made in documents:
        for standing in made.found():
            secret = standing.secret
            if secret.kind:
                leak = found.get(id(secret))
                measured.add(secret.kind, _example(leak) if leak else None)


def _example(leak: Leak) -> str:
    secret = leak.standing.secret
    return f"{secret.place}: {secret.text!r} is in {leak.file}: {leak.words!r}"


def measure_losses(measured: Measured, folder: Path, documents: Sequence[Document]) -> None:
    """Build documents and count which of the marked words in them are no more published."""
    package = built(folder, documents)
    for made in documents:
        gone = {id(secret): text for secret, text in lost(made, published_lines(package, made))}
        for standing in made.found():
            if standing.secret.kind:
                measured.add(standing.secret.kind, gone.get(id(standing.secret)))


def paragraphs(file: str) -> list[str]:
    """The harmless paragraphs of a file, without those that hold an e-mail address."""
    text = (HARMLESS / f"{file}.txt").read_text(encoding="utf-8")
    return [p for p in text.strip().split("\n\n") if "@" not in p]
