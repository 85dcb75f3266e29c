"""The last look at a finished package. Everybody here is invented."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from socsam_opendata.errors import PackageError
from socsam_opendata.package import file_texts, leaks
from socsam_opendata.package.last_look import LastLook
from socsam_opendata.package.leaks import check_package, stated_addresses
from socsam_opendata.privacy.mask import Mask
from socsam_opendata.settings.dataset_toml import Contact, Publisher, read_settings

ROOT = Path(__file__).resolve().parents[2]
NAME, NUMBER = "Torvald Qvarnmyr", "811218-9876"
HIDDEN = Mask([NAME], ["Tora Qvarnmyr"])
SETTINGS = replace(
    read_settings(ROOT / "minutes"),
    publisher=Publisher(email="a@example.org"), contact=Contact(email="b@example.org"),
)  # fmt: skip


def parquet(text: str) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"n": [1, 2], "text": [None, text]}), out)
    return out.getvalue()


def packed(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def sheet(text: str) -> bytes:
    return packed("xl/sharedStrings.xml", f"<sst><si><t>{text}</t></si></sst>".encode())


FILES = {
    "a.csv": lambda text: f'id,text\r\n1,"Av ""{text}"", igår"\r\n'.encode(),
    "a.json": lambda text: json.dumps({"a": [{"b": f"Av {text}"}]}).encode(),
    "a.jsonld": lambda text: json.dumps({"a": text}, ensure_ascii=True).encode(),
    "a.ttl": lambda text: f'<x:a> <x:b> """Rad\nav {text}"""@sv .'.encode(),
    "a.nq": lambda text: f'<x:a> <x:b> "\\u00C5 {text}\\n" <x:g> .'.encode(),
    "b.nq": lambda text: f"<x:a> <x:b> <x:{text.replace(' ', '-')}> .".encode(),
    "c.nq": lambda text: f'<x:a> <x:b> "En \\"{text}\\" till"@sv <x:g> .'.encode(),
    "d.nq": lambda text: f'# {text}\n<x:a> "<x:b> {text} .'.encode(),
    "a.rdf": lambda text: f'<a b="x">Av&#32;<c>{text}</c></a>'.encode(),
    "a.atom": lambda text: f'<entry title="{text}"/>'.encode(),
    "a.ics": lambda text: f"SUMMARY:Av {text[:5]}\r\n {text[5:]}\r\n".encode(),
    "a.txt": lambda text: f"Först\nSedan {text}\n".encode(),
    "a.md": lambda text: f"# {text}\n".encode(),
    "a.parquet": parquet,
    "a.zip": lambda text: packed("b/a.csv", f"id\n{text}\n".encode()),
    "b.zip": lambda text: packed("b.zip", packed(f"{text}.csv", b"id\n1\n")),
    "a.xlsx": sheet,
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(("text", "code"), [(NAME, "leak.name"), (NUMBER, "leak.number")])
def test_a_name_or_a_number_in_a_file_is_told_by_the_file_and_not_repeated(
    file: str, text: str, code: str, tmp_path: Path
) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / file).write_bytes(FILES[file](text))
    with pytest.raises(PackageError) as caught:
        check_package(tmp_path, HIDDEN)
    assert (caught.value.key, str(caught.value.place)) == (code, f"x/{file}")
    assert text not in str(caught.value)


@pytest.mark.parametrize("file", FILES)
def test_what_may_be_published_is_no_leak(file: str, tmp_path: Path) -> None:
    for n, text in enumerate(("Tora Qvarnmyr", "2025-06-02", "1 200 000 kr", "Dnr KS 2018/14")):
        (tmp_path / f"{n}-{file}").write_bytes(FILES[file](text))
    check_package(tmp_path, HIDDEN)


def test_the_name_of_a_file_is_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / "torvald-qvarnmyr.txt").write_text("a", "utf-8")
    with pytest.raises(PackageError) as caught:
        check_package(tmp_path, HIDDEN)
    assert caught.value.key == "leak.name"


def test_the_address_of_the_contact_is_its_own_and_no_other_is(tmp_path: Path) -> None:
    (tmp_path / "catalogue.ttl").write_text("vcard:hasEmail <mailto:a@example.org> .", "utf-8")
    (tmp_path / "a.csv").write_text("id\na@example.org\nmailto:a@example.org\n", "utf-8")
    check_package(tmp_path)
    (tmp_path / "b.csv").write_text("id\nb@example.org\n", "utf-8")
    with pytest.raises(PackageError) as caught:
        check_package(tmp_path)
    assert str(caught.value.place) == "b.csv"


@pytest.mark.parametrize(
    "text", ["x.a@example.org", "a@example.org.se", "a@example.organ", "xa@example.org"]
)
def test_an_address_that_holds_the_contacts_is_another(text: str, tmp_path: Path) -> None:
    (tmp_path / "catalogue.ttl").write_text("foaf:mbox <mailto:a@example.org> .", "utf-8")
    (tmp_path / "a.md").write_text("E-post: a@example.org. Eller mailto:a@example.org", "utf-8")
    check_package(tmp_path)
    (tmp_path / "b.md").write_text(f"E-post: {text}", "utf-8")
    with pytest.raises(PackageError) as caught:
        check_package(tmp_path)
    assert str(caught.value.place) == "b.md"


def test_only_the_files_that_are_named_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id\n{NUMBER}\n", "utf-8")
    (tmp_path / "b.csv").write_text("id\n1\n", "utf-8")
    check_package(tmp_path, files=["b.csv"])


def test_the_committed_package_holds_no_number_and_no_invented_name(tmp_path: Path) -> None:
    check_package(ROOT / "datapackage", HIDDEN)
    folder = shutil.copytree(ROOT / "datapackage", tmp_path / "p")
    with (folder / "CHANGES.md").open("a", encoding="utf-8") as file:
        file.write("Tack till Torvald Qvarnmyr.\n")
    with pytest.raises(PackageError) as caught:
        check_package(folder, HIDDEN)
    assert str(caught.value.place) == "CHANGES.md"


@pytest.mark.parametrize("file", ["a.json", "a.parquet", "a.csv", "a.zip", "a.xlsx", "a.ttl"])
def test_a_file_that_is_not_what_its_ending_says_is_looked_at_as_lines(
    file: str, tmp_path: Path
) -> None:
    broken = b'"\x00' + b"[" * 100_000 + b"\nEtt ord\n"
    (tmp_path / file).write_bytes(broken)
    check_package(tmp_path, HIDDEN)
    (tmp_path / file).write_bytes(broken + f"Av {NAME}\n".encode())
    with pytest.raises(PackageError) as caught:
        check_package(tmp_path, HIDDEN)
    assert caught.value.key == "leak.name"


@pytest.mark.parametrize(
    "file", ["a.csv", "a.nq", "b.nq", "a.rdf", "a.atom", "a.txt", "a.md", "a.xlsx"]
)
@pytest.mark.parametrize("part", [1, 7, 64])
def test_a_name_at_the_border_of_two_parts_of_a_file_is_found(
    file: str, part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_texts, "_PART", part)
    (tmp_path / file).write_bytes(FILES[file](NAME))
    with pytest.raises(PackageError):
        check_package(tmp_path, HIDDEN)
    (tmp_path / file).write_bytes(FILES[file]("Tora Qvarnmyr"))
    check_package(tmp_path, HIDDEN)


@pytest.mark.parametrize(
    "text",
    [
        "Torvald Qvarnm&#121;r",
        "Torvald&#32;Qvarnmyr, 17 och 18",
        "x/2025/torvald%20qvarnmyr-17",
        "socsam-2025-06-02-torvald-qvarnmyr-03",
        "4711TorvaldQvarnmyr12",
    ],
)
def test_digits_beside_and_in_a_name_hide_it_not(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,text\n1,{text}\n2,{text}\n", "utf-8")
    with pytest.raises(PackageError) as caught:
        check_package(tmp_path, HIDDEN)
    assert caught.value.key == "leak.name"


@pytest.mark.parametrize("text", [NAME, NUMBER])
def test_signs_that_no_text_holds_shift_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0" * 9 + f"\nEtt ord 2025\n{text}\n".encode())
    with pytest.raises(PackageError):
        check_package(tmp_path, HIDDEN)


@pytest.mark.parametrize("enough", [1, 40, 1 << 20])
@pytest.mark.parametrize("odd", [b"", b"x\0\0\0\0\0y\n"])
def test_the_first_file_is_told_however_many_are_looked_at_together(
    enough: int, odd: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaks, "_ENOUGH", enough)
    key = "https://example.org/id/role/prov-1"
    for name in ("a.csv", "b.csv", "c.csv", "d.csv", "e.csv"):
        (tmp_path / name).write_bytes(f"id,text\nprov-1,{key}\n{name[0]},Ett ord\n".encode() + odd)
    check_package(tmp_path, HIDDEN)
    for name, text, code in (("d.csv", NAME, "name"), ("b.csv", NUMBER, "number")):
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(f"2,{text}\n")
        with pytest.raises(PackageError) as caught:
            check_package(tmp_path, HIDDEN)
        assert (caught.value.key, str(caught.value.place)) == (f"leak.{code}", name)


def look(folder: Path, later: dict[str, bytes], *, aside: bool) -> str | None:
    """Where a last look finds something in files that were there, and in those that came later."""
    own = stated_addresses(SETTINGS)
    with LastLook(folder, [NAME], ["Tora Qvarnmyr"], own, aside=aside) as found:
        found.begin()
        for name, data in later.items():
            (folder / name).write_bytes(data)
            found.begin()
        try:
            found.finish()
        except PackageError as error:
            return str(error.place)
    return None


@pytest.mark.parametrize("aside", [False, True])
def test_a_look_aside_finds_what_another_finds(tmp_path: Path, aside: bool) -> None:
    def found(first: dict[str, str], later: dict[str, bytes]) -> str | None:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        for name, text in first.items():
            (folder / name).write_text(text, "utf-8")
        return look(folder, later, aside=aside)

    clean, name = b"id,text\n1,Av Tora Qvarnmyr\n", f"id,text\n1,Av {NAME}\n".encode()
    assert found({"b.csv": "id\n1\n"}, {"c.csv": clean, "d.zip": packed("c.csv", clean)}) is None
    assert found({"b.csv": name.decode()}, {"c.csv": clean}) == "b.csv"
    assert found({"b.csv": "id\n1\n"}, {"c.csv": name}) == "c.csv"
    assert found({"b.csv": "id\n1\n"}, {"c.zip": packed("x.csv", name)}) == "c.zip"
    assert found({"b.csv": name.decode()}, {"a.csv": name + b"2,x\n"}) == "a.csv"
    assert found({"b.csv": "id\nx@example.org\n"}, {"catalogue.ttl": b""}) == "b.csv"
    assert found({"b.csv": "id\na@example.org\n"}, {"c.md": b"Skriv till b@example.org."}) is None
    # A file that is written again is looked at again.
    assert found({"b.csv": "id\n1\n"}, {"b.csv": name}) == "b.csv"


@pytest.mark.parametrize("kind", ["selector", "passage"])
def test_the_lines_in_the_key_of_a_passage_are_no_identity_number(
    kind: str, tmp_path: Path
) -> None:
    own = f"https://example.org/id/{kind}/prov-2025-06-02-1028-1028"
    (tmp_path / "a.jsonld").write_text(json.dumps({"id": own}), encoding="utf-8")
    check_package(tmp_path, HIDDEN)
    (tmp_path / "a.jsonld").write_text(json.dumps({"id": f"{own} {NUMBER}"}), encoding="utf-8")
    with pytest.raises(PackageError):
        check_package(tmp_path, HIDDEN)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/id/role/torvald-qvarnmyr",
        "https://example.org/id/torvald-qvarnmyr/prov-1",
        "https://torvald-qvarnmyr.example.org/id/role/prov-1",
        "https://example.org/id/passage/torvald-qvarnmyr-3-4",
        "https://example.org/torvald/id/qvarnmyr/prov-1 Torvald Qvarnmyr",
    ],
)
def test_the_address_of_a_thing_is_looked_at_in_its_parts(address: str, tmp_path: Path) -> None:
    """The key of a thing was looked at in the tables; nothing else of its address was."""
    things = ["https://example.org/id/role/prov-1", "https://example.org/id/passage/prov-1-3-4"]
    (tmp_path / "a.csv").write_text("id\nprov-1\n", encoding="utf-8")
    (tmp_path / "b.jsonld").write_text(json.dumps(things), encoding="utf-8")
    check_package(tmp_path, HIDDEN)
    (tmp_path / "c.jsonld").write_text(json.dumps([*things, address]), encoding="utf-8")
    with pytest.raises(PackageError) as caught:
        check_package(tmp_path, HIDDEN)
    assert str(caught.value.place) == "c.jsonld"
