"""Whole invented minutes in which printed forms of names and numbers stand in every place.

A place is where minutes name people: the attendance list, a title, a clause, a cell. What must not
be published of a form stands between ⟦ and ⟧, which are no part of the document; every form
remembers the lines it stands on. Nobody and nothing here exists.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MARKS = re.compile("[⟦⟧]")
# A name in the attendance list is as long as its lines; these are of an elected board.
COVER = """\
Provnämnden

Sammanträdesprotokoll

Tid och plats: måndag {day} kl. 09.00 – 12.00
Stora salen, Ragunda

**Deltagare
(beslutande):** Alvar Tjäderby (S), Ragunda kommun
Siri Orrskog (C), Bergs kommun
{members}
**Deltagare
(ersättare):** Edla Ripmo (M), Ragunda kommun

Övriga deltagare: Hedvig Kråkvik, Provförbundet
{attendance}
**Justeringens tid
och plats:**

måndag {adjusted}, digitalt

Paragrafer:

1-{last}

Justeras av:

Hedvig Kråkvik
Sekreterare

Alvar Tjäderby (S)
Ordförande

Siri Orrskog (C)
Justerare
{signature}
Innehållsförteckning

{contents}
"""
ORGANIZATIONS = """\
id,name,name_en,short_name,kind,part_of,municipality,organisation_number,wikidata,spellings
provnamnden,Provnämnden,Test board,PN,body,,,,,
forbundet,Provförbundet,Test association,PF,association-of-municipalities,,,,,förbundet
hjalpen,Föreningen Hjälpen,Association Help,,association,,,,,Hjälpen
"""
SETTINGS = """\
[dataset]
name = "provnamnden"
title = "Provnämndens protokoll"
title_en = "Minutes of the test board"
description = "Påhittade protokoll."
description_en = "Invented minutes."
base = "https://example.org/prov/"
keywords = ["protokoll"]
keywords_en = ["minutes"]
version = "0.1.0"
[publisher]
name = "Provnämnden"
type = "LocalAuthority"
[contact]
name = "Kansliet"
email = "kansliet@example.org"
[catalogue]
files = "https://example.org/filer/"
[release]
date = 2035-11-22
[[bodies]]
id = "provnamnden"
members = ["2303", "2305"]
[publication]
allow = []
mask = [{mask}]
not_names = []
unapproved = false
"""
MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
FIRST_DAY = dt.date(2025, 6, 2)


@dataclass(frozen=True, slots=True)
class Secret:
    """A printed form: of which kind and place, its text with marks, and whom it names.

    `pairs` are first name and surname, `surnames` those that nobody else bears in the document.
    """

    kind: str
    place: str
    text: str
    pairs: tuple[tuple[str, str], ...] = ()
    surnames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A secret in a document, and the lines (from 1, first and last) on which it stands."""

    secret: Secret
    file: str
    lines: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Document:
    """Minutes that are being written, and what stands in them where."""

    file: str
    lines: list[str] = field(default_factory=list)
    standing: list[tuple[Secret, int, int]] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Add lines in which nothing is secret."""
        self.lines += text.split("\n")

    def put(self, secret: Secret, sentence: str = "{}") -> None:
        """Add the lines of a form, within a sentence."""
        text = sentence.replace("{}", MARKS.sub("", secret.text))
        first = len(self.lines) + 1
        self.write(text)
        self.standing.append((secret, first, len(self.lines)))

    def found(self) -> Iterator[Standing]:
        """Every secret, once, with all lines on which it stands."""
        lines: dict[int, list[tuple[int, int]]] = {}
        secrets: dict[int, Secret] = {}
        for secret, first, last in self.standing:
            secrets[id(secret)] = secret
            lines.setdefault(id(secret), []).append((first, last))
        for key, secret in secrets.items():
            yield Standing(secret, self.file, tuple(lines[key]))


def _swedish(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def document(
    number: int,
    forms: Mapping[str, Sequence[Secret]],
    paragraphs: Sequence[str] = (),
) -> Document:
    """Minutes number so and so, with the forms of each place, and paragraphs of prose.

    There are as many agenda items as titles, at least one; the other forms are dealt out to them.
    """
    day = FIRST_DAY + dt.timedelta(weeks=number)
    name = "".join(MARKS.sub("", s.text) for s in forms.get("file-name", ()))
    made = Document(f"{day.isoformat()}{name}.md")
    made.standing += [(s, 1, 0) for s in forms.get("file-name", ())]
    titles = list(forms.get("title", ())) or [Secret("", "title", "Lägesrapport")]
    _cover(made, day, forms, titles)
    made.write("§ 1 Upprop\n\nUpprop genomförs.\n")
    for i, title in enumerate(titles):
        made.put(title, f"§ {i + 2} {{}}")
        made.write("")
        own = {place: some[i :: len(titles)] for place, some in forms.items() if place != "title"}
        _item(made, own)
        for text in paragraphs[i :: len(titles)]:
            made.put(Secret("prose", "body", text))
            made.write("")
    made.write(
        f"§ {len(titles) + 2} Avslutning\n\nBakgrund\n\nOrdföranden tackar för dagens möte.\n"
    )
    return made


def _cover(
    made: Document,
    day: dt.date,
    forms: Mapping[str, Sequence[Secret]],
    titles: Sequence[Secret],
) -> None:
    facts = {
        "day": _swedish(day), "adjusted": _swedish(day + dt.timedelta(14)),
        "last": str(len(titles) + 2),
    }  # fmt: skip
    for line in COVER.split("\n"):
        match line:
            case "{members}":
                for secret in forms.get("members", ()):
                    made.put(secret)
                made.write("")
            case "{attendance}":
                for place in ("attendance", "organization"):
                    for secret in forms.get(place, ()):
                        made.put(secret)
                made.write("")
            case "{signature}":
                made.write("")
                for secret in forms.get("signature", ()):
                    made.put(secret)
                    made.write("")
            case "{contents}":
                made.write("§ 1 Upprop.....2")
                for i, title in enumerate(titles):
                    if "\n" in title.text:
                        made.write(f"§ {i + 2} Ärende.....{i + 2}")
                    else:
                        made.put(title, f"§ {i + 2} {{}}.....{i + 2}")
                made.write(f"§ {facts['last']} Avslutning.....{facts['last']}")
            case _:
                made.write(line.format(**facts))


def _item(made: Document, forms: Mapping[str, Sequence[Secret]]) -> None:
    for secret in forms.get("presenter", ()):
        made.put(secret, "Föredragande: *{}*")
        made.write("")
    clauses = forms.get("clause", ())
    if clauses:
        made.write("Provnämndens beslut\n\nProvnämnden beslutar:\n")
        for i, secret in enumerate(clauses, 1):
            made.put(secret, f"{i}. {{}}")
        made.write("")
    made.write("Bakgrund\n\nArbetet fortgår enligt planen och en rapport lämnas i höst.\n")
    for secret in forms.get("body", ()):
        made.put(secret)
        made.write("")
    cells = forms.get("cell", ())
    if cells:
        made.write("| Nr | Sökande | Belopp |\n|---|---|---|")
        for i, secret in enumerate(cells, 1):
            made.put(secret, f"| {i} | {{}} | {i}00 |")
        made.write("")
    _end(made, forms)


def _end(made: Document, forms: Mapping[str, Sequence[Secret]]) -> None:
    heads = {"viewpoints": "Synpunkter", "document": "Beslutsunderlag",
             "addressee": "Beslutet skickas till"}  # fmt: skip
    for place, head in heads.items():
        if forms.get(place):
            made.write(f"{head}\n")
            for secret in forms[place]:
                made.put(secret)
                if place == "viewpoints":
                    made.write("")
            made.write("")


def write_folder(folder: Path, documents: Iterable[Document], mask: Sequence[str] = ()) -> None:
    """A folder of minutes; `mask` are names that its publisher masks."""
    folder.mkdir(parents=True)
    entries = ", ".join(f'{{ name = "{name}", reason = "Skyddade uppgifter" }}' for name in mask)
    (folder / "dataset.toml").write_text(SETTINGS.replace("{mask}", entries), encoding="utf-8")
    (folder / "organizations.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    for made in documents:
        with (folder / made.file).open("w", encoding="utf-8", newline="") as file:
            file.write("\n".join(made.lines))
