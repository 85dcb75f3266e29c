"""What is published about people: the policy on the seed, and where it stops a build.

Every name that is not in the minutes of 2 June 2025 is invented.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from socsam_opendata.minutes.interpret import interpret
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.privacy.lists import LINE_WITHHELD
from socsam_opendata.privacy.mask import MASK, Mask
from socsam_opendata.privacy.names.known import known_names
from socsam_opendata.privacy.names.persons import possible_persons
from socsam_opendata.privacy.number_mask import NUMBER_MASK
from socsam_opendata.privacy.numbers import find_numbers
from socsam_opendata.privacy.policy import Published, apply
from socsam_opendata.settings.dataset_toml import NamedPerson, Publication, Settings, read_settings

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "minutes" / "2025-06-02-socsam.md"
FACTS = tomllib.loads((ROOT / "tests/facts/2025-06-02-socsam.toml").read_text(encoding="utf-8"))
RELEASE = dt.date(2026, 1, 1)
SETTINGS = read_settings(ROOT / "minutes")
TEXT = SEED.read_text(encoding="utf-8")


def read(text: str, settings: Settings = SETTINGS) -> Reading:
    lines, removed = text_lines(text)
    return interpret(Source("seed.md", "text/markdown", "0" * 64, lines, removed), settings)


def publish(text: str = TEXT, settings: Settings = SETTINGS) -> Published:
    return apply(settings, read(text, settings), RELEASE)


def everything(reading: Reading) -> str:
    """Every text that would be written: rows, both sentences of problems, the source text."""
    cells = [
        str(getattr(row, name))
        for rows in reading.rows.values()
        for row in rows
        for name in row.__dataclass_fields__
    ]
    sentences = [p.sentence(language) for p in reading.problems for language in ("sv", "en")]
    return "\n".join([*cells, *sentences, *reading.lines])


def codes(published: Published) -> list[str]:
    return [p.code for p in published.reading.problems]


def withheld_names() -> list[str]:
    return [row["name"] for row in FACTS["publication"]["withheld"]]


def test_three_of_the_sixteen_others_are_named_and_thirteen_withheld_with_their_reason() -> None:
    published = publish()
    names = {p.name for p in published.reading.rows["persons"]}
    others = {
        p["person"] for p in FACTS["participants"]["rows"] if p["capacity"] in ("official", "guest")
    }
    assert names & others == {"Elin Ring", "Tone Morseth", "Weronica Nordström"}
    reasons = {w.name: w.reason for w in published.withheld}
    assert reasons == {
        "Martin Söderström": "publisher-decision",
        **{row["name"]: row["reason"] for row in FACTS["publication"]["withheld"]},
    }
    assert list(reasons.values()).count("official-without-role") == 8
    assert list(reasons.values()).count("guest") == 5


def test_elected_members_and_substitutes_are_named() -> None:
    names = {p.name for p in publish().reading.rows["persons"]}
    elected = {
        p["person"]
        for p in FACTS["participants"]["rows"]
        if p["capacity"] in ("member", "substitute")
    }
    assert len(elected) == 18
    assert elected <= names


def test_no_withheld_name_or_part_of_its_key_is_left_anywhere() -> None:
    before = read(TEXT)
    published = publish().reading
    text = everything(published).casefold()
    for name in [*withheld_names(), "Martin Söderström"]:
        assert name.casefold() not in text
    keys = {p.id for p in before.rows["persons"]} - {p.id for p in published.rows["persons"]}
    assert len(keys) == 13
    assert not any(key in text for key in keys)


def test_withheld_rows_say_why_and_keep_organization_and_capacity() -> None:
    rows = [r for r in publish().reading.rows["participants"] if r.withheld]
    assert len(rows) == 13
    assert all(r.person is None for r in rows)
    assert all(r.organization or r.municipality for r in rows)
    presenters = [r for r in publish().reading.rows["roles"] if r.withheld]
    assert {r.organization for r in presenters} == {"kvinnojouren", "brottsofferjouren"}
    assert {r.text for r in presenters} == {
        "Kvinnojouren Jämtlands län",
        "Brottsofferjouren Jämtland",
    }


def test_the_masked_source_keeps_its_line_numbers() -> None:
    published = publish().reading
    original = read(TEXT).lines
    assert len(published.lines) == len(original)
    assert published.lines[113] == f"Föredragande: *{MASK}, {MASK} och {MASK},*"
    assert published.lines[8] == original[8]


UNREAD = (
    "Nguyễn Văn Đứcvik, Föreningen Hjälpen, §3",
    "Torvald ”Totte” Kvistmyr, Ragunda kommun",
    "Marie d’Arvikson, Föreningen Hjälpen",
)


@pytest.mark.parametrize("line", UNREAD)
@pytest.mark.parametrize("before", ["Ingrid Larsson, Bergs kommun", "Elin Ring\nSekreterare"])
def test_a_line_of_a_list_of_people_that_is_not_read_is_withheld_and_not_quoted(
    line: str, before: str
) -> None:
    assert f"\n{before}\n" in TEXT
    text = TEXT.replace(f"\n{before}\n", f"\n{line}\n{before}\n")
    number = text[: text.index(line)].count("\n") + 1
    published = publish(text)
    assert published.reading.lines[number - 1] == LINE_WITHHELD
    assert len(published.reading.lines) == len(text_lines(text)[0])
    (source,) = published.reading.rows["sources"]
    assert source.lines_unread == 1
    (told,) = [p for p in published.reading.problems if p.code == "lines-unread"]
    assert (told.first_line, told.facts["text"]) == (number, LINE_WITHHELD)
    assert line.partition(",")[0] not in everything(published.reading)


def test_an_unread_line_that_lists_nobody_is_published() -> None:
    published = publish(TEXT.replace("12-20\n", "12-20\nomedelbart justerade\n", 1))
    assert "omedelbart justerade" in published.reading.lines
    (told,) = [p for p in published.reading.problems if p.code == "lines-unread"]
    assert told.facts["text"] == "omedelbart justerade"


def test_speakers_in_viewpoints_are_masked_even_if_published_elsewhere() -> None:
    rows = publish().reading.rows["item_texts"]
    viewpoints = " ".join(r.text for r in rows if r.section == "viewpoints")
    backgrounds = " ".join(r.text for r in rows if r.section == "background")
    assert "Tone Morseth" not in viewpoints
    assert "Tone Morseth" in backgrounds


def undecided(**further: object) -> Settings:
    """The seed's settings without its mask."""
    return replace(SETTINGS, publication=replace(SETTINGS.publication, mask=(), **further))


