"""The letters of the sittings of a day: by their times, and as releases gave them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given as sampled
from hypothesis import strategies as st

from socsam_opendata.dataset import sittings
from socsam_opendata.dataset.sittings import given_letters, letters, same_sitting
from socsam_opendata.model.keys import letter_of
from socsam_opendata.model.release_records import GivenKey
from socsam_opendata.model.sitting import Sitting, item_contents, printed_twice
from socsam_opendata.settings.history import Given

DAY = dt.date(2031, 3, 5)


def sitting(hour: int | None, first: int, last: int) -> Sitting:
    return Sitting(None if hour is None else dt.time(hour), str(first), str(last))


def attended(hour: int | None) -> Sitting:
    """A sitting of which no paragraphs are known."""
    return Sitting(None if hour is None else dt.time(hour), None, None)


MORNING, NOON, EVENING = sitting(9, 12, 20), sitting(13, 21, 29), sitting(18, 30, 38)


def test_without_a_release_letters_follow_the_times() -> None:
    assert letters([MORNING], {}) == [""]
    assert letters([MORNING, NOON, EVENING], {}) == ["", "b", "c"]


@pytest.mark.parametrize(
    ("found", "given", "expected"),
    [
        ([NOON], {"": [NOON]}, [""]),
        # A morning found later takes the next letter.
        ([MORNING, NOON], {"": [NOON]}, ["b", ""]),
        ([MORNING, NOON, EVENING], {"": [NOON], "b": [EVENING]}, ["c", "", "b"]),
        # One that is withdrawn keeps its letter, and has it again when it comes back.
        ([MORNING, EVENING], {"": [MORNING], "b": [NOON]}, ["", "c"]),
        ([EVENING], {"": [MORNING], "b": [NOON]}, ["c"]),
        ([NOON], {"": [MORNING], "b": [NOON]}, ["b"]),
        # A morning does not take the key of an evening that is withdrawn meanwhile.
        ([MORNING], {"": [EVENING]}, ["b"]),
        # A corrected end; another start with nothing else to know it by.
        ([sitting(9, 12, 21)], {"": [MORNING]}, [""]),
        ([sitting(10, 12, 20)], {"": [MORNING]}, ["b"]),
        # A start that was not known, or is not known now: §§ that are in both.
        ([sitting(9, 12, 20)], {"": [sitting(None, 12, 19)]}, [""]),
        ([sitting(None, 12, 19)], {"": [MORNING]}, [""]),
        ([sitting(None, 1, 11)], {"": [MORNING]}, ["b"]),
        # What two releases printed of it.
        ([sitting(9, 1, 8)], {"": [sitting(8, 1, 9), sitting(9, 1, 9)]}, [""]),
        # The surer sign comes first, whatever the order.
        ([sitting(9, 30, 38), sitting(18, 12, 20)], {"": [MORNING], "b": [EVENING]}, ["", "b"]),
        ([sitting(8, 12, 20), sitting(9, 1, 5)], {"": [MORNING]}, ["b", ""]),
    ],
)
def test_a_key_that_was_given_stays_with_its_meeting(
    found: list[Sitting], given: dict[str, list[Sitting]], expected: list[str]
) -> None:
    assert letters(found, given) == expected


def held(hour: int | None, first: int, *words: str) -> Sitting:
    """A sitting whose items have titles and texts of some words."""
    contents = {
        str(number): content
        for number, content in enumerate(
            item_contents(((word, f"Rubrik {word}") for word in words),
                          ((word, f"Text om {word}") for word in words)).values(), first)
    }  # fmt: skip
    return replace(sitting(hour, first, first + len(words) - 1), items=contents)


def worded(hour: int | None, first: int, **items: tuple[str, str]) -> Sitting:
    """A sitting of items with a title and a text each, which may be empty."""
    contents = item_contents(((key, title) for key, (title, _) in items.items()),
                             ((key, text) for key, (_, text) in items.items()))  # fmt: skip
    numbered = {str(number): contents[key] for number, key in enumerate(items, first)}
    return replace(sitting(hour, first, first + len(items) - 1), items=numbered)


PLAN = ("vägar", "skolor", "bad")
OTHERS = ("skog", "is", "hamn")


@pytest.mark.parametrize(
    ("found", "given", "expected"),
    [
        # A corrected start of the same items; other items at another hour, from § 1 as well.
        ([held(10, 1, *PLAN)], {"": [held(9, 1, *PLAN)]}, [""]),
        ([held(17, 1, *OTHERS)], {"": [held(9, 1, *PLAN)]}, ["b"]),
        # One of three items is another: the same still. Two are: another sitting.
        ([held(10, 1, "vägar", "skolor", "is")], {"": [held(9, 1, *PLAN)]}, [""]),
        ([held(10, 1, "vägar", "snö", "is")], {"": [held(9, 1, *PLAN)]}, ["b"]),
        # Starts that were exchanged.
        ([held(9, 4, *OTHERS), held(17, 1, *PLAN)],
         {"": [held(9, 1, *PLAN)], "b": [held(17, 4, *OTHERS)]}, ["b", ""]),
        ([held(9, 1, *OTHERS), held(17, 1, *PLAN)],
         {"": [held(9, 1, *PLAN)], "b": [held(17, 1, *OTHERS)]}, ["b", ""]),
        # At one hour: other §§ of the same items; of other items; other items with the same §§.
        ([held(9, 11, *PLAN)], {"": [held(9, 1, *PLAN)]}, [""]),
        ([held(9, 11, *OTHERS)], {"": [held(9, 1, *PLAN)]}, ["b"]),
        ([held(9, 1, *OTHERS)], {"": [held(9, 1, *PLAN)]}, ["b"]),
        # Starts and §§ that were exchanged together; a start given up, taken by another sitting.
        ([held(9, 1, *OTHERS), held(17, 4, *PLAN)],
         {"": [held(9, 1, *PLAN)], "b": [held(17, 4, *OTHERS)]}, ["c", "d"]),
        ([held(9, 1, *OTHERS)], {"": [held(9, 1, *PLAN), held(10, 1, *PLAN)]}, ["b"]),
        # Another hour and other §§ together: nothing is taken for granted.
        ([held(10, 11, *PLAN)], {"": [held(9, 1, *PLAN)]}, ["b"]),
        # Without hours: by the items.
        ([held(None, 1, *PLAN)], {"": [held(None, 1, *PLAN)]}, [""]),
        ([held(None, 1, *OTHERS)], {"": [held(None, 1, *PLAN)]}, ["b"]),
        ([held(9, 1, *OTHERS)], {"": [held(None, 1, *PLAN)]}, ["b"]),
        # §§ that give the keys of items to others: moved by one, and two exchanged.
        ([held(9, 2, *PLAN)], {"": [held(9, 1, *PLAN)]}, ["b"]),
        ([held(9, 1, "skolor", "vägar", "bad")], {"": [held(9, 1, *PLAN)]}, ["b"]),
        # Moved and corrected, title or text; one title under both, and the texts exchanged.
        ([worded(9, 1, snö=("snö", "snö"), vägar=("vägar", "rättat"), bad=("bad", "bad"))],
         {"": [worded(9, 1, vägar=("vägar", "vägar"), bad=("bad", "bad"))]}, ["b"]),
        ([worded(9, 1, snö=("snö", "snö"), vägar=("rättat", "vägar"), bad=("bad", "bad"))],
         {"": [worded(9, 1, vägar=("vägar", "vägar"), bad=("bad", "bad"))]}, ["b"]),
        ([worded(9, 1, a=("info", "skolor"), b=("info", "vägar"), c=("bad", "bad"))],
         {"": [worded(9, 1, a=("info", "vägar"), b=("info", "skolor"), c=("bad", "bad"))]}, ["b"]),
        # Corrected where it stands, title and text; or without a text, beside another without one.
        ([worded(9, 1, a=("vägar och broar", "nytt"), b=("bad", "bad"), c=("is", "is"))],
         {"": [worded(9, 1, a=("vägar", "gammalt"), b=("bad", "bad"), c=("is", "is"))]}, [""]),
        ([worded(9, 1, a=("avslutning", ""), b=("bad", "bad"), c=("is", ""), d=("snö", ""))],
         {"": [worded(9, 1, a=("slut", ""), b=("bad", "bad"), c=("is", ""))]}, [""]),
        # An item put in at the end, and one put in between.
        ([held(9, 1, *PLAN, "is")], {"": [held(9, 1, *PLAN)]}, [""]),
        ([held(9, 1, "is", *PLAN)], {"": [held(9, 1, *PLAN)]}, ["b"]),
        # A § whose item has another one now is given to no other; what came back has it.
        ([held(9, 1, "snö", "skolor", "bad")],
         {"": [replace(held(9, 1, *PLAN), left=frozenset({"1"}))]}, ["b"]),
        ([held(9, 1, *PLAN)], {"": [replace(held(9, 1, *PLAN), left=frozenset({"1"}))]}, [""]),
    ],
)  # fmt: skip
def test_a_sitting_is_known_by_what_it_holds(
    found: list[Sitting], given: dict[str, list[Sitting]], expected: list[str]
) -> None:
    assert letters(found, given) == expected


@pytest.mark.parametrize(
    ("one", "other", "twice"),
    [
        (held(9, 1, *PLAN), held(9, 4, *OTHERS), True),
        (held(9, 1, *PLAN), held(17, 1, *OTHERS), False),
        # The same text with a corrected start, both files left in the folder.
        (held(9, 1, *PLAN), held(10, 1, *PLAN), True),
        (held(9, 1, *PLAN), held(10, 1, *PLAN, "is"), True),
        # Two that tell no time: §§ that follow each other, or other items.
        (held(None, 1, *PLAN), held(None, 4, *OTHERS), False),
        (held(None, 1, *PLAN), held(None, 1, *OTHERS), False),
        (held(None, 1, *PLAN), held(None, 1, *PLAN), True),
        (held(9, 1, *PLAN), held(None, 2, *PLAN), True),
        (sitting(9, 1, 3), sitting(None, 1, 3), True),
        (sitting(9, 1, 3), sitting(17, 1, 3), False),
        # Only the attendance of one is known: the time tells, or nothing does.
        (attended(9), attended(9), True),
        (attended(9), attended(17), False),
        (attended(None), attended(None), True),
        (attended(None), held(9, 1, *PLAN), True),
        (attended(17), held(9, 1, *PLAN), False),
    ],
)
def test_two_documents_of_one_sitting(one: Sitting, other: Sitting, twice: bool) -> None:
    assert printed_twice(one, other) is printed_twice(other, one) is twice


def test_a_text_is_the_same_whatever_its_spaces_and_its_place() -> None:
    one = item_contents([("a-1", "Vägar och  broar")], [("a-1", "Ett"), ("a-1", "Två\ntre")])
    other = item_contents([("b-7", "VÄGAR OCH BROAR")], [("b-7", "två tre "), ("b-7", "ett")])
    assert [*one.values()] == [*other.values()]
    (less,) = item_contents([("a-1", "Vägar och broar")], [("a-1", "Ett")]).values()
    assert (less.title, less.text) != (one["a-1"].title, one["a-1"].text)
    assert less.title == one["a-1"].title


starts = st.none() | st.integers(8, 20)
sampled_sittings = st.builds(
    lambda hour, first, more: sitting(hour, first, first + more),
    starts, st.integers(1, 40), st.integers(0, 9),
)  # fmt: skip


@sampled(
    found=st.lists(sampled_sittings, max_size=5),
    given=st.dictionaries(st.sampled_from(sittings.LETTERS[:5]),
                          st.lists(sampled_sittings, min_size=1, max_size=2), max_size=4),
)  # fmt: skip
def test_no_two_sittings_have_one_letter_and_what_is_known_for_sure_has_its_own(
    found: list[Sitting], given: dict[str, list[Sitting]]
) -> None:
    chosen = letters(found, given)
    assert len({*chosen}) == len(found)
    for number, one in enumerate(found):
        own = [letter for letter, known in given.items() if one in known]
        others = [other for other in found if other == one]
        if len(own) == 1 and len(others) == 1:
            same = [other for other in found if other in given[own[0]]]
            assert chosen[number] == own[0] or len(same) > 1
        if not any(same_sitting(one, known) or None in (one.starts_at, known.starts_at)
                   for of_letter in given.values() for known in of_letter):  # fmt: skip
            assert chosen[number] not in given


def test_more_sittings_than_letters_are_too_many() -> None:
    many = [sitting(None, n, n) for n in range(1, 28)]
    assert letters(many[:26], {}) == ["", *"bcdefghijklmnopqrstuvwxyz"]
    with pytest.raises(ValueError, match="26 letters"):
        letters(many, {})


def test_the_items_of_a_meeting_are_those_that_the_last_release_told_of() -> None:
    def item(meeting: str, number: str, digit: str, **more: object) -> GivenKey:
        facts: dict[str, Any] = {
            "row": f"{meeting}-{number}", "meeting": meeting, "number": number,
            "title_digest": digit * 8, "text_digest": digit * 8, **more,
        }  # fmt: skip
        return GivenKey(
            id="1.0.0-key-0002", release="1.0.0", date=DAY, table_name="agenda_items", **facts
        )

    old, now = "a-b-2031-03-05-2", "a-b-2031-03-05b"
    keys = (key(old, 9), item(old, "1", "1"), item(old, "2", "2"), key(now, 9), item(now, "1", "3"),
            item(now, "3", "2"), item(now, "2", "2", renamed_to=f"{now}-3"))  # fmt: skip
    (found, _) = given_letters(Given(keys))["a-b", DAY]["b"]
    assert found.left == {"2"}
    # What is withdrawn has left its § too.
    (found, _) = given_letters(Given(keys, frozenset({f"{now}-1", f"{DAY}-3"})))["a-b", DAY]["b"]
    assert found.left == {"1", "2"}
    assert {number: content.title[0] for number, content in found.items.items()} == {
        "1": "3", "2": "2", "3": "2",
    }  # fmt: skip


def key(row: str, hour: int, **more: object) -> GivenKey:
    facts: dict[str, Any] = {
        "table_name": "meetings", "body": "a-b", "day": DAY, "starts_at": dt.time(hour),
        "first_paragraph": "1", "last_paragraph": "9", **more,
    }  # fmt: skip
    return GivenKey(id="1.0.0-key-0001", release="1.0.0", date=DAY, row=row, **facts)


def test_the_keys_of_a_day_are_known_by_their_letters_in_any_order() -> None:
    keys = (key("a-b-2031-03-05", 9), key("a-b-2031-03-05-2", 13), key("a-b-2031-03-05c", 18))
    for order in permutations(keys):
        assert given_letters(Given(order)) == {
            ("a-b", DAY): {"": [sitting(9, 1, 9)], "b": [sitting(13, 1, 9)],
                           "c": [sitting(18, 1, 9)]}
        }  # fmt: skip


def test_a_key_stays_with_a_meeting_whose_paragraphs_were_not_known() -> None:
    bare = {"first_paragraph": None, "last_paragraph": None}
    keys = (key("a-b-2031-03-05", 9, **bare), key("a-b-2031-03-05b", 13, **bare))
    given = given_letters(Given(keys))["a-b", DAY]
    assert given == {"": [attended(9)], "b": [attended(13)]}
    assert letters([attended(13)], given) == ["b"]
    assert letters([attended(9), attended(13), attended(18)], given) == ["", "b", "c"]
    # Its minutes came later.
    assert letters([sitting(9, 1, 4), sitting(13, 5, 9)], given) == ["", "b"]


def test_a_letter_whose_meeting_has_another_key_is_taken_and_nobody_has_it() -> None:
    noon = key("a-b-2031-03-05", 13)
    for now in ("a-b-2031-03-06", "c-2031-03-05", "a-b-2031-03-05c"):
        left = given_letters(Given((noon, replace(noon, renamed_to=now))))["a-b", DAY]
        assert left == {"": []}
        assert letters([sitting(13, 1, 9)], left) == ["b"]
    # What was -2 is b, and the same sitting.
    second = key("a-b-2031-03-05-2", 13)
    same = given_letters(Given((second, replace(second, renamed_to="a-b-2031-03-05b"))))["a-b", DAY]
    assert letters([sitting(13, 1, 9)], same) == ["b"]


@pytest.mark.parametrize(
    ("row", "letter"),
    [("a-2031-03-05", ""), ("a-2031-03-05b", "b"), ("a-2031-03-05z", "z"), ("a-2031-03-05-2", "b"),
     ("a-2031-03-05-26", "z")],
)  # fmt: skip
def test_the_letter_of_a_key(row: str, letter: str) -> None:
    assert letter_of(row, "a", DAY) == letter


@pytest.mark.parametrize(
    "row",
    ["a-2031-03-06", "b-2031-03-05", "a-2031-03-05a", "a-2031-03-05bc", "a-2031-03-05-1",
     "a-2031-03-05-27", "a-2031-03-05-x", "b", "a"],
)  # fmt: skip
def test_what_is_no_key_of_the_day_has_no_letter(row: str) -> None:
    with pytest.raises(ValueError, match="is not a key of a-2031-03-05"):
        letter_of(row, "a", DAY)
