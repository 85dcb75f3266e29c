"""What stands beside the minutes and is published as it stands: no withheld name gets out by it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from socsam_opendata.dataset.gather import gather
from socsam_opendata.errors import SettingsError
from socsam_opendata.settings.dataset_toml import read_settings

ROOT = Path(__file__).resolve().parents[2]
# A guest of the seed and a person masked in dataset.toml: neither is published.
NAMES = ("Dahlberg", "dahlberg", "derstr")
SEED = '"2025-06-02-socsam.md"'


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """The seed, to be changed."""
    return Path(shutil.copytree(ROOT / "minutes", tmp_path / "minutes"))


def under(section: str, line: str) -> Callable[[Path], None]:
    """Puts a line first under the head of a section of dataset.toml."""

    def change(minutes: Path) -> None:
        path = minutes / "dataset.toml"
        text = path.read_text(encoding="utf-8")
        assert f"\n[{section}]\n" in text
        path.write_text(text.replace(f"\n[{section}]\n", f"\n[{section}]\n{line}\n"), "utf-8")

    return change


def original(address: str, older: bool = False) -> Callable[[Path], None]:
    """States the address of the document, in the section of it or in the older one."""

    def change(minutes: Path) -> None:
        said = f"[urls]\n{SEED} = {address}" if older else f"[documents.{SEED}]\nurl = {address}"
        with (minutes / "dataset.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n{said}\n")

    return change


def organization(row: str) -> Callable[[Path], None]:
    """Adds a row to organizations.csv."""

    def change(minutes: Path) -> None:
        with (minutes / "organizations.csv").open("a", encoding="utf-8") as file:
            file.write(f"{row}\n")

    return change


def person(row: str) -> Callable[[Path], None]:
    """Writes people.csv with a row."""

    def change(minutes: Path) -> None:
        (minutes / "people.csv").write_text(f"body,name,municipality,id\n{row}\n", "utf-8")

    return change


def entry(key: str, why: str) -> Callable[[Path], None]:
    """Puts an entry with a reason under [publication], on a line of its own behind another."""

    def change(minutes: Path) -> None:
        path = minutes / "dataset.toml"
        text = path.read_text(encoding="utf-8").replace("\nallow = []\n", "\nallow = [\n]\n")
        assert f"\n{key} = [\n" in text
        more = f'{key} = [\n{{ name = "Sara Dahlberg", reason = "{why}" }},\n'
        path.write_text(text.replace(f"{key} = [\n", more), "utf-8")

    return change


def reason(text: str) -> Callable[[Path], None]:
    """Gives the last release a reason."""

    def change(minutes: Path) -> None:
        path = minutes / "history" / "releases.csv"
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + f"{text}\n", "utf-8")

    return change


NAMED = "holds the name of a person"
REACHED = "holds an identity number"
SPOILED: dict[str, tuple[Callable[[Path], None], str]] = {
    "an original's address": (
        original('"https://example.org/Sara%20Dahlberg.pdf"'), NAMED),
    "the same with hyphens": (
        original('"https://example.org/sara-dahlberg.pdf"', older=True), NAMED),
    "the contact's e-mail": (
        under("contact", 'email = "martin.soderstrom@example.org"'), NAMED),
    "the contact's name": (under("contact", 'name = "Martin Söderström"'), NAMED),
    "the contact's page": (under("contact", 'url = "https://example.org/sara_dahlberg"'), NAMED),
    "the publisher's e-mail": (
        under("publisher", 'email = "sara.dahlberg@example.org"'), NAMED),
    "an id": (organization("sara-dahlberg,Stiftelsen,,,association,,,,,"), NAMED),
    "a name": (organization("stiftelsen,Sara Dahlbergs stiftelse,,,association,,,,,"), NAMED),
    "a telephone number": (
        organization("jouren,Jouren 070-123 45 67,,,association,,,,,"), REACHED),
    "an identity number in a name": (
        under("contact", 'name = "Kansliet 19800101-1231"'), REACHED),
    "an identity number in a reason of mask": (
        entry("mask", "850412-1230"), "a reason in mask under .publication. holds an identity"),
    "a telephone number in a reason of allow": (
        entry("allow", "ring 070-123 45 67"), "a reason in allow under .publication. holds"),
    "an identity number in an original's address": (
        original('"https://example.org/850412-1230.pdf"'),
        "an address in .documents. holds an identity number"),
    "the same with a percent sign": (
        original('"https://example.org/850412%2D1230.pdf"'), REACHED),
    "an e-mail address in an original's address": (
        original('"https://example.org/?to=vera@example.org"'), REACHED),
    "an identity number in a page": (
        under("contact", 'url = "https://example.org/19850412-1230"'), "url in .contact. holds"),
    "an identity number in an e-mail address": (
        under("publisher", 'email = "850412-1230@example.org"'), "email in .publisher. holds"),
    "a telephone number in a spelling": (
        organization("jouren,Jouren,,,association,,,,,Joursnumret|Jouren 070-123 45 67"),
        "spellings of 'jouren' holds"),
    "an identity number in a spelling": (
        organization("jouren,Jouren,,,association,,,,,Firman 850412-1230"),
        "spellings of 'jouren' holds"),
    "an identity number in an id": (
        organization("firman-850412-1230,Firman,,,association,,,,,"), "an id holds an identity"),
    "an identity number in the key of a person": (
        person("socsam,Vera Påhitt,,vera-850412-1230"), "an id holds an identity number"),
    "a name in a reason": (reason("Sara Dahlberg bad om det"), NAMED),
    "an e-mail in a reason": (reason("fråga vera@example.org"), REACHED),
}  # fmt: skip


@pytest.mark.parametrize("case", SPOILED)
def test_it_stops_the_build_with_its_place_and_is_not_repeated(
    minutes: Path, tmp_path: Path, case: str
) -> None:
    spoil, says = SPOILED[case]
    spoil(minutes)
    work = tmp_path / "work"
    work.mkdir()
    with pytest.raises(SettingsError, match=says) as caught:
        gather(read_settings(minutes), minutes, work, workers=1)
    assert caught.value.place is not None
    assert caught.value.place.line
    assert not any(name in caught.value.message for name in NAMES)
    assert not any(number in caught.value.message for number in ("070", "850412"))


@pytest.mark.parametrize("case", [case for case in SPOILED if "number in a" in case])
def test_the_line_that_is_named_holds_the_number(minutes: Path, tmp_path: Path, case: str) -> None:
    before = {path: path.read_text("utf-8") for path in minutes.glob("*.*")}
    SPOILED[case][0](minutes)
    with pytest.raises(SettingsError) as caught:
        gather(read_settings(minutes), minutes, tmp_path, workers=1)
    place = caught.value.place
    assert place is not None
    assert place.line is not None
    line = Path(place.file).read_text("utf-8").splitlines()[place.line - 1]
    assert any(number in line for number in ("070-", "850412", "19800101"))
    assert line not in before.get(Path(place.file), "")


@pytest.mark.parametrize(
    "change",
    [
        under("contact", 'email = "kansliet@example.org"'),
        under("publisher", 'email = "info@example.org"'),
        original('"https://example.org/2025-06-02.pdf"'),
        reason("Fel belopp i § 17 är rättat"),
    ],
)
def test_an_office_and_its_addresses_may_be_published(
    minutes: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    change(minutes)
    work = tmp_path / "work"
    work.mkdir()
    assert gather(read_settings(minutes), minutes, work, workers=1).dataset
