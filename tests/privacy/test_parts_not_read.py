"""What a document holds and nobody reads, as an annex, is published under the same rules.

Everybody and everything in it is made up.
"""

from __future__ import annotations

import pytest
from test_listed import everything, minutes_of, published, settings

from socsam_opendata.settings.dataset_toml import Settings

__all__ = ["settings"]
OWN = minutes_of([], [{"printed": "Inget mer antecknades."}, {"printed": "Inget."}])
PARTS = {
    "annex": "\nBilaga 1\n\n{}",
    "extract": "\nUtdrag ur protokoll från valnämnden\n\n§ 3 Fallet\n\n{}",
    "paragraph with a letter": "\n§ 2 A Fallet\n\n{}",
    "page between": "\nBilaga 1\n\nSida 3 av 4\n\n{}",
}
SECRETS = (
    "Sekretess\n\nZqvattens skulder redovisas.", "Zqvattens skulder redovisas.\n\n(sekretess)",
    "Ärendet omfattas av sekretess.\n\nZqvattens skulder redovisas.",
)  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("secret", SECRETS)
def test_one_that_speaks_of_secrecy_is_in_no_file(
    part: str, secret: str, settings: Settings
) -> None:
    found = published(OWN + PARTS[part].format(secret), settings)
    assert "zqvatten" not in everything(found)
    assert [row.confidential for row in found.reading.rows["agenda_items"]] == ["no", "no"]
    assert "antecknades" in everything(found)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("label", ["Expedieras till", "Elever:", "Deltagare:"])
def test_a_list_of_people_in_one_is_in_no_file(part: str, label: str, settings: Settings) -> None:
    found = published(OWN + PARTS[part].format(f"{label}\nZqvatten\nVilma"), settings)
    assert "zqvatten" not in everything(found)
    assert "vilma" not in everything(found)


def test_other_text_of_one_is_published(settings: Settings) -> None:
    found = published(OWN + PARTS["annex"].format("Vägen kostar 300 kronor."), settings)
    assert "Vägen kostar 300 kronor." in found.reading.lines


def test_a_summons_that_speaks_of_secrecy_is_in_no_file(settings: Settings) -> None:
    summons = "Provnämnden\nKALLELSE\n\n1. Ansökan från Zqvatten (sekretess)\n\n"
    title = "Provnämnden\nProtokoll\n\n"
    found = published(summons + title + OWN, settings)
    assert "zqvatten" not in everything(found)
    assert "antecknades" in everything(found)
