"""Histories of corrections drawn by chance: an address leads to what it was given to, or is gone.

The sittings, their items and everybody in them are invented. Two or three corrections in a row may
well be more than anything can be recognised by; then an address is gone, and never leads elsewhere.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from releasing import complete, make_unjudged, unmasked
from socsam_opendata.cli.release_report import release_text
from socsam_opendata.model.records import TABLES

ROOT = Path(__file__).resolve().parents[2]
DAYS = (dt.date(2025, 6, 2), dt.date(2025, 6, 3))
WEEKDAYS = ("måndag", "tisdag")
WORDS = ("skog", "vatten", "vägar", "skolor", "hamnar", "bad", "bussar", "torg", "broar", "snö")
COVER = """Sociala samrådsgruppen (SocSam)

Tid och plats: {weekday} {day} juni 2025{hours}
Påhittsgatan 1, Storsjön

**Deltagare
(beslutande):** Päivi Påhitt (S), Bergs kommun
Ture Sagén (C), Ragunda kommun
Disa Dikt (M), Åre kommun

**Justeringens tid
och plats:**

måndag 16 juni 2025, digitalt

Paragrafer:

{first}-{last}

Justeras av:

Päivi Påhitt (S)
Ordförande

Innehållsförteckning

{contents}

"""


@dataclass(frozen=True)
class Item:
    """What a § is about; `name` stays whatever is corrected."""

    name: str
    title: str
    text: str


@dataclass(frozen=True)
class Sitting:
    """A sitting and its items from § `first` on; None is a § whose item is withdrawn."""

    name: str
    day: int
    hour: int | None
    first: int
    items: tuple[Item | None, ...]

    @property
    def numbered(self) -> list[tuple[int, Item]]:
        return [(n, item) for n, item in enumerate(self.items, self.first) if item]

    @property
    def document(self) -> str:
        """Its minutes, as Markdown."""
        hours = "" if self.hour is None else f" kl. {self.hour:02}.00 – {self.hour + 2:02}.00"
        contents = (f"§ {n} {item.title}.....{n}" for n, item in self.numbered)
        cover = COVER.format(
            weekday=WEEKDAYS[self.day], day=DAYS[self.day].day, hours=hours,
            first=self.numbered[0][0], last=self.numbered[-1][0], contents="\n".join(contents),
        )  # fmt: skip
        texts = (f"§ {n} {i.title}\n\nBakgrund\n\n{i.text}\n\n" for n, i in self.numbered)
        return cover + "".join(texts)


class Chance:
    """Sittings, and corrections of them drawn by chance."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.names = iter(range(10_000))
        self.away: list[Sitting] = []
        self.sittings = [self.sitting(0, 9, 12), self.sitting(0, 13, self.draw.choice((12, 16)))]

    def item(self, name: str | None = None) -> Item:
        number, (one, other) = next(self.names), self.draw.sample(WORDS, 2)
        return Item(
            name or f"item {number}", f"{one.capitalize()} och {other} i trakt {number}",
            f"Det gäller {one} och {other}, sak nummer {number} i året.",
        )  # fmt: skip

    def sitting(self, day: int, hour: int | None, first: int) -> Sitting:
        items = tuple(self.item() for _ in range(self.draw.randint(3, 5)))
        return Sitting(f"sitting {next(self.names)}", day, hour, first, items)

    def put(self, was: Sitting, **facts: object) -> None:
        self.sittings[self.sittings.index(was)] = replace(was, **facts)  # type: ignore[arg-type]

    def at(self, of: Sitting, change: Callable[[Item], Item | None]) -> None:
        """Change an item where it stands."""
        at = self.draw.choice([n for n, item in enumerate(of.items) if item])
        items = [change(item) if item and n == at else item for n, item in enumerate(of.items)]
        if any(items):
            self.put(of, items=tuple(items))

    def correct(self) -> str:
        """One correction of one sitting, or of two; what it was."""
        one = self.draw.choice(self.sittings)
        items = list(one.items)
        match what := self.draw.choice(CORRECTIONS):
            case "hour":
                self.put(one, hour=self.draw.choice((8, 9, 11, 13, 15, None)))
            case "day":
                self.put(one, day=1 - one.day)
            case "first §":
                self.put(one, first=self.draw.choice((12, 13, 16, 20)))
            case "title":
                self.at(one, lambda item: replace(item, title=f"{item.title} rättad"))
            case "text":
                self.at(one, lambda item: replace(item, text=f"{item.text} Rättat."))
            case "both":
                self.at(one, lambda item: self.item(item.name))
            case "withdrawn item":
                self.at(one, lambda _: None)
            case "item in a free §" if None in items:
                items[items.index(None)] = self.item()
                self.put(one, items=tuple(items))
            case "item put in":
                items.insert(self.draw.randint(0, len(items)), self.item())
                self.put(one, items=tuple(items))
            case "item taken out" if len(items) > 1:
                del items[self.draw.randrange(len(items))]
                if any(items):
                    self.put(one, items=tuple(items))
            case "items exchanged" if len(items) > 1:
                here, there = self.draw.sample(range(len(items)), 2)
                items[here], items[there] = items[there], items[here]
                self.put(one, items=tuple(items))
            case "hours exchanged" | "hours and §§ exchanged" if len(self.sittings) > 1:
                one, other = self.draw.sample(self.sittings, 2)
                firsts = (one.first, other.first) if "§§" not in what else (other.first, one.first)
                self.sittings = [each for each in self.sittings if each not in (one, other)]
                self.sittings += [replace(one, hour=other.hour, first=firsts[0]),
                                  replace(other, hour=one.hour, first=firsts[1])]  # fmt: skip
            case "withdrawn" if len(self.sittings) > 1:
                self.sittings.remove(one)
                self.away.append(one)
            case "back" if self.away:
                self.sittings.append(self.away.pop())
            case "new" if len(self.sittings) < 3:
                self.sittings.append(self.sitting(*self.draw.choice(((0, 8, 12), (1, 13, 16)))))
        return what


