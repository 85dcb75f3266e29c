"""When and where a meeting was held, in the forms that covers print it. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import reading

HEAD = "Hamnnämnden\nSammanträdesprotokoll\n\n"
PEOPLE = "Beslutande\nDisa Furu (S), ordförande\nEskil Mård (C)\n"
ENGLISH = "\nBeslutande / Deciding members\nDisa Furu (S), ordförande\nEskil Mård (C)\n"
TAIL = "\n\n§ 4 Bryggan\n\nText.\n\n§ 5 Kajen\n\nText.\n"
FINNISH = "Närvarande/Läsnä\nDisa Furu (S), ordförande\nEskil Mård (C)\n"

# Form -> what the cover prints; all say the same day, hours and place.
SAID = {
    "in two languages": "Tid och plats / Time and place\nMagasinet, den 3 juni 2031 kl. 13.15-15\n"
    + ENGLISH,
    "in two languages beside": "Plats och tid / Place and time:\tMagasinet, 2031-06-03 kl. "
    "13.15–15.00\n" + ENGLISH,
    "in two languages, short": "Datum/Päivämäärä  2031-06-03\nTid/Aika  kl. 13.15-15.00\n"
    "Plats/Paikka  Magasinet\n" + FINNISH,
    "in English in brackets": "Plats och tid (Place and time)\nMagasinet, 2031-06-03 kl. "
    "13.15-15.00\n\n" + PEOPLE,
    "above the label": "Magasinet, tisdagen den 3 juni 2031 kl. 13.15-15.00\nTid och plats\n\n"
    + PEOPLE,
    "above labels": "2031-06-03\nDatum\n\nMagasinet\nPlats\n\nkl. 13.15-15.00\nTid\n\n" + PEOPLE,
    "halfway down": "                     Magasinet, den 3 juni 2031\n"
    "Tid och plats\n                     kl. 13.15-15.00\n\n"
    "Beslutande           Disa Furu (S), ordförande\n                     Eskil Mård (C)\n",
    "run together": "DatumTid och plats\n2031-06-03\nMagasinet kl. 13.15-15.00\n\n" + PEOPLE,
    "apart": "Datum: 2031-06-03\nPlats: Magasinet\nMötet öppnas: 13.15\nSammanträdet slutade kl "
    "15.00\n\n" + PEOPLE,
    "with a break": "Plats och tid: Magasinet, 2031-06-03, kl. 13.15-15.00, med ajournering "
    "14.00-14.10\n\n" + PEOPLE,
    "with a pause": "Plats och tid: Magasinet, 2031-06-03, kl. 13.15-15.00, inkl. kaffepaus kl. "
    "14\n\n" + PEOPLE,
    "a short weekday": "Plats och tid: Magasinet, ti 3.6.2031 kl. 13.15-15.00\n\n" + PEOPLE,
    "adjusted elsewhere": "2031-06-03\n\nPlats och tid   Magasinet kl. 13.15-15.00\n\n" + PEOPLE
    + "\nJustering\n\nJusterande      Eskil Mård (C)\nPlats och tid   Kansliet, 2031-06-09\n",
    "adjusted at another time": "2031-06-03\n\nPlats: Magasinet\nTid: 13.15-15.00\n\n" + PEOPLE
    + "\nUtsedd att justera: Eskil Mård\nPlats och tid: Kansliet, 2031-06-09 kl. 16.00\n",
    "and the days of the notice": "Plats och tid  Magasinet, 2031-06-03 kl. 13.15-15\n\n" + PEOPLE
    + "\nANSLAG/BEVIS\nSammanträdesdatum   2031-06-03\nAnslaget har satts upp   2031-06-10   "
    "Anslaget tas ner efter   2031-07-02\n",
    "twice": "Plats och tid: Magasinet, 2031-06-03, kl. 13.15-15.00\nMagasinet\n\n" + PEOPLE,
}  # fmt: skip


@pytest.mark.parametrize("cover", SAID.values(), ids=SAID)
def test_the_day_the_hours_and_the_place_are_known(cover: str, tmp_path: Path) -> None:
    found = reading(tmp_path, f"{HEAD}{cover}{TAIL}")
    (meeting,) = found.rows["meetings"]
    hours = f"{meeting.date} {meeting.starts_at:%H.%M}-{meeting.ends_at:%H.%M}"
    assert (hours, meeting.place) == ("2031-06-03 13.15-15.00", "Magasinet")
    assert sorted(person.name for person in found.rows["persons"]) == ["Disa Furu", "Eskil Mård"]
    assert "several-days" not in {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    "when",
    ["Tid: 2031-06-03--04, kl. 13.15-15.00", "Tid: 2031-06-03–04 kl. 13.15–15.00",
     "Tid: den 3 samt 4 juni 2031, kl. 13.15-15.00",
     "Tid: den 3 juni 2031 kl. 13.15-15.00 samt den 4 juni 2031 kl. 9-11",
     "Tid:\n3 juni 2031 kl. 13.15-15.00\n4 juni 2031 kl. 09.00-11.00"],
)  # fmt: skip
def test_of_several_days_the_first_is_given_and_that_is_told(when: str, tmp_path: Path) -> None:
    found = reading(tmp_path, f"{HEAD}Plats: Magasinet\n{when}\n\n{PEOPLE}{TAIL}")
    (meeting,) = found.rows["meetings"]
    hours = f"{meeting.date} {meeting.starts_at:%H.%M}-{meeting.ends_at:%H.%M}"
    assert (hours, meeting.place) == ("2031-06-03 13.15-15.00", "Magasinet")
    assert [p.code for p in found.problems].count("several-days") == 1


# A label for two kinds of people says of nobody which of them they are.
@pytest.mark.parametrize("label", ["Ledamöter/ersättare:", "Ledamöter / ersättare",
                                   "Beslutande/Ersättare"])  # fmt: skip
def test_whoever_is_listed_below_two_labels_in_one_is_not_taken_for_either(
    label: str, tmp_path: Path
) -> None:
    cover = f"Plats och tid: Magasinet, 2031-06-03, kl. 13.15-15.00\n\n{label}\nDisa Furu (S)\n"
    found = reading(tmp_path, f"{HEAD}{cover}{TAIL}")
    assert not found.rows["participants"]
    assert {"attendance-missing", "lines-unread"} & {problem.code for problem in found.problems}


def test_a_name_that_goes_on_above_a_label_beside_is_not_that_labels(tmp_path: Path) -> None:
    cover = (
        "Plats och tid        Magasinet, 2031-06-03, kl. 13.15-15.00\n\n"
        "Beslutande           Disa Furu (S), ordförande\n\n"
        "                     Eskil Mård (C)\n"
        "Ersättare            Hilma Vik (M)\n"
    )
    found = reading(tmp_path, f"{HEAD}{cover}{TAIL}")
    names = {row.id: row.name for row in found.rows["persons"]}
    capacities = {names[row.person]: row.capacity for row in found.rows["participants"]}
    assert capacities == {"Disa Furu": "member", "Eskil Mård": "member", "Hilma Vik": "substitute"}
