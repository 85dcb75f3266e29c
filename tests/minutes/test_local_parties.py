"""The letters of a local party mean it where it stands for election. Everybody is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import reading
from socsam_opendata.model.code_lists import registry

TEXT = (
    "{head}\nHamnnämnden\nProtokoll 2026-04-09\n\nBeslutande\nDisa Furu ({party}){place}\n"
    "Eskil Mård (C)\n\n§ 4 Bryggan\n\nBeslut\nHamnnämnden lagar bryggan.\n"
)


@pytest.mark.parametrize(
    ("head", "party", "place", "key"),
    [
        ("Trelleborgs kommun", "VV", "", None),
        ("Åre kommun", "VV", "", "vv-2321"),
        ("Trelleborgs kommun", "VV", ", Åre kommun", "vv-2321"),
        ("Åre kommun", "VV", ", Trelleborgs kommun", None),
        ("", "VV", "", None),
        ("Ragunda kommun", "AfR", "", "afr-2303"),
        ("Åre kommun", "SjvZ", "", "sjvz-23"),
        ("Trelleborgs kommun", "SjvZ", "", None),
        ("Trelleborgs kommun", "S", "", "s"),
        ("", "KD", "", "kd"),
    ],
)
def test_a_local_party_is_known_where_somebody_may_sit_for_it(
    head: str, party: str, place: str, key: str | None, tmp_path: Path
) -> None:
    found = reading(tmp_path, TEXT.format(head=head, party=party, place=place))
    disa = found.rows["participants"][0]
    assert (disa.party, disa.party_text) == (key, party)
    told = [problem.facts for problem in found.problems if problem.code == "party-unknown"]
    assert told == ([] if key else [{"party": party}])


def test_the_party_of_a_county_is_that_of_its_municipalities() -> None:
    sits = registry().may_sit_in
    assert [sits("sjvz-23", [code]) for code in ("2321", "2380", "1287")] == [True, True, False]
    assert [sits("s", []), sits("vv-2321", []), sits("vv-2321", ["2303"])] == [True, False, False]
