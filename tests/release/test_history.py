"""The history of releases: read strictly, written whole, and told as plain text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from socsam_opendata.errors import PackageError, SettingsError
from socsam_opendata.model.release_records import (
    CHANGES,
    HISTORY_TABLES,
    KEYS,
    PUBLISHED_HISTORY,
    RELEASES,
    TOMBSTONES,
    Change,
    GivenKey,
    Release,
    Tombstone,
)
from socsam_opendata.package.changes_page import LINES, as_shown, changes_page, write_changes
from socsam_opendata.package.citation import citation, write_citation
from socsam_opendata.package.new_package import Edition, NewPackage
from socsam_opendata.package.package import Package, Tables
from socsam_opendata.package.version import data_digest, edition_of, effective_date, version_of
from socsam_opendata.settings.dataset_toml import Publisher, Settings
from socsam_opendata.settings.history import (
    History,
    check_history,
    clear_unwritten,
    core,
    history_path,
    keep_history,
    keep_keys,
    put_back,
    read_given,
    read_history,
    read_releases,
    saved,
)

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "datapackage"
DAY, LATER = dt.date(2031, 1, 2), dt.date(2031, 2, 3)
FIRST = Release(id="1.0.0", date=DAY, data_sha256="a" * 64, step="first", added=3)
SECOND = Release(id="1.1.0", date=LATER, data_sha256="b" * 64, step="minor", added=250,
                 changed=2, removed=1, reason="Rättat, se § 3")  # fmt: skip


def change(number: int, release: Release = SECOND, **cells: Any) -> Change:
    values = {"table_name": "meetings", "change": "added", **cells}
    return Change(id=f"{release.id}-change-{number:04}", release=release.id, date=release.date,
                  **values)  # fmt: skip


STONE = Tombstone(id="amount/x-1", table_name="amounts", row="x-1", release="1.1.0", date=LATER,
                  iri="https://example.org/id/amount/x-1", reason="Fel, \"dubbelt\"")  # fmt: skip
KEY = GivenKey(id="1.0.0-key-0001", release="1.0.0", date=DAY, table_name="meetings",
               row="x-2031-01-20", body="x", day=dt.date(2031, 1, 20), starts_at=dt.time(9, 30),
               first_paragraph="1", last_paragraph="4")  # fmt: skip
ITEM = GivenKey(id="1.1.0-key-0001", release="1.1.0", date=LATER, table_name="agenda_items",
                row="x-2031-01-20b-3y", meeting="x-2031-01-20b", number="3", part="ä")  # fmt: skip
HISTORY = History(
    (FIRST, SECOND),
    (
        change(1, FIRST, rows=1),
        change(1, row="x-2031-01-20", rows=250),
        change(2, change="changed", row="x-2031-01-01", column="date", old="2031-01-01",
               new="2031-01-02", reason="Rättat, se § 3"),
    ),
    (STONE,),
    (KEY, ITEM),
)  # fmt: skip


def test_history_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_history(tmp_path) == History()
    keep_history(tmp_path, HISTORY)
    assert read_history(tmp_path) == HISTORY
    assert read_releases(tmp_path) == HISTORY.releases
    assert read_given(tmp_path).keys == (KEY, ITEM)
    assert {p.name for p in (tmp_path / "history").iterdir()} == {
        f"{table.name}.csv" for table in HISTORY_TABLES
    }
    before = saved(tmp_path)
    keep_history(tmp_path, read_history(tmp_path))
    assert saved(tmp_path) == before


def test_history_is_put_back_as_it_was(tmp_path: Path) -> None:
    nothing = saved(tmp_path)
    keep_history(tmp_path, replace(HISTORY, releases=(FIRST,), changes=(), tombstones=(), keys=()))
    some = saved(tmp_path)
    keep_history(tmp_path, HISTORY)
    put_back(tmp_path, some)
    assert saved(tmp_path) == some
    put_back(tmp_path, nothing)
    assert list(tmp_path.iterdir()) == []


def test_no_file_of_anybodys_in_the_folder_of_history_is_written_over_or_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_history(tmp_path, replace(HISTORY, keys=()))
    folder = history_path(tmp_path, KEYS).parent
    theirs = {".keys.csv.writing": "mine", ".keys.csv.0f.writing": "mine", "keys.csv~": "mine",
              f".notes.csv.{'0' * 32}.writing": "mine"}  # fmt: skip
    for name, text in theirs.items():
        (folder / name).write_text(text)
    with monkeypatch.context() as patch:

        def killed(*_: object) -> None:
            raise SystemExit

        patch.setattr(os, "fsync", killed)
        with pytest.raises(SystemExit):
            keep_keys(tmp_path, HISTORY.keys)
    left = folder / f".keys.csv.{'a0' * 16}.writing"
    left.write_text("id,rel")
    clear_unwritten(tmp_path)
    keep_keys(tmp_path, HISTORY.keys)
    put_back(tmp_path, saved(tmp_path))
    ours = {f"{table.name}.csv" for table in (CHANGES, TOMBSTONES, KEYS, RELEASES)}
    assert {path.name for path in folder.iterdir()} == {*theirs, *ours}
    assert {name: (folder / name).read_text() for name in theirs} == theirs
    assert read_given(tmp_path).keys == HISTORY.keys
    clear_unwritten(tmp_path / "nowhere")


def test_what_an_interrupted_release_left_is_passed_over(tmp_path: Path) -> None:
    keep_history(tmp_path, HISTORY)
    path = history_path(tmp_path, RELEASES)
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))
    assert read_history(tmp_path) == History((FIRST,), HISTORY.changes[:1], (), (KEY,))
    assert read_given(tmp_path).keys == (KEY,)


def test_a_history_from_before_there_were_keys_is_read(tmp_path: Path) -> None:
    keep_history(tmp_path, HISTORY)
    history_path(tmp_path, KEYS).unlink()
    assert read_history(tmp_path) == replace(HISTORY, keys=())
    assert read_given(tmp_path).keys == ()


def test_keys_are_kept_alone_for_a_release_that_stands(tmp_path: Path) -> None:
    keep_history(tmp_path, replace(HISTORY, keys=()))
    keep_keys(tmp_path, (KEY, ITEM))
    assert read_history(tmp_path) == HISTORY


BROKEN = {
    "columns": (RELEASES, "id,date", "id,day", 1, "must have the columns"),
    "cells": (RELEASES, ",first,", ",first,,", 2, "wrong number of cells"),
    "version": (RELEASES, "1.1.0", "1.01.0", 3, "'id' cannot be '1.01.0'"),
    "not released": (RELEASES, "1.1.0", "1.1.0+unreleased", 3, "is the version of no release"),
    "metadata": (RELEASES, "1.1.0", "1.1.0+7", 3, "'1.1.0+7' is the version of no release"),
    "backwards": (RELEASES, "1.1.0", "0.9.0", 3, "0.9.0 does not come after 1.0.0"),
    "twice": (RELEASES, "1.1.0", "1.0.0", 3, "id '1.0.0' stands twice"),
    "day": (RELEASES, "2031-02-03", "3/2 2031", 3, "must be a date such as"),
    "no day": (RELEASES, "2031-02-03", "2031-02-30", 3, "must be a date such as"),
    "earlier": (RELEASES, "2031-02-03", "2030-02-03", 3, "is dated before 1.0.0"),
    "digest": (RELEASES, "b" * 64, "b" * 63, 3, "'data_sha256' cannot be"),
    "number": (RELEASES, ",250,", ",25x,", 3, "'added' must be a whole number"),
    "empty": (RELEASES, ",minor,", ",,", 3, "needs 'step'"),
    "control": (RELEASES, "Rättat", "Rätt\x07at", 3, "control character"),
    "line end": (RELEASES, '"Rättat,', '"Rättat\n', 4, "control character"),
    "quote": (RELEASES, '"Rättat', '"Rät"tat', 3, "expected after"),
    "release": (CHANGES, "1.0.0,2031-01-02", "0.9.9,2031-01-02", 2, "0.9.9 is not in releases"),
    "in between": (CHANGES, "1.0.0,2031-01-02", "7.0.0,2031-01-02", 2, "7.0.0 is not in releases"),
    "dated": (CHANGES, "1.0.0,2031-01-02", "1.0.0,2031-01-03", 2, "1.0.0 is dated 2031-01-02"),
    "kind": (CHANGES, ",added,", ",lost,", 2, "'change' cannot be 'lost'"),
    "key": (CHANGES, "x-2031-01-20", "X 2031", 3, "'row' cannot be 'X 2031'"),
    "time": (KEYS, "09:30:00", "9.30", 2, "'starts_at' must be a time such as 09:00:00"),
    "other day": (KEYS, ",x-2031-01-20,x", ",x-2031-01-21,x", 2, "not a key of x-2031-01-20"),
    "no body": (KEYS, ",x,2031-01-20,", ",,2031-01-20,", 2, "needs 'body' and 'day'"),
    "no meeting": (KEYS, ",x-2031-01-20b,3,ä", ",,3,ä", 3, "needs 'meeting' and 'number'"),
    "other item": (KEYS, "20b,3,ä", "20b,3,ö", 3, "'x-2031-01-20b-3y' is not the key of that item"),
    "item of another release": (KEYS, "1.1.0,2031-02-03", "1.0.5,2031-02-03", 3, "1.0.5 is not in"),
    "address": (TOMBSTONES, "https://example.org", "example.org", 2, "'iri' cannot be"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, case: str) -> None:
    table, old, new, line, says = BROKEN[case]
    keep_history(tmp_path, HISTORY)
    path = history_path(tmp_path, table)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_history(tmp_path)
    assert str(caught.value.place) == f"{path}:{line}"
    assert says in caught.value.message


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    keep_history(tmp_path, HISTORY)
    path = history_path(tmp_path, RELEASES)
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(SettingsError, match="is not UTF-8"):
        read_releases(tmp_path)


def test_a_withheld_name_in_history_is_refused_and_not_repeated(tmp_path: Path) -> None:
    def found(text: str) -> bool:
        return "bo öberg" in text.casefold()

    def words(text: str) -> bool:
        return "bo oberg" in text

    keep_history(tmp_path, HISTORY)
    check_history(tmp_path, found, words, lambda text: "@" in text)
    spoiled = {
        "reason": (RELEASES, "Rättat", "Bo Öberg rättat"),
        "row": (CHANGES, "x-2031-01-20", "stiftelsen-bo-oberg"),
        "old": (CHANGES, ",2031-01-01,2031-01-02", ",Bo Öberg,"),
        "new": (CHANGES, ",2031-01-01,2031-01-02", ",,bo-oberg"),
        "iri": (TOMBSTONES, "/amount/x-1,", "/organization/bo-oberg,"),
        "body": (KEYS, "x-2031-01-20,x,", "bo-oberg-2031-01-20,bo-oberg,"),
        "meeting": (KEYS, "x-2031-01-20b-3y,,,,,,x-2031-01-20b", "bo-oberg-3y,,,,,,bo-oberg"),
    }
    for name, (table, old, new) in spoiled.items():
        keep_history(tmp_path, HISTORY)
        path = history_path(tmp_path, table)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(SettingsError, match=f"'{name}' holds the name of a person") as caught:
            check_history(tmp_path, found, words, lambda text: "@" in text)
        assert "berg" not in caught.value.message
        assert caught.value.place is not None


# --- which version is it? ---------------------------------------------------------------------


def test_a_build_has_the_version_of_the_release_it_equals() -> None:
    settings = Settings(version="0.3.0")
    assert version_of(settings, "a" * 64) == "0.3.0+unreleased"
    settings = replace(settings, releases=HISTORY.releases)
    assert version_of(settings, "b" * 64) == "1.1.0"
    assert version_of(settings, "a" * 64) == "1.1.0+unreleased"


def test_the_day_is_that_of_the_settings_or_of_a_later_release() -> None:
    assert effective_date(Settings()) is None
    assert effective_date(Settings(release_date=DAY)) == DAY
    assert effective_date(Settings(release_date=DAY, releases=HISTORY.releases)) == LATER
    assert effective_date(Settings(releases=HISTORY.releases)) == LATER


def test_the_digest_is_of_rows_and_of_what_programs_rely_on(tmp_path: Path) -> None:
    whole = data_digest(Package.open(PACKAGE))
    assert data_digest(Tables.written(PACKAGE)) == whole
    copied = shutil.copytree(PACKAGE, tmp_path / "copy")
    path = copied / "datapackage.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    found["title"] = "Annan"
    found["resources"][0]["schema"]["fields"][0]["title"] = "Annan"
    path.write_text(json.dumps(found), encoding="utf-8")
    assert data_digest(Package.open(copied)) == whole
    found["resources"][0]["schema"]["fields"][0]["type"] = "integer"
    path.write_text(json.dumps(found), encoding="utf-8")
    assert data_digest(Package.open(copied)) != whole
    rows = copied / "data" / "meetings.csv"
    rows.write_text(rows.read_text(encoding="utf-8").replace("09:00", "09:30"), encoding="utf-8")
    assert data_digest(Tables.written(copied)) != whole
    rows.unlink()
    with pytest.raises(PackageError, match=r"data/meetings\.csv"):
        data_digest(Package.open(copied))
    path.unlink()
    with pytest.raises(PackageError, match="holds no built package"):
        data_digest(Package.open(copied))


def test_settings_take_the_name_and_the_day_of_the_release() -> None:
    tables = Tables.written(PACKAGE)
    last = replace(FIRST, data_sha256=data_digest(tables))
    settings = Settings(version="0.3.0", release_date=LATER)
    assert edition_of(settings, tables, LATER) == Edition("0.3.0+unreleased", LATER)
    released = edition_of(replace(settings, releases=(last,)), tables, LATER)
    assert released == Edition("1.0.0", DAY)


def test_versions_are_compared_by_their_three_numbers() -> None:
    assert core("10.2.3-beta.1+x") == (10, 2, 3)


# --- in the package ---------------------------------------------------------------------------


def test_the_package_holds_the_history_and_a_page(tmp_path: Path) -> None:
    minutes, out = tmp_path / "minutes", tmp_path / "out"
    minutes.mkdir()
    out.mkdir()
    keep_history(minutes, HISTORY)
    settings = Settings(releases=HISTORY.releases)
    write_changes(NewPackage(settings, Edition.stated(settings), out, minutes))
    for table in PUBLISHED_HISTORY:
        name = f"{table.name}.csv"
        assert (out / name).read_bytes() == (minutes / "history" / name).read_bytes()
    assert not (out / "keys.csv").exists()
    page = (out / "CHANGES.md").read_text(encoding="utf-8")
    swedish, english = page.split("## Changes in the data")
    assert swedish.index("### 1.1.0 (2031-02-03)") < swedish.index("### 1.0.0 (2031-01-02)")
    assert "Nya rader: 250, ändrade rader: 2, borttagna rader: 1. Skäl: Rättat, se § 3" in swedish
    assert "- Nytt möte `x-2031-01-20`, 250 rader." in swedish
    assert "(`meetings`, `date`), ändrade rader: 1 (`x-2031-01-01`): 2031-01-01 → 2031-01-02" in (
        swedish
    )
    assert "Borttaget och inte tillbaka: 1 rad, i `tombstones.csv`." in swedish
    assert "- New meeting `x-2031-01-20`, 250 rows." in english
    assert "First release, rows added: 3." in english


def test_a_release_of_schemas_alone_has_no_empty_lines_for_counts() -> None:
    third = replace(FIRST, id="2.0.0", step="major", added=0)
    changes = (
        change(1, third, table_name="votes", change="code-added", column="result", new="x"),
        change(2, third, table_name="votes", change="column-removed", column="sum", old="sum",
               new="total"),
        change(3, third, table_name="votes", change="column-added", column="total", old="sum",
               new="total"),
        change(4, third, table_name="ayes", change="table-removed", old="ayes", new="votes"),
        change(5, third, table_name="votes", change="table-added", old="ayes", new="votes"),
    )  # fmt: skip
    page = changes_page(Settings(), History((third,), changes))
    assert "\n\n\n" not in page
    assert "### 2.0.0 (2031-01-02)\n\n- `votes`, `result`: ny kod (x).\n" in page
    assert "- `votes`, `sum`: kolumn borttagen (omdöpt till total?)." in page
    assert "- `votes`, `total`: ny kolumn (omdöpt från sum?)." in page
    assert "- `ayes`: tabell borttagen (omdöpt till votes?)." in page
    assert "- `votes`, `sum`: column removed (renamed to total?)." in page
    assert "- `votes`, `total`: column added (renamed from sum?)." in page
    assert "- `votes`: table added (renamed from ayes?)." in page


def test_a_package_without_a_release_says_so(tmp_path: Path) -> None:
    write_changes(NewPackage.stated(Settings(), tmp_path))
    for table in PUBLISHED_HISTORY:
        (header,) = csv.reader(io.StringIO((tmp_path / f"{table.name}.csv").read_text()))
        assert header == [column.name for column in table.columns]
    page = (tmp_path / "CHANGES.md").read_text(encoding="utf-8")
    assert "Ingen utgåva ännu." in page
    assert "No release yet." in page


def test_a_page_stays_short_and_says_so() -> None:
    changes = tuple(change(n, row=f"x-{n}", rows=2) for n in range(1, 101))
    page = changes_page(Settings(), History((FIRST, SECOND), changes))
    assert page.count("Nytt möte") == LINES
    assert f"… och {100 - LINES} till; allt står i `changes.csv`." in page


HOSTILE = (
    "<script>x</script> [a](http://b) `c` **d** # e\n- f www.g.se h@i.se https://j ![k](l) &lt;"
)


def test_hostile_texts_stay_text_on_the_page() -> None:
    markdown = pytest.importorskip("markdown_it")
    settings = Settings(title=HOSTILE)
    reason = " ".join(HOSTILE.split())
    hostile = (replace(FIRST, reason=reason),)
    changes = (change(1, FIRST, change="removed", row="x-1", rows=3, reason=reason),)
    page = changes_page(settings, History(hostile, changes))
    html = markdown.MarkdownIt("commonmark").render(page)
    for tag in ("<script", "<a ", "<img", "<strong", "<em"):
        assert tag not in html
    assert html.count("&lt;script&gt;x&lt;/script&gt;") == 5


def test_plain_text_keeps_its_words() -> None:
    said = "Rättat den 2031-01-02: två belopp, § 3."
    assert as_shown(said) == said


# --- how to cite ------------------------------------------------------------------------------

CITED = Settings(
    name="exempel", title='Påhittade "protokoll": # nr 1',
    description="Rad ett\nrad två \\ \u2028\x85",
    base="https://example.org/", homepage="https://example.org/om", keywords=("a", "b: c", "a"),
    version="1.1.0", release_date=LATER, publisher=Publisher("- Utgivaren", "https://example.org/"),
)  # fmt: skip


def test_the_citation_is_yaml_that_holds_the_texts_as_they_are(tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    said = yaml.safe_load(write_citation(NewPackage.stated(CITED, tmp_path)).read_bytes())
    assert said == citation(CITED, Edition.stated(CITED))
    assert said["title"] == CITED.title
    assert said["abstract"] == CITED.description
    assert said["authors"] == [{"name": "- Utgivaren", "website": "https://example.org/"}]
    assert said["keywords"] == ["a", "b: c"]
    assert (said["version"], said["date-released"]) == ("1.1.0", "2031-02-03")


def test_what_is_no_release_has_no_day_of_release() -> None:
    said = citation(CITED, Edition("1.1.0+unreleased", LATER))
    assert "date-released" not in said
    assert said["version"] == "1.1.0+unreleased"
    unsigned = citation(replace(CITED, publisher=Publisher()), Edition.stated(CITED))
    assert unsigned["authors"] == [{"name": CITED.title}]


def test_a_file_that_has_the_name_of_the_history_is_named(tmp_path: Path) -> None:
    (tmp_path / "history").write_text("min egen", encoding="utf-8")
    with pytest.raises(SettingsError, match="history: is no folder; the history of releases lies"):
        read_releases(tmp_path)