CORRECTIONS = (
    "hour", "day", "first §", "title", "text", "both", "withdrawn item", "item in a free §",
    "item put in", "item taken out", "items exchanged", "hours exchanged",
    "hours and §§ exchanged", "withdrawn", "back", "new",
)  # fmt: skip


def rows(package: Path, table: str) -> list[dict[str, str]]:
    with (package / f"data/{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def things(package: Path, sittings: list[Sitting]) -> dict[str, str]:
    """What stands at each address of a meeting and an item."""
    known = {hashlib.sha256(s.document.encode()).hexdigest(): s for s in sittings}
    of = {row["id"]: known[row["sha256"]] for row in rows(package, "sources")}
    found = {f"meeting/{key}": sitting.name for key, sitting in of.items()}
    for row in rows(package, "agenda_items"):
        (name,) = (i.name for n, i in of[row["meeting"]].numbered if str(n) == row["number"])
        found[f"agenda-item/{row['id']}"] = f"{of[row['meeting']].name}, {name}"
    return found


def maps(package: Path) -> dict[str, dict[str, str]]:
    names = ("renamed", "gone", "gone-meetings")
    files = {name: package / f"hosting/caddy/{name}.map" for name in names}
    return {
        name: dict(line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()[1:])
        for name, path in files.items()
    }


def answer(package: Path, thing: str) -> str | None:
    """The address that one leads to by the rules of docs/hosting.md; None where it is gone."""
    known = maps(package)
    for _ in range(5):
        concept, key = thing.split("/")
        start = re.match(r".+?-\d{4}-\d\d-\d\d[b-z]?(?=-|$)", key)
        assert start
        meeting = start[0]
        if thing in known["gone"]:
            return None
        if thing in known["renamed"]:
            thing = known["renamed"][thing]
        elif meeting in known["renamed"]:
            thing = f"{concept}/{known['renamed'][meeting]}{key.removeprefix(meeting)}"
        elif (package / f"rdf/{meeting}.ttl").is_file():
            return thing
        else:
            assert meeting in known["gone-meetings"], thing
            return None
    raise AssertionError(f"{thing} leads in a circle")


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(6))
def test_an_address_leads_to_what_it_was_given_to(seed: int, tmp_path: Path) -> None:
    minutes, package = tmp_path / "minutes", tmp_path / "package"
    minutes.mkdir()
    for name in ("dataset.toml", "organizations.csv"):
        shutil.copyfile(ROOT / "minutes" / name, minutes / name)
    complete(minutes)
    unmasked(minutes)
    chance, published, told = Chance(seed), dict[str, str](), ["first"]
    for _ in range(7):
        for path in minutes.glob("*.md"):
            path.unlink()
        for sitting in chance.sittings:
            path = minutes / f"{sitting.name.replace(' ', '-')}.md"
            path.write_text(sitting.document, encoding="utf-8")
        before = list(chance.sittings)
        report = make_unjudged(
            minutes, package, reason="Rättat", confirmed=[table.name for table in TABLES]
            if published else (),
        )  # fmt: skip
        if report.build.left_out:
            states = {one.state for one in report.build.left_out}
            assert (report.status == "refused") == ("refused" in states)
            told.append("(told twice: not compared)")
        else:
            assert report.status in ("released", "unchanged"), release_text(report, "en")
            now = things(package, before)
            for address, thing in published.items():
                leads = answer(package, address)
                assert leads is None or now[leads] == thing, (address, told)
            for address, thing in now.items():
                assert answer(package, address) == address, (address, told)
                assert published.setdefault(address, thing) == thing, (address, told)
        told.append(chance.correct())
    assert len(published) > 6
