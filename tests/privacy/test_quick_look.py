"""The quick look before a text is read leaves out none in which a withheld name stands.

Everybody here is invented.
"""

from __future__ import annotations

import pytest
from invented_minutes import MARKS
from placed_forms import DrawnNames
from withheld_forms import FIRST_AGAIN, FIRST_OFFICIAL, OTHER_AGAIN, OTHER_OFFICIAL, Again, Person

from socsam_opendata.privacy.mask import Mask
from socsam_opendata.privacy.quick_look import may_name

AGAIN = FIRST_AGAIN | FIRST_OFFICIAL | OTHER_AGAIN | OTHER_OFFICIAL


@pytest.mark.parametrize("again", AGAIN.values(), ids=AGAIN.keys())
def test_what_is_found_is_worth_reading(again: Again) -> None:
    names = DrawnNames(911)
    found = 0
    for _ in range(40):
        first, last = names.first, names.last
        person = Person(first, last, "K")
        mask = Mask([f"{first} {last}"])
        text = f"Nämnden hör {MARKS.sub('', again(person))} i ärendet."
        if mask.found(text):
            found += 1
            assert mask.worth_reading([text]) == [text]
    assert found or again not in (FIRST_AGAIN["whole"], FIRST_AGAIN["initial"])


def test_texts_without_a_word_of_a_name_are_left_out() -> None:
    texts = ["Nämnden beslutar.", "Av Tora Qvarnmyrs vän", "Bruna-Qvarnmyr", "x/qvarnmyr_7", "7"]
    assert may_name(texts, {"qvarnmyr"}) == texts[1:4]
    texts = ["Anna\nQvarn\nmyr", "Hos Qvarn myr", "Q&#118;arn", "qvarn myr", "Qvarn Myr", "Q myr"]
    assert may_name(texts, {"qvarnmyr"}) == [
        "Anna\nQvarn\nmyr",
        "Hos Qvarn myr",
        "Q&#118;arn",
    ]
