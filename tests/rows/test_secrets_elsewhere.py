"""What one meeting keeps secret, where another says it. Everybody and every item is invented."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from few import few
from first_files import FirstFiles, first_files
from given_meeting import SETTINGS, Given, meeting, together
from socsam_opendata.package.build import build
from socsam_opendata.package.package import open_package
from socsam_opendata.settings.dataset_toml import read_settings
from socsam_opendata.writing import write_package

TITLE = "Omplacering Zorvex Kvistgren"
NUMBER = "SN 2031/77"
LATER = dt.date(2031, 4, 9)
WITHHELD = "confidential-withheld"


def two(title: str = TITLE, number: str | None = NUMBER, case: str | None = None) -> list[Given]:
    """A meeting with a confidential item, and a later one that is open."""
    first, second = meeting(own="a-"), meeting(LATER, "b-")
    first["cases"][0].update(title=case or title, diary_number=number)
    first["agenda_items"][0].update(title=title, confidential="ja", diary_number=number)
    return [first, second]


def held(out: Path, *words: str) -> list[str]:
    """The files of a package that hold one of some words, zips and workbooks aside."""
    found = []
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.suffix not in (".zip", ".xlsx", ".parquet"):
            data = path.read_bytes()
            text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
            found += [path.name for word in words if word.casefold() in text.casefold()]
    return found


def written(out: Path, *meetings: Given, texts: dict[str, list[str]] | None = None) -> FirstFiles:
    """The tables, texts and linked data of meetings."""
    return first_files(together(*meetings), out, texts=texts)


def told(package: FirstFiles, day: dt.date = LATER) -> int:
    """How many notes tell that something of a meeting is withheld as confidential."""
    problems = package.table("problems").to_pylist()
    return sum(row["code"] == WITHHELD and row["source"] == f"sr-{day}" for row in problems)


def titles(package: FirstFiles, day: dt.date = LATER) -> list[str]:
    rows = package.table("agenda_items").to_pylist()
    return [row["title"] for row in rows if row["meeting"] == f"sr-{day}"]


# --- the case of a confidential item --------------------------------------------------------------


@pytest.mark.parametrize("number", [NUMBER, None])
@pytest.mark.parametrize("case", [None, "Barnet Zorvex Kvistgren i Norr"])
@pytest.mark.parametrize("later", [True, False])
def test_a_case_says_no_more_than_open_items_of_any_meeting_say(
    number: str | None, case: str | None, later: bool, tmp_path: Path
) -> None:
    first, second = two(number=number, case=case)
    if not later:
        first["meetings"][0]["date"], second["meetings"][0]["date"] = LATER, dt.date(2031, 3, 5)
        first["decisions"][0]["date"], second["decisions"][0]["date"] = LATER, dt.date(2031, 3, 5)
    del second["cases"]
    second["agenda_items"][0].update(case="a-a", title="Yttrande till rätten", diary_number=None)
    package = written(tmp_path / "out", first, second)
    assert held(tmp_path / "out", "zorvex", "kvistgren", "2031/77", "2031-77") == []
    cases = {(r["title"], r["diary_number"]) for r in package.table("cases").to_pylist()}
    assert cases == {("[sekretess]", None), ("Yttrande till rätten", None), ("Övrigt", None)}


def test_a_diary_number_that_an_open_item_says_stays_with_what_that_says(tmp_path: Path) -> None:
    first, second = two()
    del second["cases"]
    second["agenda_items"][0].update(case="a-a", title="Yttrande till rätten", diary_number=NUMBER)
    package = written(tmp_path / "out", first, second)
    assert held(tmp_path / "out", "zorvex", "kvistgren") == []
    cases = {(r["title"], r["diary_number"]) for r in package.table("cases").to_pylist()}
    assert ("Yttrande till rätten", NUMBER) in cases


def test_the_line_of_an_item_does_not_say_its_withheld_case(tmp_path: Path) -> None:
    first, second = two(number="SN 2031/988")
    second["cases"][0].update(title="Tomten vid ån", diary_number="SN  2031/988")
    second["agenda_items"][0].update(title="Återrapport", diary_number=None)
    written(tmp_path / "out", first, second)
    assert held(tmp_path / "out", "tomten", "2031/988", "2031-988") == []


def test_a_case_that_only_the_open_meeting_calls_so_says_no_more(tmp_path: Path) -> None:
    first, second = two("Avsked", "KS 2031/955")
    second["cases"][0].update(title="Avsked Vrålström", diary_number="KS 2031/955")
    second["agenda_items"][0].update(title="Återkoppling", diary_number=None)
    written(tmp_path / "out", first, second)
    assert held(tmp_path / "out", "vrålström", "2031/955", "2031-955") == []


@pytest.mark.parametrize(
    "lines",
    [
        ["2 Tjänstledighet", "  Qvick ...... 4"],
        ["> Tjänst-", "> ledighet Qvick"],
        ["| 4 | TJÄNSTLEDIGHET QVICK |"],
    ],
)
def test_however_the_lines_of_another_meeting_print_it(lines: list[str], tmp_path: Path) -> None:
    first, second = two("Tjänstledighet Qvick")
    written(tmp_path / "out", first, second, texts={"b-m": ["Möte", *lines, "Slut"]})
    assert held(tmp_path / "out", "qvick") == []


def test_the_ballots_of_a_vote_that_says_the_title_are_left_out_with_it(tmp_path: Path) -> None:
    first, second = two()
    second["votes"][0]["yes_means"] = f"ja till {TITLE}"
    package = written(tmp_path / "out", first, second)
    kept = {row["source"] for row in package.table("ballots").to_pylist()}
    assert f"sr-{LATER}" not in kept


@pytest.mark.usefixtures("lean_packages")
def test_the_package_of_a_package_is_the_same(tmp_path: Path) -> None:
    first, second = two()
    second["agenda_items"][1]["title"] = TITLE
    assert write_package(together(first, second), tmp_path / "out", settings=SETTINGS).built
    assert held(tmp_path / "out", *TITLE.split()[1:]) == []
    package = open_package(tmp_path / "out")
    rows = {name: package.table(name) for name in package.tables}
    again = tmp_path / "again"
    assert write_package(rows, again, settings=SETTINGS, texts=package.texts).built
    for path in (tmp_path / "out" / "data").glob("*.csv"):
        assert (again / "data" / path.name).read_bytes() == path.read_bytes(), path.name


SAYS_IT: dict[str, dict[str, list[Given]]] = {
    "a document": {"documents": [
        {"item": "p8", "title": TITLE, "kind": "report", "role": "basis"},
    ]},
    "a citation": {"citations": [
        {"item": "p8", "text": f"Se ärendet {TITLE}, § 7", "paragraph": "7"},
    ]},
    "a text": {"item_texts": [
        {"item": "p8", "section": "text", "text": f"Se även ärendet {TITLE}."},
    ]},
}  # fmt: skip


@pytest.mark.parametrize("how", SAYS_IT)
def test_an_open_item_that_says_a_secret_title_keeps_all_else_when_written_again(
    how: str, tmp_path: Path
) -> None:
    """The line that says it is left out; the rows of the other lines stay as often as written."""
    given = meeting()
    given["cases"][0].update(title=TITLE)
    given["agenda_items"][0].update(title=TITLE, confidential="ja")
    given["agenda_items"][1].update(title="Vägar i norr", kind="decision")
    given["decisions"].append({**given["decisions"][0], "id": "d8", "item": "p8"})
    given["clauses"].append({
        "id": "c8", "decision": "d8", "text": "Vägarna i norr lagas.", "force": "decision",
    })  # fmt: skip
    given["clause_actions"].append({"clause": "c8", "action": "approve"})
    for table, rows in SAYS_IT[how].items():
        given[table] = [*given.get(table, []), *rows]
    write_package(given, tmp_path / "one", settings=SETTINGS)
    one = open_package(tmp_path / "one")
    rows_of_one = {name: one.table(name) for name in one.tables}
    write_package(rows_of_one, tmp_path / "two", settings=SETTINGS, texts=one.texts)
    two = open_package(tmp_path / "two")
    assert "Vägarna i norr lagas." in one.table("clauses")["text"].to_pylist()
    for name in one.tables:
        assert two.table(name).to_pylist() == one.table(name).to_pylist(), name
    assert dict(two.texts) == dict(one.texts)
    assert held(tmp_path / "two", "zorvex") == []


def test_an_item_of_the_same_case_and_title_is_withheld_and_told(tmp_path: Path) -> None:
    first, second = two("Kullerbytta", NUMBER)
    second["cases"][0].update(title="Kullerbytta", diary_number=NUMBER)
    second["agenda_items"][0].update(title="Kullerbytta", diary_number=NUMBER)
    package = written(tmp_path / "out", first, second)
    assert titles(package) == ["[sekretess]", "Övrigt"]
    assert held(tmp_path / "out", "kullerbytta", "2031/77", "2031-77") == []
    assert told(package) == 1


# --- its title ------------------------------------------------------------------------------------

CELLS: dict[str, Callable[[Given, str], None]] = {
    "a text": lambda rows, said: rows["item_texts"][0].update(text=f"Se även {said}."),
    "a heading": lambda rows, said: rows["item_texts"][0].update(heading=said.upper()),
    "a clause": lambda rows, said: rows["clauses"][1].update(text=f"{said} bordläggs"),
    "a document": lambda rows, said: rows["documents"][0].update(title=f"Akt, {said}"),
    "a citation": lambda rows, said: rows["citations"][0].update(text=f"Se § 7, {said}"),
    "an assignment": lambda rows, said: rows["assignments"][0].update(text=f"utreda {said}"),
    "a dissent": lambda rows, said: rows["dissents"][0].update(text=f"Om {said}: nej."),
    "what yes means": lambda rows, said: rows["votes"][0].update(yes_means=f"ja till {said}"),
    "a role": lambda rows, said: rows["roles"][0].update(text=f"Ordförande i {said}"),
    "a sum": lambda rows, said: rows["amounts"][0].update(text=f"50 000 kronor, {said}"),
    "an open item": lambda rows, said: rows["agenda_items"][1].update(title=said),
    "a longer title": lambda rows, said: rows["agenda_items"][1].update(title=f"{said}, svar"),
    "a case": lambda rows, said: rows["cases"][0].update(title=said),
    "bold": lambda rows, said: rows["item_texts"][0].update(text=f"Se <b>{said[:8]}</b>{said[8:]}"),
    "entities": lambda rows, said: rows["item_texts"][0].update(
        text="".join(f"&#{ord(letter)};" for letter in said)
    ),
    "as in an address": lambda rows, said: rows["item_texts"][0].update(
        text=said.replace(" ", "%20")
    ),
    "letters apart": lambda rows, said: rows["item_texts"][0].update(text=" ".join(said)),
    "without accents": lambda rows, said: rows["item_texts"][0].update(
        text=said.replace("e", "é").upper()
    ),
    "a place": lambda rows, said: rows["meetings"][0].update(place=f"Rum för {said}"),
    "an address": lambda rows, said: rows["sources"][0].update(
        url=f"https://example.org/{said.lower().replace(' ', '-')}.pdf"
    ),
    "an organization": lambda rows, said: (
        rows["organizations"].append({"id": "org/7", "name": f"Kommittén för {said}",
                                      "kind": "other"}),
        rows["participants"][2].update(organization="org/7"),
    ),
    "a message": lambda rows, said: rows.update(
        problems=[{"id": "b-1", "source": "b-m", "code": "hand-made", "severity": "note",
                   "message": f"Oklart: {said}", "message_en": f"Unclear: {said}"}]
    ),
}  # fmt: skip


# Where it stands and how it is spelt that others do not stand for; of a text too that is given.
TELLING = (
    "a text", "a heading", "a clause", "an assignment", "what yes means", "an open item",
    "a longer title", "a case", "entities", "letters apart", "a place", "an address",
    "an organization", "a message",
)  # fmt: skip
GIVEN = ("a text", "an open item", "a case", "a place", "a message")
TRIED = [*((cell, False) for cell in TELLING), *((cell, True) for cell in GIVEN)]


@pytest.mark.parametrize("tried", few(product(CELLS, (False, True)), TRIED), ids=str)
def test_no_cell_of_another_meeting_says_the_title(tried: tuple[str, bool], tmp_path: Path) -> None:
    cell, given = tried
    texts = {"b-m": ["Sagorådet", "Inget sägs."]} if given else None
    first, second = two()
    CELLS[cell](second, TITLE)
    package = written(tmp_path / "out", first, second, texts=texts)
    words = ("zorvex", "kvistgren", "omplacering", "&#75;", "z o r v e x", "zorvéx")
    assert held(tmp_path / "out", *words) == []
    assert told(package) or cell in ("a message", "a case", "an organization")


@pytest.mark.parametrize(
    "divided", ["Omplacering Zorvex\nKvistgren", "omplacering, Zorvex-Kvistgren"]
)
def test_no_text_of_another_meeting_says_it(divided: str, tmp_path: Path) -> None:
    first, second = two()
    said = [f"Se {divided}".split("\n")[0], *divided.split("\n")[1:]]
    text = ["Sagorådet", *said, "Slut."]
    package = written(tmp_path / "out", first, second, texts={"b-m": text})
    assert held(tmp_path / "out", "zorvex", "kvistgren") == []
    found = list(package.texts[f"sr-{LATER}"])
    assert found[: len(text)] == ["Sagorådet", *["[sekretess]"] * len(said), "Slut."]
    assert told(package) == 1


def test_the_title_of_the_case_is_as_secret_as_that_of_the_item(tmp_path: Path) -> None:
    first, second = two(title="Individärende", case=TITLE)
    second["item_texts"][0]["text"] = f"Se {TITLE}."
    written(tmp_path / "out", first, second)
    assert held(tmp_path / "out", "zorvex", "kvistgren") == []


def others(title: str, count: int) -> list[Given]:
    """More meetings, of which each has an open item of a title and no diary number."""
    found = []
    for n in range(count):
        rows = meeting(dt.date(2031, 5, 1 + n), f"o{n}-")
        rows["agenda_items"][1]["title"] = title
        found.append(rows)
    return found


@pytest.mark.parametrize(
    ("title", "same"),
    # One other meeting is enough for ordinary words; what tells whom it is about must be open in
    # several, and in more than keep it secret.
    [("Ekonomisk rapport", 1), ("Val av justerare", 1), ("Lägesbild Zorvex", 3)],
)
def test_a_heading_that_other_meetings_have_openly_is_no_secret(
    title: str, same: int, tmp_path: Path
) -> None:
    first, second = two(title, None)
    second["item_texts"][0]["text"] = f"Se {title.lower()}."
    package = written(tmp_path / "out", first, second, *others(title, same))
    assert f"Se {title.lower()}." in {r["text"] for r in package.table("item_texts").to_pylist()}
    for n in range(same):
        assert titles(package, dt.date(2031, 5, 1 + n))[1] == title
    assert titles(package, dt.date(2031, 3, 5)) == ["[sekretess]", "Övrigt"]


@pytest.mark.parametrize(
    ("title", "same"),
    [("Uppsägning av förvaltningschefen", 0), (TITLE, 1), (TITLE, 2), ("Lägesbild Zorvex", 2)],
)
def test_a_title_that_is_none_is_withheld_where_it_was_left_open(
    title: str, same: int, tmp_path: Path
) -> None:
    first, second = two(title, None)
    second["item_texts"][0]["text"] = f"Se {title.lower()}."
    package = written(tmp_path / "out", first, second, *others(title, same))
    assert held(tmp_path / "out", title) == []
    for n in range(same):
        day = dt.date(2031, 5, 1 + n)
        assert titles(package, day) == ["Stöd till drakar", "[sekretess]"]
        assert told(package, day) == 1


def test_words_that_begin_many_titles_are_no_secret(tmp_path: Path) -> None:
    first, second = two("Svar på medborgarförslag", None)
    more = [others(f"Svar på medborgarförslag om {w}", 1)[0] for w in ("bad", "vägar", "träd")]
    for n, rows in enumerate(more):
        rows["meetings"][0]["date"] = rows["decisions"][0]["date"] = dt.date(2031, 6, 1 + n)
        for table in rows.values():
            for row in table:
                for name, cell in row.items():
                    if isinstance(cell, str) and cell.startswith("o0-"):
                        row[name] = f"x{n}-{cell[3:]}"
    package = written(tmp_path / "out", first, second, *more)
    assert titles(package, dt.date(2031, 6, 1))[1] == "Svar på medborgarförslag om bad"


# --- beside minutes -------------------------------------------------------------------------------

TOML = (
    '[dataset]\nname = "sagan"\nbase = "https://example.org/sagan/"\n'
    '[release]\ndate = 2033-01-01\n[[bodies]]\nid = "sr"\nmembers = ["2326"]\n'
)
ORGANIZATIONS = (
    "id,name,name_en,short_name,kind,part_of,municipality,organisation_number,wikidata,spellings\n"
    "sr,Sagorådet,,SR,body,,,,,\n"
)
MINUTES = """# Sagorådet

