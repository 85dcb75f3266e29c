"""What tests of releases share: a complete dataset.toml, releases without the judges, trees."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from socsam_opendata.release.release import make_release

# What a release is does not hang on the judges, who take seconds; what they stop has its own tests.
make_unjudged = partial(make_release, judges=lambda new: ())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder and its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def edited(path: Path, old: str, new: str) -> None:
    """Change words of a file that must hold them."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def complete(minutes: Path) -> None:
    """Say in dataset.toml what a release demands and the seed's does not say, all invented."""
    path = minutes / "dataset.toml"
    edited(
        path, "\n[contact]\n", '\n[contact]\nname = "Påhittskontoret"\nemail = "a@example.org"\n'
    )
    edited(path, "\n[publisher]\n", '\n[publisher]\nemail = "b@example.org"\n')
    edited(path, "\n[catalogue]\n", '\n[catalogue]\nfiles = "https://data.example.org/"\n')


def unmasked(minutes: Path) -> None:
    """Take the masks of the seed away, which match nothing where its § 19 is not printed."""
    path = minutes / "dataset.toml"
    text = path.read_text(encoding="utf-8")
    before, rest = text.split("\nmask = [\n", 1)
    path.write_text(before + "\nmask = []\n" + rest.split("\n]\n", 1)[1], encoding="utf-8")