def test_the_person_named_only_in_one_item_is_masked_until_somebody_decides() -> None:
    published = publish(settings=undecided())
    assert [(s.name, s.line, s.count) for s in published.seen] == [("Martin Söderström", 262, 1)]
    assert "Martin Söderström" in published.seen[0].context
    (note,) = [p for p in published.reading.problems if p.code == "names-not-decided"]
    assert (note.first_line, note.facts) == (262, {"count": "1"})
    assert "Söderström" not in everything(published.reading)
    assert ("Martin Söderström", "not-decided") in {(w.name, w.reason) for w in published.withheld}
    assert publish().seen == ()


def test_the_person_named_only_in_one_item_stops_the_build_where_the_settings_ask_for_it() -> None:
    problems = publish(settings=undecided(unknown_names="stop")).reading.problems
    (stop,) = [p for p in problems if p.code == "name-undecided"]
    assert (stop.first_line, stop.severity) == (262, "error")
    assert "Söderström" not in stop.sentence("sv")


def test_a_mask_is_told_with_its_reason_and_without_the_name() -> None:
    (note,) = [p for p in publish().reading.problems if p.code == "name-masked"]
    assert note.first_line == 262
    assert "Söderström" not in note.sentence("sv")
    assert SETTINGS.publication.mask[0].reason in note.sentence("sv")