Sammanträdesdatum: 2031-03-05
Plats: Tornet

**Beslutande ledamöter**
Tora Påhitt (S), Berg

Paragrafer: 1-2
Justering: 2031-03-12

## § 1 {title}

{text}

## § 2 Övrigt

Inget finns att anteckna.
"""


@pytest.mark.parametrize("secret_in_minutes", [True, False])
@pytest.mark.usefixtures("lean_packages")
def test_minutes_and_rows_of_one_build_keep_each_others_secrets(
    secret_in_minutes: bool, tmp_path: Path
) -> None:
    home = tmp_path / "minutes"
    (home / "b.rows").mkdir(parents=True)
    (home / "dataset.toml").write_text(TOML, encoding="utf-8")
    (home / "organizations.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    rows = two()[0] if not secret_in_minutes else meeting(LATER, "b-")
    rows["meetings"][0]["date"] = rows["decisions"][0]["date"] = LATER
    if secret_in_minutes:
        rows["clauses"][1]["text"] = f"{TITLE} bordläggs"
    text = "Sekretess." if secret_in_minutes else f"Se {TITLE}, som var uppe."
    title = TITLE if secret_in_minutes else "Anmälan"
    (home / "a.md").write_text(MINUTES.format(title=title, text=text), encoding="utf-8")
    written(tmp_path / "rows", rows)
    write_rows(home / "b.rows", rows)
    report = build(home, tmp_path / "out", workers=1)
    assert report.built, report.problems
    assert held(tmp_path / "out", "zorvex", "kvistgren") == []
    assert open_package(tmp_path / "out").table("meetings").num_rows == 2


def write_rows(folder: Path, rows: Given) -> None:
    """Rows as CSV files, as a meeting system hands them over."""
    for table, found in rows.items():
        names = list(dict.fromkeys(name for row in found for name in row))
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(found)


def test_an_item_of_no_secret_meetings_reads_as_before(tmp_path: Path) -> None:
    first, second = meeting(own="a-"), meeting(LATER, "b-")
    package = written(tmp_path / "out", first, second)
    assert titles(package) == ["Stöd till drakar", "Övrigt"]
    assert told(package) == 0


# --- short titles ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    few(
        ["LPT Fjäll", "Vite Ax", "LVU Zorvex", "Hyra Kvist", "Zorvex", "Mål Lind", "LSS Berg"],
        ["LPT Fjäll", "Zorvex", "Mål Lind"],
    ),
)
@pytest.mark.parametrize("where", ["the same meeting", "another"])
def test_a_short_title_that_tells_whom_it_is_about_is_said_in_no_cell(
    title: str, where: str, tmp_path: Path
) -> None:
    first, second = two(title)
    said = first if where == "the same meeting" else second
    said["item_texts"][0].update(
        item="a-p8" if said is first else "b-p8", text=f"Frågan om {title.lower()}s akt."
    )
    written(tmp_path / "out", first, second)
    assert held(tmp_path / "out", f"om {title}") == []


@pytest.mark.parametrize(
    "title",
    few(
        ["Information", "Övrigt", "Val", "Rapport", "LSS", "Mål", "Rondo"],
        ["Information", "LSS", "Mål"],
    ),
)
def test_a_short_title_of_ordinary_words_takes_nothing_with_it(title: str, tmp_path: Path) -> None:
    first, second = two(title)
    text = f"Rådet tog del av {title.lower()} och elvu ekars mål."
    first["item_texts"][0].update(item="a-p8", text=text)
    second["item_texts"][0]["text"] = text
    package = written(tmp_path / "out", first, second)
    assert [row["text"] for row in package.table("item_texts").to_pylist()] == [text, text]


OTHER_LINES = """\
Sagorådet

