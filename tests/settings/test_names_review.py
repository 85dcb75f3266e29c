"""names-to-review.csv: written for a spreadsheet, read as spreadsheets give it back.

All names are invented.
"""

from __future__ import annotations

import csv
import io
import os
import stat
import unicodedata
from pathlib import Path

import pytest

from socsam_opendata.errors import SettingsError
from socsam_opendata.settings.names_review import (
    COLUMNS,
    REVIEW_FILE,
    Review,
    ReviewedName,
    SeenName,
    read_review,
    reviewed,
    write_review,
)

SEEN = (
    SeenName("Päivi Påhitt", 3, "a.md", 12, "… frågan från Päivi Påhitt om …"),
    SeenName("Ture Dikt-Åberg", 1, "=b.md", 4, "-Ture Dikt-Åberg, boende"),
)


def put(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / REVIEW_FILE
    path.write_bytes(text.encode(encoding))
    return path


def read(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))


def test_each_name_is_listed_once_with_where_it_stands(tmp_path: Path) -> None:
    assert write_review(tmp_path, Review(), SEEN)
    path = tmp_path / REVIEW_FILE
    assert path.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    assert read(path.read_bytes()) == [
        {"name": "Päivi Påhitt", "answer": "", "reason": "", "count": "3", "document": "a.md",
         "line": "12", "context": "… frågan från Päivi Påhitt om …"},
        # What a spreadsheet would run is shown.
        {"name": "Ture Dikt-Åberg", "answer": "", "reason": "", "count": "1",
         "document": "'=b.md", "line": "4", "context": "'-Ture Dikt-Åberg, boende"},
    ]  # fmt: skip
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_file_has_the_mark_that_excel_needs_and_another_stays_as_it_is(
    tmp_path: Path,
) -> None:
    path = tmp_path / REVIEW_FILE
    assert write_review(tmp_path, read_review(tmp_path), SEEN[:1])
    assert path.read_bytes().startswith(b"\xef\xbb\xbfname,answer,")
    path.write_bytes(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    assert write_review(tmp_path, read_review(tmp_path), SEEN)
    assert path.read_bytes().startswith(b"name,answer,")


def test_without_names_no_file_is_made(tmp_path: Path) -> None:
    assert write_review(tmp_path, Review(), ())
    assert list(tmp_path.iterdir()) == []


def test_it_is_written_only_where_it_differs(tmp_path: Path) -> None:
    write_review(tmp_path, Review(), SEEN)
    path = tmp_path / REVIEW_FILE
    os.utime(path, (1, 1))
    assert write_review(tmp_path, read_review(tmp_path), reversed(SEEN))
    assert path.stat().st_mtime == 1
    assert [each.name for each in tmp_path.iterdir()] == [REVIEW_FILE]


ANSWERED = """name,answer,reason,count,document,line,context,Ansvarig
Påhitt,not-a-name,,1,a.md,3,x,
Gunde Glömd,mask,privatperson,2,a.md,9,x,Eva
Ture Dikt-Åberg,,,1,b.md,4,x,Bo
Päivi Påhitt,allow,har själv sagt ja,1,a.md,2,x,
Okänd Obesvarad,,,1,a.md,2,x,
"""


def test_answers_stay_with_or_without_a_match_and_so_do_added_columns(tmp_path: Path) -> None:
    put(tmp_path, ANSWERED)
    review = read_review(tmp_path)
    assert [row.name for row in review.answered("mask")] == ["Gunde Glömd"]
    assert [row.reason for row in review.answered("allow")] == ["har själv sagt ja"]
    assert [row.name for row in review.answered("not-a-name")] == ["Påhitt"]
    rows = read(reviewed(review, SEEN))
    assert [(r["name"], r["answer"], r["count"], r["Ansvarig"]) for r in rows] == [
        ("Gunde Glömd", "mask", "0", "Eva"),
        ("Påhitt", "not-a-name", "0", ""),
        ("Päivi Påhitt", "allow", "3", ""),
        ("Ture Dikt-Åberg", "", "1", "Bo"),
    ]


SPREADSHEETS = {
    "semicolons": lambda text: text.replace(",", ";").encode(),
    "tabs": lambda text: text.replace(",", "\t").encode(),
    "mark and CRLF": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "all of Excel": lambda text: b"\xef\xbb\xbfsep=;\r\n"
    + text.replace(",", ";").replace("\n", "\r\n").encode(),
    "rows from the end": lambda text: "\n".join(
        [text.splitlines()[0], *reversed(text.splitlines()[1:])]
    ).encode(),
    "columns from the end": lambda text: "\n".join(
        ",".join(reversed(line.split(","))) for line in text.splitlines()
    ).encode(),
    "capitals, spaces and empty lines": lambda text: text.replace(",mask,", ", MASK ,")
    .replace("Gunde Glömd", " Gunde  Glömd ").replace("\nTure", "\n,,,,,,,\n\nTure").encode(),
}  # fmt: skip


@pytest.mark.parametrize("kind", SPREADSHEETS)
def test_it_comes_back_from_a_spreadsheet(tmp_path: Path, kind: str) -> None:
    (tmp_path / REVIEW_FILE).write_bytes(SPREADSHEETS[kind](ANSWERED))
    review = read_review(tmp_path)
    assert {(r.name, r.answer, r.reason) for r in review.rows.values()} == {
        ("Påhitt", "not-a-name", ""), ("Gunde Glömd", "mask", "privatperson"),
        ("Ture Dikt-Åberg", None, ""), ("Päivi Påhitt", "allow", "har själv sagt ja"),
        ("Okänd Obesvarad", None, ""),
    }  # fmt: skip
    assert review.more == ("Ansvarig",)
    # It is written as it was, and read again as the same.
    (tmp_path / REVIEW_FILE).write_bytes(reviewed(review, SEEN))
    again = read_review(tmp_path)
    assert (again.delimiter, again.mark, again.ends) == (
        review.delimiter, review.mark, review.ends,
    )  # fmt: skip
    assert [row.name for row in again.answered("mask")] == ["Gunde Glömd"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Ada Påhitt,alow,hon vill", r"csv:2: “alow” is no answer; did you mean allow\?"),
        ("Ada Påhitt,42,", "“42” is no answer; write allow, mask or not-a-name"),
        ("Ada Påhitt,mask,", "csv:2: the answer mask needs a reason"),
        ("Ada Påhitt,allow,  ", "the answer allow needs a reason"),
        (",mask,okänd", "csv:2: the row has no name"),
        ("Ada Påhitt,mask,a\nADA  PÅHITT,allow,b", "csv:3: the name has another answer on line 2"),
        ('Ada "Påhitt,mask,"a', "csv:2: "),
        ("Ada\x07Påhitt,mask,a", "csv:2: the row holds a control character"),
    ],
)
def test_what_is_no_answer_is_an_error_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    put(tmp_path, f"name,answer,reason\n{row}\n")
    with pytest.raises(SettingsError, match=said):
        read_review(tmp_path)