def test_an_allowed_name_is_published_where_it_stands() -> None:
    allow = Publication(allow=(NamedPerson("Martin Söderström", "Förbundsdirektör."),),
                        not_names=SETTINGS.publication.not_names)  # fmt: skip
    published = publish(settings=replace(SETTINGS, publication=allow))
    assert published.seen == ()
    assert "Martin Söderström" in published.reading.lines[261]


def test_an_elected_person_can_be_masked_too() -> None:
    further = NamedPerson("Björn Sandal", "Skyddade personuppgifter.")
    mask = replace(SETTINGS.publication, mask=(*SETTINGS.publication.mask, further))
    published = publish(settings=replace(SETTINGS, publication=mask)).reading
    assert "Björn Sandal" not in everything(published)
    reasons = [
        r.withheld for r in published.rows["participants"] if r.withheld == "publisher-decision"
    ]
    assert len(reasons) == 1


def test_without_the_attendance_list_the_names_are_masked_and_seen() -> None:
    start, end = TEXT.index("**Deltagare"), TEXT.index("**Justeringens tid")
    text = TEXT[:start] + TEXT[end:]
    bare = replace(SETTINGS, publication=Publication(not_names=SETTINGS.publication.not_names))
    published = publish(text, bare)
    names = {row["name"] for row in FACTS["names_in_texts"]["rows"] if row["name"] in text}
    told = everything(published.reading)
    withheld = {w.name for w in published.withheld}
    assert len(names) >= 12
    assert {name for name in names if name in told} == {
        name for name in names if name not in withheld
    }
    # Who signs with a party is elected by what is printed.
    assert names - withheld == {"Margareta Winberg", "Morgan Olsson"}


def test_every_name_of_the_texts_is_seen_by_the_evidence_alone() -> None:
    lines, _ = text_lines(TEXT)
    known = known_names([o.row.name for o in SETTINGS.organizations])
    for row in FACTS["names_in_texts"]["rows"]:
        for number in row["lines"]:
            found = [p.name for p in possible_persons(lines[number - 1], known)]
            assert row["name"] in found, (row["name"], number)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Sara Dahlberg", "Sara Dahlbergs ord", f"{MASK} ord"),
        ("Sara Dahlberg", "SARA DAHLBERG talade", f"{MASK} talade"),
        ("Sara Dahlberg", "S. Dahlberg talade", f"{MASK} talade"),
        ("Sara Dahlberg", "Dahlberg, Sara", MASK),
        ("Sara Dahlberg", "*Sara* Dahlberg", f"*{MASK}"),
        ("Sara Dahlberg", "Sara E Dahlberg (S) talade", f"{MASK} talade"),
        ("Sara Dahlberg", "Sara ”Sassa” Dahlberg", MASK),
        ("Sara Dahlberg", "S.E. Dahlberg", MASK),
        ("Sara Dahlberg", "Dahlberg, S.", f"{MASK}."),
        ("Sara Dahlberg", "Sara&nbsp;Dahlberg", MASK),
        ("Sara Dahlberg", "Sa\u00adra Dahl-\nberg", f"{MASK}\n"),
        ("Sara Dahlberg", "https://example.org/sara-dahlberg", f"https://example.org/{MASK}"),
        ("Sara Dahlberg", "Brev_SaraDahlberg_1.pdf", f"Brev_{MASK}_1.pdf"),
        ("Sara Dahlberg", "klagan-sara-dahlberg-ek.pdf", f"{MASK}.pdf"),
        ("Sara Dahlberg", "sara.dahlberg", MASK),
        ("Åse Mårdh", "Ase Mardh", MASK),
        ("Ase Mardh", "Åse Mårdhs", MASK),
        ("Ekdahl, Sara", "Sara Ekdahl", MASK),
        ("Sara", "Saras mor", f"{MASK} mor"),
        ("Sara Dahlberg", "Sara\nDahlberg talade", f"{MASK}\n talade"),
        ("Sara Dahlberg", "Dahlberg talade", "Dahlberg talade"),
        ("Sara Dahlberg", "Erik Dahlberg, Sara Ek", "Erik Dahlberg, Sara Ek"),
        ("Sara Dahlberg", "Sara Dahlberg:s ord", f"{MASK} ord"),
        ("Sara Dahlberg", "_Sara Dahlberg_ talade", f"_{MASK}_ talade"),
        ("Sara Dahlberg", "Sara, Dahlberg", MASK),
        ("Sara Dahlberg", "Eva Sara, Dahlberg Erik", "Eva Sara, Dahlberg Erik"),
        ("Nils von Brand", "Nils von Brands ord", f"{MASK} ord"),
        ("Sara Dahlberg", "Sara Dahlberg-Ek talade", "Sara Dahlberg-Ek talade"),
        ("Anna Berkestedt Jonsson", "Anna Jonsson talade", f"{MASK} talade"),
    ],
)
def test_the_forms_of_a_name_that_are_masked(name: str, text: str, expected: str) -> None:
    assert Mask([name]).applied(text) == expected


