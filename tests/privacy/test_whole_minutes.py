"""What the policy makes of whole minutes: who is named, what is taken out, what awaits an answer.

Nobody here exists.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_minutes import ORGANIZATIONS, SETTINGS
from test_listed import COVER, everything, minutes_of, published

from socsam_opendata.privacy.policy import Published
from socsam_opendata.settings.dataset_toml import read_settings

MEMBERS = "Siri Orrskog (C), Bergs kommun\n"
OWN = {"Alvar Tjäderby", "Siri Orrskog", "Edla Ripmo", "Hedvig Kråkvik"}


def policy(
    folder: Path,
    *items: str,
    present: str = "",
    members: str = "",
    mask: str = "",
    stop: bool = False,
) -> Published:
    """Minutes with these §§, somebody more present, and more below the last member."""
    stated = SETTINGS.format(mask=f'{{name = "{mask}", reason = "Skyddad."}}' if mask else "")
    stated += 'unknown_names = "stop"\n' if stop else ""
    (folder / "dataset.toml").write_text(stated, "utf-8")
    (folder / "organizations.csv").write_text(ORGANIZATIONS, "utf-8")
    text = minutes_of(
        [{"printed": line} for line in present.splitlines()], [{"printed": item} for item in items]
    )
    assert MEMBERS in COVER
    text = text.replace(MEMBERS, MEMBERS + members, 1)
    return published(text, read_settings(folder))


def named(found: Published) -> set[str]:
    return {row.name for row in found.reading.rows["persons"]} - OWN


GUEST = "Vilgot Snärjmo, Föreningen Hjälpen"


@pytest.mark.parametrize(
    "text",
    [
        "Se [ansökan](https://x.se/Vilgot-Snarjmo).",
        "Se [ansökan](https://x.se/vilgot_snarjmo.pdf).",
        "Se [ansökan](<Vilgot Snärjmo.pdf>).",
        "Se [ansökan](/hem/Vilgot/Snärjmo.pdf).",
        'Se <span title="Vilgot Snärjmo">ansökan</span>.',
        "Se <https://x.se/Vilgot-Snarjmo>.",
        "Se <Vilgot Snärjmo>.",
        "Se ![bild](img/vilgot_snarjmo.jpg).",
    ],
)
def test_the_target_of_a_link_and_a_tag_hold_no_withheld_name(text: str, tmp_path: Path) -> None:
    told = everything(policy(tmp_path, text, present=GUEST))
    assert "snärjmo" not in told
    assert "snarjmo" not in told


@pytest.mark.parametrize(
    "text",
    [
        "Se [A](https://x.se/Ingvar-Bokhult.pdf).",
        'Se <img alt="Ingvar Bokhult">.',
        "Se <https://x.se/ingvar_bokhult>.",
    ],
)
def test_nor_one_that_nobody_has_decided_about(text: str, tmp_path: Path) -> None:
    found = policy(tmp_path, text)
    assert "bokhult" not in everything(found)
    assert [one.name.casefold() for one in found.seen] == ["ingvar bokhult"]


@pytest.mark.parametrize(
    "address",
    ["motion-alvar-tjaderby.pdf", "alvar_tjaderby", "Motion-AlvarTjaderby", "a/alvar/tjaderby"],
)
@pytest.mark.parametrize("printed", ["https://x.se/{}", "[Motion](https://x.se/{})"])
def test_an_elected_persons_name_in_an_address_masks_nobody(
    printed: str, address: str, tmp_path: Path
) -> None:
    text = f"Se {printed.format(address)}, väckt av Alvar Tjäderby (S)."
    found = policy(tmp_path, text)
    assert text in found.reading.lines
    assert not found.seen


@pytest.mark.parametrize(
    "members",
    [
        "{label}: Ruth Brunkell\nAnders Tvetamark\nHjalmar Assarsson\n",
        "{label}\nAnders Tvetamark\nHjalmar Assarsson\n",
        "\n{label}\n\nAnders Tvetamark\n\nHjalmar Assarsson\n",
        "\n**{label}:** Anders Tvetamark\nHjalmar Assarsson\n",
        "\n## {label}\n\nAnders Tvetamark, Åre\nHjalmar Assarsson, Berg\n",
        "{label}: Ruth Brunkell, Bergs kommun\nHjalmar Assarsson, Åre kommun\n",
        "\n**{label}:** Ruth Brunkell, Anders Tvetamark, Hjalmar Assarsson\n",
    ],
)
@pytest.mark.parametrize("label", ["Elever", "Tolkar", "Praktikanter", "Sakkunniga"])
def test_names_below_a_label_that_nobody_knows_are_no_members(
    label: str, members: str, tmp_path: Path
) -> None:
    found = policy(tmp_path, "Inget.", members=members.format(label=label))
    assert named(found) == set()
    told = everything(found)
    assert not [word for word in ("brunkell", "tvetamark", "assarsson") if word in told]


def test_members_below_a_line_that_was_not_read_stay_where_a_party_is_printed(
    tmp_path: Path,
) -> None:
    members = "Elever: Ruth Brunkell\nTora Elmgren (S), Ragunda kommun\n"
    found = policy(tmp_path, "Inget.", members=members)
    assert named(found) == {"Tora Elmgren"}


def test_lists_without_parties_keep_their_members(tmp_path: Path) -> None:
    members = "Berit Almgren\nTora Elmgren\n"
    assert named(policy(tmp_path, "Inget.", members=members)) == {"Berit Almgren", "Tora Elmgren"}


NAMESAKE = "Berit Tjäderby ({}), Ragunda kommun\n"


@pytest.mark.parametrize(
    ("other", "printed", "stays"),
    [
        ("M", "Tjäderby (S) yrkar bifall.", False),
        ("M", "Tjäderby (M) yrkar bifall.", True),
        ("S", "Tjäderby (S) yrkar bifall.", False),
        ("M", "Tjäderby (V) yrkar bifall.", False),
        ("M", "Berit Tjäderby (M) yrkar bifall.", True),
    ],
)
def test_a_masked_person_is_not_told_by_the_party_beside_the_surname(
    other: str, printed: str, stays: bool, tmp_path: Path
) -> None:
    members = NAMESAKE.format(other)
    found = policy(tmp_path, printed, members=members, mask="Alvar Tjäderby")
    assert (printed in found.reading.lines) is stays


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Reservation\n\nBo Nist (SD)", {"Bo Nist"}),
        ("Reservationer\n\nBo Nist (SD), Kaj Gnurm (KD) och Ulf Pram (L)",
         {"Bo Nist", "Kaj Gnurm", "Ulf Pram"}),
    ],
)  # fmt: skip
def test_who_dissents_under_a_party_is_named_in_the_attendance_list_or_not(
    text: str, who: set[str], tmp_path: Path
) -> None:
    found = policy(tmp_path, text)
    assert named(found) == who
    assert {row.person for row in found.reading.rows["dissents"]} == {
        row.id for row in found.reading.rows["persons"] if row.name in who
    }


def test_a_form_of_a_masked_name_is_named_by_no_dissent(tmp_path: Path) -> None:
    found = policy(tmp_path, "Reservation\n\nBo K Tjäderby (S)", mask="Bo Tjäderby")
    assert "bo k tjäderby" not in everything(found)


def test_whom_the_reader_knows_and_nobody_decided_about_waits_for_an_answer(
    tmp_path: Path,
) -> None:
    text = "Reservation\n\nBo Nist"
    found = policy(tmp_path, text)
    assert {one.name for one in found.withheld if one.reason == "not-decided"} <= {
        one.name for one in found.seen
    }
    stopped = policy(tmp_path, text, stop=True)
    codes = [problem.code for problem in stopped.reading.problems]
    assert ("name-undecided" in codes) is bool(found.seen)
    assert "bo nist" not in everything(found)
