"""Forms of attendance, by the order of names and by where they stand. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import people_said, reading, unread_lines

HEAD = "Kvarnnämnden\nSammanträdesprotokoll 2032-01-13\n\nPlats och tid: Dammen, kl. 8.00-10.15\n\n"
TAIL = "\n" + "\n".join(f"§ {n} Kvarn\n\nText.\n" for n in range(1, 7))

# What is printed of {a}, who may serve for {b} -> who they are, as lines of the reading.
FORMS = {
    "{a}": ["A member present S"],
    "{a}, ordförande": ["A member present S"],
    "{a}, §§ 2-4": ["A member partial S 2-4"],
    "{a} t.o.m. § 4": ["A member partial S 1-4"],
    "{a}, frånvarande": ["A member absent S"],
    "{a} (digitalt)": ["A member remote S"],
    "{a}, lämnade mötet kl. 9.30": ["A member partial S"],
    "{a} 8.00–9.15": ["A member partial S"],
    "{a}, jäv § 3": ["A member partial S 1-2,4-6", "A member recused S 3"],
    "{a}, deltar inte i § 3 på grund av jäv, ersätts av {b}": [
        "A member partial S 1-2,4-6", "A member recused S 3",
        "B serving-substitute partial C 3 för A"],
    "{a} ersätter {b}": ["A serving-substitute present S för B"],
    "{a} tjg ers för {b}": ["A serving-substitute present S för B"],
    "{a} för {b} §§ 2-4": ["A serving-substitute partial S 2-4 för B"],
    "{a}, för vilken {b} tjänstgjorde": [
        "A member absent S", "B serving-substitute present C för A"],
    "{a} ersätts av {b}": ["A member absent S", "B serving-substitute present C för A"],
    "{a}, ej tjänstgörande ersättare": ["A substitute present S"],
}  # fmt: skip
LISTS = {
    "below a label": "Beslutande\n{0}\n{1}\n{2}\n",
    "beside a label": "Beslutande      {0}\n                {1}\n                {2}\n",
    "in a cell": "| Beslutande | {0}<br>{1}<br>{2} |\n|---|---|\n",
    "in a line": "Beslutande: {0}, {1}, {2}\n",
    "in a line with semicolons": "Beslutande: {0}; {1}; {2}\n",
    "below what tells no capacity": "Närvarande\n{0}\n{1}\n{2}\n",
}


def named(given: str, surname: str, party: str, order: str) -> str:
    name = f"{given} {surname}" if order == "given name first" else f"{surname}, {given}"
    return f"{name} ({party})"


@pytest.mark.parametrize("order", ["given name first", "surname first"])
@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize("form", FORMS)
def test_a_form_says_the_same_wherever_it_stands(
    form: str, where: str, order: str, tmp_path: Path
) -> None:
    said = form.format(
        a=named("Ottil", "von Rågh", "S", order), b=named("Rune", "Havre", "C", order)
    )
    first, last = (named("Tilda", "Vete", "M", order), named("Urban", "Dinkel-Korn", "V", order))
    found = reading(tmp_path, f"{HEAD}{LISTS[where].format(first, said, last)}{TAIL}")
    people = {"A": "Ottil von Rågh", "B": "Rune Havre"}
    expected = [" ".join(people.get(word, word) for word in line.split()) for line in FORMS[form]]
    assert people_said(found) == [
        "Tilda Vete member present M", *expected, "Urban Dinkel-Korn member present V",
    ]  # fmt: skip
    assert unread_lines(found) == []