def test_the_same_answer_twice_is_one(tmp_path: Path) -> None:
    put(tmp_path, "name,answer,reason\nAda Påhitt,,\nada påhitt,mask,b\nAda Påhitt,mask,c\n")
    assert [*read_review(tmp_path).rows.values()] == [
        ReviewedName("ada påhitt", "mask", "b", (), 3)
    ]


@pytest.mark.parametrize("header", ["name,answer", "namn;answer;reason", "name,answer,reason,name"])
def test_a_file_without_its_columns_is_named(tmp_path: Path, header: str) -> None:
    put(tmp_path, f"{header}\n")
    with pytest.raises(SettingsError, match="csv:1: the column"):
        read_review(tmp_path)


@pytest.mark.parametrize(
    ("encoding", "line"), [("cp1252", 2), ("utf-16", 1), ("utf-16-le", 2), ("utf-16-be", 2)]
)
def test_what_is_no_utf8_is_named_with_its_line_and_what_to_do(
    tmp_path: Path, encoding: str, line: int
) -> None:
    put(tmp_path, "name,answer,reason\nPäivi Påhitt,mask,a\n", encoding)
    with pytest.raises(SettingsError, match=rf"names-to-review\.csv:{line}: ") as caught:
        read_review(tmp_path)
    for language in ("sv", "en"):
        assert "CSV UTF-8" in caught.value.sentence(language)


def test_a_file_of_ascii_letters_two_bytes_wide_is_no_utf8_either(tmp_path: Path) -> None:
    put(tmp_path, "name,answer,reason\nTora Dikt,mask,a\n", "utf-16-le")
    with pytest.raises(SettingsError, match=r"csv:1: .*CSV UTF-8"):
        read_review(tmp_path)


def test_a_name_in_decomposed_letters_is_the_one_that_is_printed(tmp_path: Path) -> None:
    put(tmp_path, unicodedata.normalize("NFD", ANSWERED))
    names = [row.name for row in read_review(tmp_path).rows.values()]
    assert names == ["Påhitt", "Gunde Glömd", "Ture Dikt-Åberg", "Päivi Påhitt", "Okänd Obesvarad"]
    (row, *_) = read(reviewed(read_review(tmp_path), SEEN[:1]))
    assert row["name"] == "Gunde Glömd"


def test_a_file_that_another_program_saved_is_its_owners_alone_again(tmp_path: Path) -> None:
    write_review(tmp_path, Review(), SEEN)
    path = tmp_path / REVIEW_FILE
    path.chmod(0o644)
    os.utime(path, (1, 1))
    assert write_review(tmp_path, read_review(tmp_path), SEEN)
    assert (stat.S_IMODE(path.stat().st_mode), path.stat().st_mtime) == (0o600, 1)


def test_a_name_that_is_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / REVIEW_FILE).mkdir()
    (tmp_path / REVIEW_FILE / "a").touch()
    assert not write_review(tmp_path, Review(), SEEN)
    assert [each.name for each in tmp_path.iterdir()] == [REVIEW_FILE]
