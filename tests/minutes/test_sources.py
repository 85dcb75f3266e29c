"""What cannot be read as minutes is refused with one sentence and the file; the rest is read."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socsam_opendata.dataset.documents import DocumentFile
from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.sources import source as sources
from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.minutes.sources.source import read_source
from socsam_opendata.model.records import Organization
from socsam_opendata.settings.dataset_toml import Body, KnownOrganization, Settings

# An invented body and invented minutes.
MINUTES = """\
Fjällrådet

Tid och plats: tisdag 3 juni 2025 kl. 13.00 – 14.00
Stora salen, Fjällby

Deltagare (beslutande): Ida Höstmo (S), Bergs kommun

§ 1 Mötets öppnande

Beslut

Fjällrådet beslutar:

1. Att godkänna dagordningen.
"""


def test_letters_and_their_marks_meet_when_what_stood_between_them_is_gone() -> None:
    lines, _ = text_lines("Pa\u200b\u030ahitt a\x07\u0308")
    assert lines == ("Påhitt ä",)


@pytest.mark.parametrize("ending", sources.FORMATS)
def test_every_ending_has_a_media_type_and_a_module_that_reads_it(
    ending: str, tmp_path: Path
) -> None:
    media_type, _ = sources.FORMATS[ending]
    assert ending == ending.lower()
    assert media_type.count("/") == 1
    path = tmp_path / f"broken{ending}"
    path.write_bytes(b"\x00\x01\x02")
    with pytest.raises(SourceError):
        read_source(path)


def refused(path: Path, settings: Settings | None = None) -> SourceError:
    """The error of a file that cannot be read as minutes."""
    with pytest.raises(SourceError) as caught:
        read_minutes(path, settings or Settings())
    return caught.value


def written(folder: Path, data: str | bytes, name: str = "minutes.md") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


BAD_BYTES = {
    "empty": (b"", "is empty"),
    "blank": ("\ufeff \n\t\n\u00a0\n".encode(), "is empty"),
    "binary": (b"%PDF-1.7\n\x00\x01\x02\xff", "zero bytes"),
    "UTF-32": (MINUTES.encode("utf-32"), "zero bytes"),
    "half of a letter in UTF-16": (MINUTES.encode("utf-16")[:-1], "zero bytes"),
    "zeros in any order": (b"Protokoll\x00\x00\x00 fr\x00ga", "zero bytes"),
    "Mac Roman": (MINUTES.encode("mac-roman"), "UTF-8"),
    "DOS": (MINUTES.encode("cp850", "replace"), "UTF-8"),
    "bytes no encoding has": (b"Protokoll \x81\x8d\x8f", "UTF-8"),
}  # fmt: skip
# What the minutes lack: the bytes, the code of the problem, and of the error of a dataset.
LACKING = {
    "no paragraphs": ("Fjällrådet\n\nTid och plats: 3 juni 2025\n".encode(), "paragraphs"),
    "no date": (MINUTES.replace("tisdag 3 juni 2025 ", "").encode(), "date"),
    "a date that is no day": (MINUTES.replace("3 juni", "31 juni").encode(), "date"),
    "no body": (b"Protokoll\n\nDatum: 2025-06-03\n\n\xc2\xa7 1 Val\n\nText.\n", "body"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD_BYTES)
def test_a_bad_file_is_refused_with_one_sentence_and_its_name(what: str, tmp_path: Path) -> None:
    data, words = BAD_BYTES[what]
    error = refused(written(tmp_path, data))
    assert words in error.message
    assert "minutes.md" in str(error)
    assert "\n" not in error.message
    assert len(error.message) < 250


@pytest.mark.parametrize("what", LACKING)
def test_minutes_that_lack_something_are_read_and_no_dataset_takes_them(
    what: str, tmp_path: Path
) -> None:
    data, lacking = LACKING[what]
    path = written(tmp_path, data)
    read = read_minutes(path, Settings())
    (meeting,) = read.rows["meetings"]
    found = {"body": meeting.body, "date": meeting.date,
             "paragraphs": meeting.first_paragraph}  # fmt: skip
    assert [name for name, value in found.items() if value is None] == [lacking]
    told = [problem for problem in read.problems if problem.code.endswith("-missing")]
    assert f"{lacking}-missing" in {problem.code for problem in told}
    unplaced = re.fullmatch("undated-[0-9a-f]{10}", read.meeting) is not None
    assert unplaced == (lacking != "paragraphs")
    assert {row.id for row in read.rows["agenda_items"]} <= {f"{read.meeting}-1"}
    with pytest.raises(SourceError) as caught:
        DocumentFile(path).reading(Settings())
    assert caught.value.key == f"source.no-{lacking}"


def test_paragraphs_that_only_their_looks_tell_are_told(tmp_path: Path) -> None:
    bare = MINUTES.replace("§ 1 Mötets öppnande", "7 Mötets öppnande") + "\n8 Val\n\nIda utses.\n"
    read = read_minutes(written(tmp_path, bare), Settings())
    assert [row.number for row in read.rows["agenda_items"]] == ["7", "8"]
    told = [problem for problem in read.problems if problem.code == "paragraphs-inferred"]
    lines = bare.splitlines()
    assert [(lines[(p.first_line or 0) - 1], lines[(p.last_line or 0) - 1]) for p in told] == [
        ("7 Mötets öppnande", "Ida utses.")
    ]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path / "nowhere.md")
    assert "cannot be read" in error.message
    assert "nowhere.md" in str(error)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.md"
    folder.mkdir()
    assert "cannot be read" in refused(folder).message


@pytest.mark.parametrize("name", ["minutes.csv", "minutes.eml", "minutes", "md"])
def test_an_unknown_ending_is_refused_and_the_known_ones_are_said(
    name: str, tmp_path: Path
) -> None:
    error = refused(written(tmp_path, MINUTES, name))
    assert ".md" in error.message
    assert name in str(error)


@pytest.mark.parametrize("name", ["a.doc", "a.DOC", "a.odt", "a.rtf", "a.docm", "a.pages"])
def test_a_file_of_another_program_is_told_what_to_be_saved_as(name: str, tmp_path: Path) -> None:
    error = refused(written(tmp_path, MINUTES, name))
    assert (error.key, "save it as .docx or PDF in Word" in error.message) == (
        "source.save-as", True
    )  # fmt: skip
    with pytest.raises(SourceError) as caught:
        DocumentFile(tmp_path / name).reading(Settings())
    assert caught.value.key == "source.save-as"


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods"])
def test_a_sheet_is_no_minutes(name: str, tmp_path: Path) -> None:
    assert refused(written(tmp_path, MINUTES, name)).key == "source.sheet"


def test_minutes_of_a_body_that_the_settings_do_not_know_are_in_no_dataset(
    tmp_path: Path,
) -> None:
    known = KnownOrganization(Organization(id="dalrad", name="Dalrådet", kind="body"))
    settings = Settings(organizations=(known,), bodies=(Body("dalrad"),))
    path = written(tmp_path, MINUTES)
    assert read_minutes(path, settings).rows["meetings"][0].body == "fjallradet"
    with pytest.raises(SourceError) as caught:
        DocumentFile(path).reading(settings)
    for word in ("Fjällrådet", "Dalrådet", "organizations.csv"):
        assert word in caught.value.message


@pytest.mark.parametrize("key", ["dalrad", "fjallrad"])
def test_minutes_belong_to_the_one_of_several_bodies_that_they_name(
    key: str, tmp_path: Path
) -> None:
    names = {"dalrad": "Dalrådet", "fjallrad": "Fjällrådet"}
    known = tuple(
        KnownOrganization(Organization(id=i, name=n, kind="body"), (n.removesuffix("et"),))
        for i, n in names.items()
    )
    settings = Settings(organizations=known, bodies=tuple(Body(i) for i in names))
    text = MINUTES.replace("Fjällrådet", names[key])
    assert read_minutes(written(tmp_path, text), settings).meeting == f"{key}-2025-06-03"


@pytest.mark.parametrize("name", ["minutes.md", "minutes.TXT", "minutes.markdown"])
def test_text_and_markdown_are_read(name: str, tmp_path: Path) -> None:
    source = read_source(written(tmp_path, MINUTES, name))
    assert source.name == name
    assert source.media_type in ("text/plain", "text/markdown")
    assert source.lines == tuple(MINUTES.splitlines())
    assert source.sha256 == hashlib.sha256(MINUTES.encode()).hexdigest()
    assert source.removed == ()


@pytest.mark.parametrize(
    "data",
    [
        MINUTES.encode("cp1252"),
        MINUTES.encode("latin-1", "ignore"),
        codecs.BOM_UTF8 + MINUTES.encode(),
        MINUTES.encode("utf-16"),
        codecs.BOM_UTF16_BE + MINUTES.encode("utf-16-be"),
        MINUTES.encode("utf-16-le"),
        MINUTES.encode("utf-16-be"),
    ],
    ids=["Windows-1252", "Latin-1", "BOM", "UTF-16", "UTF-16 BE", "LE without BOM", "BE without"],
)
def test_encodings_that_swedish_offices_write_are_read(data: bytes, tmp_path: Path) -> None:
    source = read_source(written(tmp_path, data))
    assert source.lines[0] == "Fjällrådet"
    assert source.lines[7] == "§ 1 Mötets öppnande"


def test_control_characters_are_taken_out_and_their_lines_told(tmp_path: Path) -> None:
    source = read_source(written(tmp_path, MINUTES.replace("Stora salen", "Stora\x07 sal\x1ben")))
    assert source.lines[3] == "Stora salen, Fjällby"
    assert source.removed == (4,)


def test_spaces_that_look_alike_are_one_and_invisible_signs_are_none() -> None:
    lines, removed = text_lines("a\u00a0b\u202fc\td\u200b\u00ade\ufeff  \n")
    assert lines == ("a b c de",)
    assert removed == ()


def test_a_soft_hyphen_that_divides_a_word_between_lines_stays_seen() -> None:
    lines, _ = text_lines("till Sagoför­\neningen, kom­munen ­ \r\nslut­")
    assert lines == ("till Sagoför-", "eningen, kommunen -", "slut-")


@given(st.text(max_size=400))
def test_lines_of_any_text_are_clean(text: str) -> None:
    lines, removed = text_lines(text)
    again, nothing = text_lines("\n".join(lines))
    assert [line for line in again if line] == [line for line in lines if line]
    assert nothing == ()
    assert all(1 <= n <= len(lines) for n in removed)
    assert all(line == line.rstrip() for line in lines)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """No file, however broken, ends in anything but rows or a SourceError."""
    path = written(tmp_path_factory.getbasetemp(), data, "any.txt")
    with contextlib.suppress(SourceError):
        read_minutes(path, Settings())