Sammanträdesdatum: 2031-03-05

Beslutande
Tora Påhitt (S)
Nils Fantasi (C)

Justering: 2031-03-12
Paragrafer: 17-18

## § 17 Vägar

Här talas det om vägarna i norr, och ett annat ärende heter
{title}

{title}
är ett annat ärende.

### Beslut

Sagorådet beslutar
att laga vägarna i norr med stöd av det som sagts i
{title}

## § 18 {printed}

{below}
"""


@pytest.mark.parametrize(("printed", "below"), [
    ("{title}", "Ärendet omfattas av sekretess."),
    ("{title} (sekretess)", "Hemligt är detta."),
    ("Sekretess: {title}", "Hemligt är detta."),
    ("{title} - sekretess enligt 26 kap. 1 § OSL", "Hemligt är detta."),
])  # fmt: skip
def test_a_line_that_says_a_secret_title_is_left_out_alone_in_every_package(
    printed: str, below: str, tmp_path: Path
) -> None:
    """However the title is marked; the lines above and below it are none of the secret."""
    folder = tmp_path / "minutes"
    folder.mkdir()
    text = OTHER_LINES.format(title=TITLE, printed=printed.format(title=TITLE), below=below)
    (folder / "a.md").write_text(text, encoding="utf-8")
    (folder / "dataset.toml").write_text(TOML, encoding="utf-8")
    (folder / "organizations.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    build(folder, tmp_path / "one")
    one = open_package(tmp_path / "one")
    (lines,) = one.texts.values()
    assert [n for n, line in enumerate(lines, 1) if "[sekretess]" in line] == [15, 17, 24, 26, 28]
    assert held(tmp_path / "one", "zorvex") == []
    rows = {name: one.table(name) for name in one.tables}
    write_package(rows, tmp_path / "two", settings=read_settings(folder), texts=one.texts)
    assert dict(open_package(tmp_path / "two").texts) == dict(one.texts)


@pytest.mark.parametrize("marked", [
    f"{TITLE} (sekretess)", f"Sekretess: {TITLE}", f"{TITLE} – sekretess", f"{TITLE}, sekretess",
    f"{TITLE} (sekretess enligt 26 kap. 1 § OSL)",
])  # fmt: skip
def test_a_marked_title_is_said_by_no_other_meeting_without_its_mark(
    marked: str, tmp_path: Path
) -> None:
    first, second = two(marked, case=marked)
    second["agenda_items"][0].update(title=TITLE, diary_number=None)
    second["item_texts"][0]["text"] = f"Uppföljning av {TITLE.lower()}."
    package = written(tmp_path / "out", first, second)
    assert titles(package)[0] == "[sekretess]"
    assert held(tmp_path / "out", "zorvex") == []
    assert told(package) > 0


@pytest.mark.parametrize("mark", ["Sekretess", "(sekretess)", "Sekretess enligt OSL 26 kap. 1 §"])
def test_a_mark_right_below_the_title_is_of_the_whole_item(mark: str, tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    text = OTHER_LINES.format(title="Vägplan", printed=TITLE, below=f"{mark}\n\nHemligt är detta.")
    (folder / "a.md").write_text(text, encoding="utf-8")
    (folder / "dataset.toml").write_text(TOML, encoding="utf-8")
    (folder / "organizations.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    build(folder, tmp_path / "out")
    rows = open_package(tmp_path / "out").table("agenda_items").to_pylist()
    assert [(row["title"], row["confidential"]) for row in rows] == [
        ("Vägar", "no"), ("[sekretess]", "yes"),
    ]  # fmt: skip
    assert held(tmp_path / "out", "zorvex", "hemligt") == []
