"""What a release makes of documents that are left out; the minutes are made up of the seed's."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import socsam_opendata as so
from releasing import complete, make_unjudged, tree
from socsam_opendata.package import build as building
from socsam_opendata.texts import Phrase

ROOT = Path(__file__).resolve().parents[2]
SEED = (ROOT / "minutes" / "2025-06-02-socsam.md").read_text(encoding="utf-8")
UNADJUSTED = SEED.replace("måndag 2 juni 2025", "fredag 7 mars 2025").replace(
    "måndag 16 juni 2025", ""
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "minutes").mkdir()
    for path in (ROOT / "minutes").glob("*.*"):
        shutil.copyfile(path, tmp_path / "minutes" / path.name)
    complete(tmp_path / "minutes")
    return tmp_path


def test_minutes_that_are_not_adjusted_do_not_keep_the_others_from_release(home: Path) -> None:
    (home / "minutes" / "mars.md").write_text(UNADJUSTED, encoding="utf-8")
    told = make_unjudged(home / "minutes", home / "package")
    assert (told.status, told.refusals) == ("released", ())
    assert [(one.document, one.state) for one in told.build.left_out] == [("mars.md", "waiting")]
    meetings = so.open_package(home / "package").table("meetings")["id"].to_pylist()
    assert meetings == ["socsam-2025-06-02"]


def test_what_only_the_second_build_does_not_finish_is_not_released(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(home / "minutes")
    real = building.build

    def hurried(*given: Any, **options: Any) -> so.Report:
        late = so.LeftOut("mars.md", "source.too-slow", Phrase("errors.source.empty"), "unfinished")
        return replace(real(*given, **options), left_out=(late,))

    monkeypatch.setattr(building, "build", hurried)
    told = make_unjudged(home / "minutes", home / "package")
    assert (told.status, [one.code for one in told.refusals]) == ("refused", ["unfinished"])
    assert told.refusals[0].facts == {"documents": "mars.md"}
    assert tree(home / "minutes") == before
