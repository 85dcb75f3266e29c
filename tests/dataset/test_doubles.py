"""One meeting in several documents of a folder: the fuller one is taken, the others are named.

The documents are the seed's text, with other items; they are made up.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import socsam_opendata as so
from socsam_opendata.errors import SourceError

ROOT = Path(__file__).resolve().parents[2]
SEED = (ROOT / "minutes" / "2025-06-02-socsam.md").read_text(encoding="utf-8")
# The seed without its last item; and one of the same hour with other items.
SHORTER = SEED[: SEED.rindex("§ 20")]
PAGE = "<html><body><main>{}</main></body></html>"


def folder(tmp_path: Path, **texts: str) -> Path:
    home = tmp_path / "minutes"
    shutil.copytree(ROOT / "minutes", home)
    for name, text in texts.items():
        (home / name).write_text(text, encoding="utf-8")
    return home


def others() -> str:
    """Minutes of the same hour that tell of other things."""
    head, *items = SEED.split("\n§ ")
    items = [f"{item.split()[0]} Något helt annat\n\nSaken redovisas.\n" for item in items]
    return "\n§ ".join([head, *items])


@pytest.mark.parametrize("name", ["0.txt", "z.md"])
@pytest.mark.usefixtures("lean_packages")
def test_the_fuller_document_is_taken_and_the_other_is_named(name: str, tmp_path: Path) -> None:
    report = so.build(folder(tmp_path, **{name: SHORTER}), tmp_path / "out")
    assert report.ok
    assert [(one.document, one.code, one.state) for one in report.left_out] == [
        (name, "minutes.told-twice", "double")
    ]
    assert "2025-06-02-socsam.md" in report.left_out[0].reason.said("en")
    package = so.open_package(tmp_path / "out")
    assert package.table("meetings")["id"].to_pylist() == ["socsam-2025-06-02"]
    assert "20" in package.table("agenda_items")["number"].to_pylist()
    (told,) = [r for r in package.table("problems").to_pylist() if r["code"] == "told-twice"]
    assert (told["severity"], ".md, not from that in" in told["message_en"]) == ("note", True)
    assert Path(name).suffix in told["message_en"]
    assert name not in told["message_en"]


def test_the_same_text_in_two_forms_is_read_once(tmp_path: Path) -> None:
    home = folder(tmp_path)
    shutil.copyfile(home / "2025-06-02-socsam.md", home / "2025-06-02-socsam-kopia.txt")
    report = so.build(home, tmp_path / "out")
    assert [one.state for one in report.left_out] == ["double"]
    assert report.rows == {**so.build(ROOT / "minutes", tmp_path / "seed").rows,
                           "problems": report.rows["problems"]}  # fmt: skip
    assert so.make_release(home, tmp_path / "out").refusals[0].code != "left-out"


def test_other_items_at_the_same_hour_stop_a_release(tmp_path: Path) -> None:
    home = folder(tmp_path, **{"annat.md": others()})
    report = so.build(home, tmp_path / "out")
    assert (report.built, report.ok) == (True, False)
    assert [(one.code, one.state) for one in report.left_out] == [
        ("minutes.same-meeting", "refused")
    ]
    refused = so.make_release(home, tmp_path / "out")
    assert [one.code for one in refused.refusals] == ["left-out"]


def test_rows_of_a_meeting_that_a_document_tells_are_an_error(tmp_path: Path) -> None:
    home = folder(tmp_path)
    rows = so.open_package(ROOT / "datapackage")
    beside = home / "andra.rows"
    beside.mkdir()
    for name in ("meetings", "agenda_items", "organizations", "cases"):
        shutil.copyfile(rows.folder / "data" / f"{name}.csv", beside / f"{name}.csv")
    with pytest.raises(SourceError, match="same meeting as") as caught:
        so.build(home, tmp_path / "out")
    assert caught.value.key == "minutes.same-meeting"


ROWS = "id;body;date;starts_at;adjusted_on\nA;socsam;2025-06-02;{};2025-06-16\n"
ITEM = "meeting;number;title;kind;confidential\nA;{};Något annat;information;nej\n"


@pytest.mark.parametrize(
    ("starts_at", "items"), [("", ITEM.format(17)), ("", ""), ("09:00", ITEM.format(30))]
)
def test_rows_that_nothing_tells_from_the_minutes_of_the_day_are_an_error(
    starts_at: str, items: str, tmp_path: Path
) -> None:
    home = folder(tmp_path)
    (home / "lista.rows").mkdir()
    (home / "lista.rows" / "meetings.csv").write_text(ROWS.format(starts_at), encoding="utf-8")
    if items:
        (home / "lista.rows" / "agenda_items.csv").write_text(items, encoding="utf-8")
    with pytest.raises(SourceError, match="same meeting as"):
        so.build(home, tmp_path / "out")


@pytest.mark.parametrize(("starts_at", "number"), [("13:00", 17), ("", 30)])
@pytest.mark.usefixtures("lean_packages")
def test_rows_of_another_hour_or_with_other_paragraphs_are_a_sitting_of_their_own(
    starts_at: str, number: int, tmp_path: Path
) -> None:
    home = folder(tmp_path)
    (home / "lista.rows").mkdir()
    (home / "lista.rows" / "meetings.csv").write_text(ROWS.format(starts_at), encoding="utf-8")
    (home / "lista.rows" / "agenda_items.csv").write_text(ITEM.format(number), encoding="utf-8")
    assert so.build(home, tmp_path / "out").built
    meetings = so.open_package(tmp_path / "out").table("meetings")["id"].to_pylist()
    assert len(meetings) == 2


def of_items(numbers: range) -> str:
    """The seed's cover above some of its items, as of a part of the minutes adjusted apart."""
    head, *items = SEED.split("\n§ ")
    body = [item for item in items if "....." not in item.split("\n")[0]]
    front = head.split("Innehåll")[0]
    return "\n§ ".join([front, *(i for i in body if int(i.split()[0]) in numbers)])


@pytest.mark.parametrize(("first", "second", "lost"), [
    (range(12, 20), range(20, 21), "§ 20"), (range(14, 21), range(12, 14), "§§ 12, 13"),
    ([n for n in range(12, 21) if n != 15], range(15, 16), "§ 15"),
    (range(12, 20), range(18, 21), "§ 20"),
])  # fmt: skip
@pytest.mark.usefixtures("lean_packages")
def test_paragraphs_of_a_document_apart_are_not_lost_in_silence(
    first: range, second: range, lost: str, tmp_path: Path
) -> None:
    home = folder(tmp_path, **{"a.md": of_items(first), "b.md": of_items(second)})
    (home / "2025-06-02-socsam.md").unlink()
    report = so.build(home, tmp_path / "out")
    assert (report.built, report.ok) == (True, False)
    ((name, code, state, reason),) = [
        (one.document, one.code, one.state, one.reason) for one in report.left_out
    ]
    assert (name, code, state) == ("b.md", "minutes.other-paragraphs", "refused")
    said = reason.said("en")
    assert f"has {lost}, which that one lacks" in said
    assert "a.md" in said
    assert "remove one of them" not in said