def test_a_short_form_that_is_another_published_person_is_not_masked() -> None:
    mask = Mask(["Anna Berkestedt Jonsson"], ["Anna Jonsson"])
    text = "Anna Jonsson och Anna Berkestedt Jonsson"
    assert mask.applied(text) == f"Anna Jonsson och {MASK}"


@pytest.mark.parametrize(("text", "expected"), [
    # Words that few are called, behind a surname and its genitive.
    ("Vikmyrs Bygg får stödet", f"{MASK} Bygg får stödet"),
    ("Vikmyr Bygg får stödet", f"{MASK} Bygg får stödet"),
    ("Vikmyrs El får stödet", f"{MASK} El får stödet"),
    ("Vikmyrs Björn talade", f"{MASK} Björn talade"),
    ("Vikmyr Björn talade", "Vikmyr Björn talade"),
    ("Vikmyr Annika talade", "Vikmyr Annika talade"),
])  # fmt: skip
def test_a_surname_before_a_word_is_its_owners_and_before_a_first_name_anothers(
    text: str, expected: str
) -> None:
    near = {"Karin Vikmyr": frozenset({"sagoforeningen"})}
    assert Mask(["Karin Vikmyr"], near=near).applied(text) == expected


REACHING = [
    ("Ärendet rör 19811218-9876.", "19811218-9876", "identity-number"),
    ("Ärendet rör 811218 9876.", "811218 9876", "identity-number"),
    ("Samordningsnummer 701063-2391", "701063-2391", "identity-number"),
    ("Päivi Påhitt, född 850412, har", "850412", "birth-date"),
    ("Skriv till paivi (at) example.se", "paivi (at) example.se", "email-address"),
    ("Ring 070-123 45 67", "070-123 45 67", "phone-number"),
    ("Telefon: 14 10 00", "14 10 00", "phone-number"),
    ("Hemadress: Påhittsgatan 14, 123 45 Storsjön", "Påhittsgatan 14", "home-address"),
    ("Bankkonto 8327-9, 123 456 789-0", "123 456 789-0", "bank-account"),
]
NOT_NAMES = ("Päivi Påhitt",)


@pytest.mark.parametrize(("line", "number", "code"), REACHING)
def test_numbers_and_addresses_are_masked_wherever_they_stand_and_told(
    line: str, number: str, code: str
) -> None:
    decided = replace(SETTINGS.publication, not_names=(*SETTINGS.publication.not_names, *NOT_NAMES))
    settings = replace(SETTINGS, publication=decided)
    text = TEXT.replace("Möjlighet till dialog", f"{line} Möjlighet till dialog")
    before = [p for p in publish(settings=settings).reading.problems if p.code == code]
    published = publish(text, settings).reading
    assert before == []
    (told,) = [p for p in published.problems if p.code == code]
    assert (told.first_line, told.severity) == (300, "note")
    assert number not in everything(published)
    assert NUMBER_MASK in published.lines[299]
    assert any(NUMBER_MASK in row.text for row in published.rows["item_texts"])
    assert len(published.lines) == len(text_lines(text)[0])


def test_a_number_that_a_line_end_divides_is_masked_and_lines_keep_their_numbers() -> None:
    text = TEXT.replace("Möjlighet till dialog", "Hon har 19811218-\n9876 enligt akten. Möjlighet")
    published = publish(text).reading
    assert "9876" not in everything(published)
    assert "19811218" not in everything(published)
    assert len(published.lines) == len(text_lines(text)[0])


def test_a_number_in_a_title_is_in_no_key_and_no_case() -> None:
    text = TEXT.replace(
        "§ 15 Uppföljning Yrkesresan 2024", "§ 15 Uppföljning 19811218-9876 Yrkesresan"
    )
    published = publish(text).reading
    (item,) = [r for r in published.rows["agenda_items"] if r.number == "15"]
    assert item.title == f"Uppföljning {NUMBER_MASK} Yrkesresan"
    assert "9876" not in everything(published)


@pytest.mark.parametrize(
    "line",
    ["bidrag om 1 200 000 kr från 2026-01-01", "Org.nr 212000-0019", "§§ 12-20, 2025-06-02",
     "Dnr KS 02-123 107", "KS 2018/14, 250509 Tjänsteskrivelse", "kl. 09.00 – 12.00"],
)  # fmt: skip
def test_other_numbers_are_published(line: str) -> None:
    assert find_numbers(line) == ()
    published = publish(TEXT.replace("Möjlighet till dialog", f"{line} Möjlighet till dialog"))
    assert line in published.reading.lines[299]


@pytest.mark.parametrize(
    ("adjusted", "release", "unapproved", "stops"),
    [
        ("måndag 16 juni 2025, digitalt", dt.date(2025, 6, 16), False, False),
        ("måndag 16 juni 2025, digitalt", dt.date(2025, 6, 15), False, True),
        ("måndag 16 juni 2025, digitalt", dt.date(2025, 6, 15), True, False),
        ("digitalt", dt.date(2026, 1, 1), False, True),
    ],
)
def test_minutes_not_approved_on_the_release_day_are_refused_unless_asked_for(
    adjusted: str, release: dt.date, unapproved: bool, stops: bool
) -> None:
    settings = replace(SETTINGS, publication=replace(SETTINGS.publication, unapproved=unapproved))
    text = TEXT.replace("måndag 16 juni 2025, digitalt", adjusted)
    published = apply(settings, read(text, settings), release)
    assert ("not-approved" in codes(published)) is stops


def test_a_withheld_name_in_a_title_is_in_no_key() -> None:
    text = TEXT.replace(
        "§ 15 Uppföljning Yrkesresan 2024", "§ 15 Uppföljning av Anna Lindestigs förslag"
    )
    published = publish(text).reading
    (item,) = [r for r in published.rows["agenda_items"] if r.number == "15"]
    assert item.title == f"Uppföljning av {MASK} förslag"
    assert item.case == f"{item.id}-case"  # other items may be called so once names are taken out
    assert item.case in {r.id for r in published.rows["cases"]}
    assert "lindestig" not in everything(published).casefold()


def test_the_reason_of_a_mask_names_nobody_who_is_withheld() -> None:
    mask = (NamedPerson("Martin Söderström", "Skrev med Anna Lindestig."),)
    settings = replace(SETTINGS, publication=replace(SETTINGS.publication, mask=mask))
    (note,) = [p for p in publish(settings=settings).reading.problems if p.code == "name-masked"]
    assert note.facts["reason"] == f"Skrev med {MASK}."
